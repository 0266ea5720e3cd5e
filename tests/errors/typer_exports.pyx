# What C code sees, and what it could not use.
cdef public int counter = 3
cdef api int add(int a, int b):
    return a + b


cdef struct Pair:
    int x


cdef enum Color:
    RED


cdef class Plain:
    pass


cdef public int with_default(int a, int b=2):  # error: E0526 'with_default' is public and so cannot have optional arguments
    return a + b


cdef api Pair give(int a):  # error: E0526 'give' is api and so cannot have the private type 'Pair'
    return Pair(a)


cdef public void take(Color color, Plain plain):  # error: E0526 'take' is public and so cannot have the private type 'Color'
    pass


cdef public void take_pointer(Pair *pair):  # C code need not know what it points to
    pass


cdef public (int, int) both():  # error: E0526 'both' is public and so cannot have the private type '(int, int)'
    return 1, 2


cdef public class Nameless:  # error: E0526 'Nameless' is public and so needs names for C code
    pass


cdef api class Shape [object ShapeObject, type ShapeType]:
    cdef public int x  # an attribute that Python sees
    cdef api int y  # warning: W0104 'api' has no effect on an attribute

    cdef public int area(self):  # warning: W0104 'public' has no effect on a method
        return 1


cdef extern from "math.h":
    double sqrt(double)


cdef class Hidden [object HiddenObject, type HiddenType]:  # error: E0525 [object NAME, type NAME] has no meaning on a class that is neither
    pass
