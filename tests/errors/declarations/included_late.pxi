# What is included stands where the include does.
cdef int included = 1
