from lib cimport Thing, v18, v20, v21


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

def raised_inside():
    v18(doubled, -4)
