# What only a function may hold, in every place that Cython's own statements have.
class Bounds:
    for i from 0 <= i < (yield):  # error: E0215 'yield' outside function
        pass
    for i from (yield) <= i < 3:  # error: E0215 'yield' outside function
        pass
    for i from 0 <= i < 3 by (yield):  # error: E0215 'yield' outside function
        pass
    try:
        pass
    except ValueError, a[(yield)]:  # error: E0215 'yield' outside function
        pass

def outside():
    for j from 0 <= j < 3:
        break
    else:
        continue  # error: E0217

cdef int wrong() except (yield):  # error: E0215 'yield' outside function
    return 1
