# <sys/mman.h>, from POSIX and the manual of Linux.

from posix.types cimport mode_t, off_t

cdef extern from "<sys/mman.h>" nogil:
    void *const MAP_FAILED
    void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset)
    int munmap(void *address, size_t length)
    int mprotect(void *address, size_t length, int protection)
    int msync(void *address, size_t length, int flags)
    int madvise(void *address, size_t length, int advice)
    int posix_madvise(void *address, size_t length, int advice)
    int mlock(const void *address, size_t length)
    int munlock(const void *address, size_t length)
    int mlockall(int flags)
    int munlockall()
    int shm_open(const char *name, int flags, mode_t mode)
    int shm_unlink(const char *name)

    # Of Linux alone.
    int mlock2(const void *address, size_t length, unsigned int flags)
    int mincore(void *address, size_t length, unsigned char *pages)
    void *mremap(void *address, size_t old_length, size_t length, int flags, ...)
    int remap_file_pages(void *address, size_t size, int protection, size_t page, int flags)

    # Typed memory: an option of POSIX that few systems have.
    cdef struct posix_typed_mem_info:
        size_t posix_tmi_length
    int posix_typed_mem_open(const char *name, int flags, int typed_flags)
    int posix_mem_offset(const void *address, size_t length, off_t *offset, size_t *contiguous, int *descriptor)
    int posix_typed_mem_get_info(int descriptor, posix_typed_mem_info *info)

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
