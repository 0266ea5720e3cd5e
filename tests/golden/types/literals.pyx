def literals():
    cdef char letter = "a"
    cdef unsigned char byte = b"\x01"
    cdef const char *text = "text"
    cdef unsigned long long large = 0xFFFFFFFFFFFFFFFF
    cdef float single = 1
    cdef Py_UCS4 character = "é"
    cdef (int, double) pair = (1, 2)
    cdef int numbers[2]
    numbers = [1, 2]
    cdef int *nothing = NULL
    return c"x", 10ULL, 1.5, 2j, "a" "b", b"a", f"{letter}", {1: 2}, {3}, None, ...
