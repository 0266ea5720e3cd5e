# Where the tree is sound, mistakes of the syntax's rules and of types are told in one run.
cdef int function(int x, int y):
    return x


cdef int result = function(x=1, x=2)  # error: E0211 keyword argument repeated: x
cdef int other = function(1, x=2)  # error: E0417
del function(1, 2)  # error: E0202
try:
    pass
except:  # error: E0219
    undefined  # error: E0301
except ValueError:
    pass

# A warning of the first stages hides no error of a later one.
cdef double *address = "\d"  # warning: W0201 # error: E0401
