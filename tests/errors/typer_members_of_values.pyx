# Values that are put into C structs, unions, arrays and tuples; pointers that are compared and cast.
cdef struct Pair:
    int a
    int b


cdef union Number:
    int whole
    double real


cdef class Node:
    cdef int x


def displays(key, n):
    cdef Pair pair = {'a': 1, 'c': 2}  # error: E0403 'Pair' has no attribute 'c'
    pair = {'a': 1}  # warning: W0125 member 'b' of 'Pair' is left out and may hold anything
    pair = [1]  # warning: W0125
    pair = Pair(b=1)  # warning: W0125 member 'a' of 'Pair'
    pair = {key: 1}
    pair = {**key}
    pair = {'a': 1, 'a': 2, 'b': 3}
    pair = [1, 2, 3]  # error: E0401 cannot convert 'list' to 'Pair'
    pair = Pair(1, a=2)  # error: E0417 argument 'a' is given twice
    cdef Number number = {'whole': 1, 'real': 2}  # error: E0423 the union 'Number' holds one member at a time, 2 given
    number = {'while': 1}  # error: E0403
    number = {'whole': 1}
    number = Number(1, 2.5)  # error: E0423
    cdef int[2] array
    array = [1, 2, 3]  # error: E0416
    array = [1, 2]
    array = [1] * n
    array = [1, *n, 2]
    cdef (int, int) two = (1, 2, 3)  # error: E0416
    two = (1,)  # error: E0416
    two = (1, *n)
    return pair[0]  # error: E0407 'Pair' has no elements to index



def compared():
    cdef int *p = NULL
    cdef char *q = NULL
    cdef void *r = NULL
    cdef const char *s = NULL
    cdef int[3] a
    cdef int **pp = NULL
    p == q  # error: E0404 operator '==' does not work on 'int *' and 'char *'
    p is not q  # error: E0404
    q < p  # error: E0404
    pp != p  # error: E0404
    a == q  # error: E0404
    p == r
    r != q
    q == s
    s is q
    p == a
    p == NULL
    NULL != pp


def casts(object x):
    cdef int *p = NULL
    cdef char *q = NULL
    cdef void *r = NULL
    cdef Pair *s = NULL
    <object>p  # error: E0418 cannot cast 'int *' to 'object' # help: if the object lies there
    <Node>p  # error: E0418
    <bytes>q
    <object>q
    <object>r
    <object>s


def sizes(list x, Node y):
    sizeof(object)  # error: E0419 'object' has no size
    sizeof(list)  # error: E0419
    sizeof(x)  # error: E0419
    sizeof(Node)
    sizeof(y)
    sizeof(Pair)
