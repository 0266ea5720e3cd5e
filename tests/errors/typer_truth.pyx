# What a bint takes: an integer, an enum's item or an object. Other C values are asked for their
# truth in conditions, and by casts.
cdef enum Color:
    RED

cdef struct Flags:
    bint on

cdef class Holder:
    cdef bint flag


cdef int function(int x):
    return x

cdef bint takes(bint flag):
    return flag

cdef bint returns_real(double x):
    return x  # error: E0401 cannot convert 'double' to 'bint'

cdef bint returns_text():
    return "yes"  # error: E0401 cannot convert 'str' to 'bint'

cdef bint of_literal = 2.5  # error: E0401 cannot convert 'double' to 'bint'
cdef bint of_nothing = None  # error: E0401 cannot convert 'None' to 'bint'
cdef bint of_list = [1]  # error: E0401 cannot convert 'list' to 'bint'

def default(bint flag=None):  # error: E0401 cannot convert 'None' to 'bint'
    return flag

cdef stores(Holder holder, double x, double complex z, int *p, char *text, object anything, double[:] view):
    cdef bint flag = x  # error: E0401 cannot convert 'double' to 'bint'
    cdef bint[2] flags
    cdef Flags struct
    cdef (bint, bint) pair = (x, 1)  # error: E0401 cannot convert 'double' to 'bint'
    flag = p  # error: E0401 cannot convert 'int *' to 'bint'
    flag = NULL  # error: E0401 cannot convert 'NULL' to 'bint'
    flag = z  # error: E0401 cannot convert 'double complex' to 'bint'
    flag = function  # error: E0401 cannot convert 'int (int)' to 'bint'
    flag = view  # error: E0401 cannot convert 'double[:]' to 'bint'
    flag = x if flag else 1  # error: E0401 cannot convert 'double' to 'bint'
    flag += 1.5  # error: E0401 cannot convert 'double' to 'bint'
    flags[0] = x  # error: E0401 cannot convert 'double' to 'bint'
    flags[:] = [0.5, 1]
    struct.on = x  # error: E0401 cannot convert 'double' to 'bint'
    struct = Flags(0.5)
    holder.flag = text  # error: E0401 cannot convert 'char *' to 'bint'
    takes(x)  # error: E0401 cannot convert 'double' to 'bint'
    for flag in view:  # error: E0401 cannot convert 'double' to 'bint'
        pass
    return flag

cdef fine(Holder holder, double x, int *p, char *text, anything, double[:] view):
    cdef bint flag = x and p, other = not p
    cdef bint counted = 5, of_enum = RED, compared = x > 1
    flag = <bint>x
    flag = <bint>p
    flag = bool(x)
    flag = anything
    holder.flag = {}
    flag = () if anything else anything
    if p or x or view or None or "text" or [x] or function:
        flag = takes(1) if text else takes(p != NULL)
    while x and flag:
        assert x
        break
    return other
