# <setjmp.h>, from the C11 standard (7.13) and POSIX. The types are arrays of one struct, so that functions get its
# address.

cdef extern from "<setjmp.h>" nogil:
    struct __jmp_buf_tag:
        pass

    ctypedef __jmp_buf_tag jmp_buf[1]
    int setjmp(jmp_buf state)
    void longjmp(jmp_buf state, int value)

    ctypedef __jmp_buf_tag sigjmp_buf[1]
    int sigsetjmp(sigjmp_buf state, int savesigs)
    void siglongjmp(sigjmp_buf state, int value)
