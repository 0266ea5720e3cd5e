# A declaration in an included file counts from the include on.
include "declarations/included_late.pxi"


class Reader:
    value = included


print(outside)
cdef int outside = 1  # error: E0311 'outside' is declared after it is used
