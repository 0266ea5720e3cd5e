# Structs of structs, of more values than can be looked at.

cdef struct S0:
    int a, b

cdef struct S1:
    S0 a
    S0 b

cdef struct S2:
    S1 a
    S1 b

cdef struct S3:
    S2 a
    S2 b

cdef struct S4:
    S3 a
    S3 b

cdef struct S5:
    S4 a
    S4 b

cdef struct S6:
    S5 a
    S5 b

cdef struct S7:
    S6 a
    S6 b

cdef struct S8:
    S7 a
    S7 b

cdef struct S9:
    S8 a
    S8 b

cdef struct S10:
    S9 a
    S9 b

cdef struct S11:
    S10 a
    S10 b

cdef struct S12:
    S11 a
    S11 b

cdef struct S13:
    S12 a
    S12 b

cdef struct S14:
    S13 a
    S13 b

cdef struct S15:
    S14 a
    S14 b

cdef struct S16:
    S15 a
    S15 b  # error: E0548 'S16' holds more than 65536 values, with those of its members


# Arrays count as one of their elements.
cdef struct Wide:
    S15[1000000] items

cdef struct Node:
    Node *next
    Node[2] children  # error: E0511
