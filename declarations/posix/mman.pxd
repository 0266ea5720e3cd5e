# <sys/mman.h>, from POSIX and the manual of Linux.

from posix.types cimport mode_t, off_t

cdef extern from "<sys/mman.h>" nogil:
    void *const MAP_FAILED
    void *mmap(void *addr, size_t Len, int prot, int flags, int fd, off_t off)
    int munmap(void *addr, size_t Len)
    int mprotect(void *addr, size_t Len, int prot)
    int msync(void *addr, size_t Len, int flags)
    int madvise(void *addr, size_t Len, int advice)
    int posix_madvise(void *addr, size_t Len, int advice)
    int mlock(const void *addr, size_t Len)
    int munlock(const void *addr, size_t Len)
    int mlockall(int flags)
    int munlockall()
    int shm_open(const char *name, int oflag, mode_t mode)
    int shm_unlink(const char *name)

    # Of Linux alone.
    int mlock2(const void *addr, size_t len, unsigned int flags)
    int mincore(void *addr, size_t Len, unsigned char *vec)
    void *mremap(void *old_addr, size_t old_len, size_t new_len, int flags, ...)
    int remap_file_pages(void *addr, size_t Len, int prot, size_t pgoff, int flags)

    # Typed memory: an option of POSIX that few systems have.
    cdef struct posix_typed_mem_info:
        size_t posix_tmi_length
    int posix_typed_mem_open(const char *name, int oflag, int tflag)
    int posix_mem_offset(const void *addr, size_t Len, off_t *off, size_t *contig_len, int *fildes)
    int posix_typed_mem_get_info(int fildes, posix_typed_mem_info *info)

    const int PROT_EXEC
    const int PROT_READ
    const int PROT_WRITE
    const int PROT_NONE
    const int MAP_PRIVATE
    const int MAP_SHARED
    const int MAP_FIXED
    const int MAP_ANON
    const int MAP_ANONYMOUS
    const int MAP_STACK
    const int MAP_LOCKED
    const int MAP_HUGETLB
    const int MAP_POPULATE
    const int MAP_NORESERVE
    const int MAP_GROWSDOWN
    const int MAP_NOCORE
    const int MAP_NOSYNC
    const int MS_ASYNC
    const int MS_SYNC
    const int MS_INVALIDATE
    const int POSIX_MADV_NORMAL
    const int POSIX_MADV_SEQUENTIAL
    const int POSIX_MADV_RANDOM
    const int POSIX_MADV_WILLNEED
    const int POSIX_MADV_DONTNEED
    const int MCL_CURRENT
    const int MCL_FUTURE
    const int MLOCK_ONFAULT
    const int MCL_ONFAULT
    const int MADV_NORMAL
    const int MADV_RANDOM
    const int MADV_SEQUENTIAL
    const int MADV_WILLNEED
    const int MADV_DONTNEED
    const int MADV_REMOVE
    const int MADV_DONTFORK
    const int MADV_DOFORK
    const int MADV_HWPOISON
    const int MADV_MERGEABLE
    const int MADV_UNMERGEABLE
    const int MADV_SOFT_OFFLINE
    const int MADV_HUGEPAGE
    const int MADV_NOHUGEPAGE
    const int MADV_DONTDUMP
    const int MADV_DODUMP
    const int MADV_FREE
    const int MADV_WIPEONFORK
    const int MADV_KEEPONFORK
    const int POSIX_TYPED_MEM_ALLOCATE
    const int POSIX_TYPED_MEM_ALLOCATE_CONTIG
    const int POSIX_TYPED_MEM_MAP_ALLOCATABLE
