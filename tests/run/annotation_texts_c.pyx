"""
>>> parameters(1, 2)
(1, 2)
>>> Class().method(3)
3
"""


def parameters(a: (len(x) for x in [1]), b: (lambda y: [int(z) for z in y])) -> (len(x) for x in 2):
    return a, b


cdef class Class:
    def method(self, a: (str(i) for i in range(3) if bool(i))):
        return a
