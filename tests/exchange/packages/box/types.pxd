ctypedef long number

cdef enum:
    LIMIT = 12

cdef enum Mode:
    SLOW
    FAST = 4

cdef inline number clip(number value):
    return value if value < LIMIT else LIMIT
