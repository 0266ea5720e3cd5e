cdef class Plain:
    pass

cdef class Logged:
    def __cinit__(self, log, *rest):
        self.log = log
        log.append("base cinit")
        if "fail" in rest:
            raise ValueError("base")

    def __dealloc__(self):
        self.log.append("base dealloc")

    cdef note(self, what):
        self.log.append(("base", what))

cdef class Weak:
    def __init__(self, payload=None):
        self.payload = payload

cdef class Finalized:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("del")

cdef class Node:
    pass

cdef class Sequence(list):
    pass

def note(Logged logged, what):
    logged.note(what)
