# <errno.h>, from the C11 standard (7.5) and POSIX.

cdef extern from "<errno.h>" nogil:
    int errno
    const int EACCES
    const int EAGAIN
    const int EBADF
    const int EBUSY
    const int EDOM
    const int EEXIST
    const int EFAULT
    const int EINTR
    const int EINVAL
    const int EIO
    const int EISDIR
    const int ENOENT
    const int ENOMEM
    const int ENOSPC
    const int ENOSYS
    const int ENOTDIR
    const int EPERM
    const int EPIPE
    const int ERANGE
