# Loops without the GIL that make objects after all.
def objects(int n, object o):
    cdef int i, x
    with nogil:
        for i in reversed(range(o)):  # error: E0701 using the Python object 'o' needs the GIL
            pass
        for i, x in enumerate(o):  # error: E0701 using the Python object 'o' needs the GIL
            pass
        for pair in enumerate(range(n)):  # error: E0701 # error: E0701
            pass
        for i, x in zip(range(n), o):  # error: E0701 using the Python object 'o' needs the GIL
            pass
        for i, x in enumerate(reversed(range(n))):
            pass
