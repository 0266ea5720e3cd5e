# What C programs may want to use: no header is written yet.
cdef public int counter = 3  # warning: W0104 'public' writes no C header
cdef api int add(int a, int b):  # warning: W0104 'api' writes no C header
    return a + b


cdef public struct Pair:  # warning: W0104
    int x


cdef public enum Color:  # warning: W0104
    RED


ctypedef public int Number  # warning: W0104


cdef api class Shape [object ShapeObject, type ShapeType]:  # warning: W0104
    cdef public int x  # an attribute that Python sees


cdef extern from "math.h":
    double sqrt(double)
