# <sys/ioctl.h>, from the manual of Linux.

cdef extern from "<sys/ioctl.h>" nogil:
    const unsigned long FIONBIO
    int ioctl(int descriptor, unsigned long request, ...)
