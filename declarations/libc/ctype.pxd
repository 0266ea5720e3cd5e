# <ctype.h>, from the C11 standard (7.4).

cdef extern from "<ctype.h>" nogil:
    int isalnum(int character)
    int isalpha(int character)
    int isblank(int character)
    int iscntrl(int character)
    int isdigit(int character)
    int isgraph(int character)
    int islower(int character)
    int isprint(int character)
    int ispunct(int character)
    int isspace(int character)
    int isupper(int character)
    int isxdigit(int character)
    int tolower(int character)
    int toupper(int character)
