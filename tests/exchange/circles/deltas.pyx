from offsets cimport is_offset


cdef class Delta:
    def __init__(self, value):
        self.value = value


class Named(Delta):
    """What `offsets` imports by name: it has to come before this module is asked for."""


def asks(x):
    return is_offset(x)
