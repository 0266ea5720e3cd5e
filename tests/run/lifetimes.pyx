# Objects live until their variable is bound again, deleted, or gone with the function.
"""
>>> order()
['used', 'after', 'gone a', 'returned']
>>> rebind()
['gone 1', 'middle', 'gone 2']
>>> pointer('hello')
5
>>> raises()
['raised', 'gone x']
>>> generator()
['in', 'out', 'gone g']
>>> deleted()
['gone d', 'end']
>>> conditional(True), conditional(False)
(['end', 'gone c'], ['end'])
>>> deleted_in_order()
['gone a', 'gone b', 'gone c', 'end']
>>> log = []
>>> arguments(Buffer('a', log), Buffer('b', log)); log
['used', 'gone a', 'gone b']
"""
from cpython.bytes cimport PyBytes_AsString
from libc.string cimport strlen

class Noisy:
    def __init__(self, name, log):
        self.name = name
        self.log = log
    def __del__(self):
        self.log.append('gone ' + self.name)

def order_inner(log):
    a = Noisy('a', log)
    log.append('used')
    log.append('after')

def order():
    log = []
    order_inner(log)
    log.append('returned')
    return log

def rebind_inner(log):
    a = Noisy('1', log)
    a = Noisy('2', log)
    log.append('middle')

def rebind():
    log = []
    rebind_inner(log)
    return log

def pointer(text):
    data = text.encode()
    cdef char *p = PyBytes_AsString(data)
    return strlen(p)

def raises_inner(log):
    x = Noisy('x', log)
    log.append('raised')
    raise ValueError

def raises():
    log = []
    try:
        raises_inner(log)
    except ValueError:
        pass
    return log

def generate(log):
    g = Noisy('g', log)
    log.append('in')
    yield 1
    log.append('out')

def generator():
    log = []
    list(generate(log))
    return log

def deleted_inner(log):
    d = Noisy('d', log)
    del d
    log.append('end')

def deleted():
    log = []
    deleted_inner(log)
    return log

def conditional_inner(flag, log):
    if flag:
        c = Noisy('c', log)
    log.append('end')

def conditional(flag):
    log = []
    conditional_inner(flag, log)
    return log


cdef class Buffer:
    cdef object name, log
    cdef char data[1]

    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        buffer.buf = self.data
        buffer.obj = self
        buffer.len = buffer.itemsize = 1
        buffer.readonly = 0
        buffer.ndim = 1
        buffer.format = NULL
        buffer.shape = &buffer.len
        buffer.strides = &buffer.itemsize
        buffer.suboffsets = NULL
        buffer.internal = NULL

    def __releasebuffer__(self, Py_buffer *buffer):
        self.log.append('gone ' + self.name)


cdef int nothing() noexcept nogil:
    return 1


# Nothing between the last use and the deletions can raise.
def deleted_in_order_inner(log):
    a = Noisy('a', log)
    b = Noisy('b', log)
    c = Noisy('c', log)
    cdef int i = nothing()
    del a
    del b
    del c
    return i


def deleted_in_order():
    log = []
    deleted_in_order_inner(log)
    log.append('end')
    return log


def arguments(unsigned char[:] a, unsigned char[:] b):
    (<Buffer>a.base).log.append('used')
