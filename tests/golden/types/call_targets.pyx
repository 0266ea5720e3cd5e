from libc.math cimport sqrt

cdef struct Point:
    int x
    int y

ctypedef int (*Operation)(int)

cdef int direct(int a, int b=2):
    return a

cdef class Shape:
    cdef int virtual(self):
        return 1
    cpdef int overridable(self):
        return 2
    @staticmethod
    cdef int fixed(int n):
        return n
    def python(self):
        return 3

def guarded(a):
    return a

cdef calls(Shape shape, object thing, int n, double[:] view, Operation operation, int m):
    direct(b=n, a=1)
    sqrt(n)
    shape.virtual()
    Shape.virtual(shape)
    shape.overridable()
    Shape.fixed(n)
    shape.python()
    Shape()
    Point(y=n, x=1)
    operation(n)
    guarded(thing)
    guarded(*thing)
    thing(n)
    thing.method(n, k=n)
    thing.method(*thing)
    view.copy()
    len(view)
    len(thing)
    max(n, m)
    max(thing, n)
    range(n)
    sorted(thing)
    print(thing)
    isinstance(thing, Shape)
