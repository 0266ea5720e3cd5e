# What is declared twice, or holds itself.
cdef class Twice:
    cdef int x


cdef class Twice:  # error: E0302 'Twice' is already declared
    cdef int y


cdef enum First:
    RED, GREEN


cdef enum Second:
    BLUE, RED  # error: E0302 'RED' is already declared


cdef enum:
    GREEN  # error: E0302 'GREEN' is already declared


cdef int BLUE  # error: E0302 'BLUE' is already declared


cdef struct PURPLE:
    int x


cdef enum:
    PURPLE  # error: E0302 'PURPLE' is already declared


cdef int RED():  # error: E0302 'RED' is already declared
    return 1


# Each has its own names.
cpdef enum class Third:
    RED, BLUE


# What a C header says twice is one thing.
cdef extern from *:
    enum Fourth:
        SHARED
    enum Fifth:
        SHARED


def typed_local(int argument):
    cdef int number
    cdef object anything

    def number():  # error: E0302 'number' is already declared
        pass

    def argument():  # error: E0302 'argument' is already declared
        pass

    def anything():
        pass

    return anything


cdef struct Itself:
    Itself inner  # error: E0511 'Itself' refers to itself # help: a pointer can lead to another one
    Itself *next


cdef struct Left:
    Right right


cdef union Right:
    Left[3] left  # error: E0511 'Right' refers to itself


cdef struct InTuple:
    (int, InTuple) pair  # error: E0511 'InTuple' refers to itself


cdef class Special:
    cdef int __weakref__  # error: E0545 attribute '__weakref__' of a cdef class is a 'object', not a 'int'
    cdef object __dict__  # error: E0545 attribute '__dict__' of a cdef class is a 'dict', not a 'object'


cdef class Fine:
    cdef object __weakref__
    cdef dict __dict__
