# C code has no name for a tuple whose name would be too long.
cdef public (long long, long long, long long, long long) many  # warning: W0104 'public' has no effect on 'many', whose type has no name in C
cdef api (long long, long long, long long, long long) others  # warning: W0104 'api' has no effect on 'others', whose type
ctypedef public (long long, long long, long long, long long) Three  # warning: W0104 'public' has no effect on 'Three', whose type
cdef public (int, double) pair
