def decorate(f):
    return f


cdef class Short:
    def __getbuffer__(self, Py_buffer *view):  # error: E0542 '__getbuffer__' of a cdef class is called by C code as (self, Py_buffer *view, int flags)
        pass

    def __releasebuffer__(self):  # error: E0542 '__releasebuffer__' of a cdef class is called by C code as (self, Py_buffer *view)
        pass


cdef class Untyped:
    def __getbuffer__(self, view, int flags):  # error: E0542
        pass

    def __releasebuffer__(self, *rest):  # error: E0542
        pass


cdef class Decorated:
    @decorate  # error: E0521
    def __getbuffer__(self, Py_buffer *view, int flags):
        pass


cdef class OtherFlags:
    def __getbuffer__(self, Py_buffer *view, char *flags):  # error: E0542
        pass
