from lib cimport Thing, more_words, triple, v18, v20, v21, v23, weights, words


cdef int doubled(int x):
    if x < 0:
        raise ValueError(x)
    return 2 * x

cdef int apply(int f(int), int x):
    return f(x)

cdef int apply_to_three(int f(int)) except? -1:
    return f(3)

cdef object pair(object x, Thing thing):
    return x, thing

def passed_functions():
    return v18(doubled, 4), v20(apply, doubled), v21(pair, apply_to_three, NULL, "x")

def passed_arrays():
    cdef words a = [1, 2, 3, 4, 5, 6, 7, 8]
    cdef more_words b = a
    cdef weights c = [1, 2, 3, 4]
    cdef triple d = [10, 20, 30]
    return v23(a, b, c, d)

def raised_inside():
    v18(doubled, -4)
