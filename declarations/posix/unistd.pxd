# <unistd.h>, from POSIX. What a system does not have is an error where it is used.

from posix.types cimport gid_t, off_t, pid_t, uid_t

cdef extern from "<unistd.h>" nogil:
    ctypedef unsigned int useconds_t
    const int STDIN_FILENO
    const int STDOUT_FILENO
    const int STDERR_FILENO
    char *optarg
    int optind
    int opterr
    int optopt

    # Files.
    int access(const char *path, int type)
    int chdir(const char *path)
    int chown(const char *path, uid_t owner, gid_t group)
    int close(int descriptor)
    int dup(int descriptor)
    int dup2(int descriptor, int target)
    int fchdir(int descriptor)
    int fchown(int descriptor, uid_t owner, gid_t group)
    int fdatasync(int descriptor)
    int fsync(int descriptor)
    int ftruncate(int descriptor, off_t length)
    char *getcwd(char *buffer, size_t size)
    char *getwd(char *buffer)
    int isatty(int descriptor)
    int lchown(const char *path, uid_t owner, gid_t group)
    int link(const char *path, const char *new)
    int lockf(int descriptor, int command, off_t size)
    off_t lseek(int descriptor, off_t offset, int whence)
    int pipe(int *descriptors)
    ssize_t pread(int descriptor, void *buffer, size_t size, off_t offset)
    ssize_t pwrite(int descriptor, const void *buffer, size_t size, off_t offset)
    ssize_t read(int descriptor, void *buffer, size_t size)
    ssize_t readlink(const char *path, char *buffer, size_t size)
    int rmdir(const char *path)
    void swab(const void *source, void *target, ssize_t size)
    int symlink(const char *target, const char *path)
    void sync()
    int truncate(const char *path, off_t length)
    char *ttyname(int descriptor)
    int ttyname_r(int descriptor, char *buffer, size_t size)
    int unlink(const char *path)
    ssize_t write(int descriptor, const void *buffer, size_t size)

    # Processes.
    unsigned int alarm(unsigned int seconds)
    void _exit(int status)
    int execl(const char *path, const char *argument, ...)
    int execle(const char *path, const char *argument, ...)
    int execlp(const char *path, const char *argument, ...)
    int execv(const char *path, char *const *arguments)
    int execve(const char *path, char *const *arguments, char *const *environment)
    int execvp(const char *path, char *const *arguments)
    pid_t fork()
    pid_t getpgid(pid_t process)
    pid_t getpgrp()
    pid_t getpid()
    pid_t getppid()
    pid_t getsid(pid_t process)
    int nice(int increment)
    int pause()
    int setpgid(pid_t process, pid_t group)
    int setpgrp()
    pid_t setsid()
    unsigned int sleep(unsigned int seconds)
    pid_t tcgetpgrp(int descriptor)
    int tcsetpgrp(int descriptor, pid_t group)
    useconds_t ualarm(useconds_t value, useconds_t interval)
    int usleep(useconds_t useconds)
    pid_t vfork()

    # Users and hosts.
    gid_t getegid()
    uid_t geteuid()
    gid_t getgid()
    int getgroups(int size, gid_t *list)
    long gethostid()
    int gethostname(char *name, size_t size)
    char *getlogin()
    int getlogin_r(char *name, size_t size)
    uid_t getuid()
    int setegid(gid_t group)
    int seteuid(uid_t user)
    int setgid(gid_t group)
    int setregid(gid_t real_group, gid_t effective_group)
    int setreuid(uid_t real_user, uid_t effective_user)
    int setuid(uid_t user)

    # The system.
    size_t confstr(int name, char *buffer, size_t size)
    long fpathconf(int descriptor, int name)
    int getopt(int count, char *const *arguments, const char *options)
    long pathconf(const char *path, int name)
    long sysconf(int name)

    # In headers of their own, or gone.
    char *crypt(const char *key, const char *salt)
    char *ctermid(char *buffer)
    void encrypt(char *block, int decrypts)

    const int R_OK
    const int W_OK
    const int X_OK
    const int F_OK
    const int _CS_PATH
    const int _CS_POSIX_V6_ILP32_OFF32_CFLAGS
    const int _CS_POSIX_V6_ILP32_OFF32_LDFLAGS
    const int _CS_POSIX_V6_ILP32_OFF32_LIBS
    const int _CS_POSIX_V6_ILP32_OFFBIG_CFLAGS
    const int _CS_POSIX_V6_ILP32_OFFBIG_LDFLAGS
    const int _CS_POSIX_V6_ILP32_OFFBIG_LIBS
    const int _CS_POSIX_V6_LP64_OFF64_CFLAGS
    const int _CS_POSIX_V6_LP64_OFF64_LDFLAGS
    const int _CS_POSIX_V6_LP64_OFF64_LIBS
    const int _CS_POSIX_V6_LPBIG_OFFBIG_CFLAGS
    const int _CS_POSIX_V6_LPBIG_OFFBIG_LDFLAGS
    const int _CS_POSIX_V6_LPBIG_OFFBIG_LIBS
    const int _CS_POSIX_V6_WIDTH_RESTRICTED_ENVS
    const int SEEK_SET
    const int SEEK_CUR
    const int SEEK_END
    const int F_LOCK
    const int F_TEST
    const int F_TLOCK
    const int F_ULOCK
    const int _PC_2_SYMLINKS
    const int _PC_ALLOC_SIZE_MIN
    const int _PC_ASYNC_IO
    const int _PC_CHOWN_RESTRICTED
    const int _PC_FILESIZEBITS
    const int _PC_LINK_MAX
    const int _PC_MAX_CANON
    const int _PC_MAX_INPUT
    const int _PC_NAME_MAX
    const int _PC_NO_TRUNC
    const int _PC_PATH_MAX
    const int _PC_PIPE_BUF
    const int _PC_PRIO_IO
    const int _PC_REC_INCR_XFER_SIZE
    const int _PC_REC_MIN_XFER_SIZE
    const int _PC_REC_XFER_ALIGN
    const int _PC_SYMLINK_MAX
    const int _PC_SYNC_IO
    const int _PC_VDISABLE
    const int _SC_2_C_BIND
    const int _SC_2_C_DEV
    const int _SC_2_CHAR_TERM
    const int _SC_2_FORT_DEV
    const int _SC_2_FORT_RUN
    const int _SC_2_LOCALEDEF
    const int _SC_2_PBS
    const int _SC_2_PBS_ACCOUNTING
    const int _SC_2_PBS_CHECKPOINT
    const int _SC_2_PBS_LOCATE
    const int _SC_2_PBS_MESSAGE
    const int _SC_2_PBS_TRACK
    const int _SC_2_SW_DEV
    const int _SC_2_UPE
    const int _SC_2_VERSION
    const int _SC_ADVISORY_INFO
    const int _SC_AIO_LISTIO_MAX
    const int _SC_AIO_MAX
    const int _SC_AIO_PRIO_DELTA_MAX
    const int _SC_ARG_MAX
    const int _SC_ASYNCHRONOUS_IO
    const int _SC_ATEXIT_MAX
    const int _SC_BARRIERS
    const int _SC_BC_BASE_MAX
    const int _SC_BC_DIM_MAX
    const int _SC_BC_SCALE_MAX
    const int _SC_BC_STRING_MAX
    const int _SC_CHILD_MAX
    const int _SC_CLK_TCK
    const int _SC_CLOCK_SELECTION
    const int _SC_COLL_WEIGHTS_MAX
    const int _SC_CPUTIME
    const int _SC_DELAYTIMER_MAX
    const int _SC_EXPR_NEST_MAX
    const int _SC_FSYNC
    const int _SC_GETGR_R_SIZE_MAX
    const int _SC_GETPW_R_SIZE_MAX
    const int _SC_HOST_NAME_MAX
    const int _SC_IOV_MAX
    const int _SC_IPV6
    const int _SC_JOB_CONTROL
    const int _SC_LINE_MAX
    const int _SC_LOGIN_NAME_MAX
    const int _SC_MAPPED_FILES
    const int _SC_MEMLOCK
    const int _SC_MEMLOCK_RANGE
    const int _SC_MEMORY_PROTECTION
    const int _SC_MESSAGE_PASSING
    const int _SC_MONOTONIC_CLOCK
    const int _SC_MQ_OPEN_MAX
    const int _SC_MQ_PRIO_MAX
    const int _SC_NGROUPS_MAX
    const int _SC_OPEN_MAX
    const int _SC_PAGE_SIZE
    const int _SC_PAGESIZE
    const int _SC_PRIORITIZED_IO
    const int _SC_PRIORITY_SCHEDULING
    const int _SC_RAW_SOCKETS
    const int _SC_RE_DUP_MAX
    const int _SC_READER_WRITER_LOCKS
    const int _SC_REALTIME_SIGNALS
    const int _SC_REGEXP
    const int _SC_RTSIG_MAX
    const int _SC_SAVED_IDS
    const int _SC_SEM_NSEMS_MAX
    const int _SC_SEM_VALUE_MAX
    const int _SC_SEMAPHORES
    const int _SC_SHARED_MEMORY_OBJECTS
    const int _SC_SHELL
    const int _SC_SIGQUEUE_MAX
    const int _SC_SPAWN
    const int _SC_SPIN_LOCKS
    const int _SC_SPORADIC_SERVER
    const int _SC_SS_REPL_MAX
    const int _SC_STREAM_MAX
    const int _SC_SYMLOOP_MAX
    const int _SC_SYNCHRONIZED_IO
    const int _SC_THREAD_ATTR_STACKADDR
    const int _SC_THREAD_ATTR_STACKSIZE
    const int _SC_THREAD_CPUTIME
    const int _SC_THREAD_DESTRUCTOR_ITERATIONS
    const int _SC_THREAD_KEYS_MAX
    const int _SC_THREAD_PRIO_INHERIT
    const int _SC_THREAD_PRIO_PROTECT
    const int _SC_THREAD_PRIORITY_SCHEDULING
    const int _SC_THREAD_PROCESS_SHARED
    const int _SC_THREAD_SAFE_FUNCTIONS
    const int _SC_THREAD_SPORADIC_SERVER
    const int _SC_THREAD_STACK_MIN
    const int _SC_THREAD_THREADS_MAX
    const int _SC_THREADS
    const int _SC_TIMEOUTS
    const int _SC_TIMER_MAX
    const int _SC_TIMERS
    const int _SC_TRACE
    const int _SC_TRACE_EVENT_FILTER
    const int _SC_TRACE_EVENT_NAME_MAX
    const int _SC_TRACE_INHERIT
    const int _SC_TRACE_LOG
    const int _SC_TRACE_NAME_MAX
    const int _SC_TRACE_SYS_MAX
    const int _SC_TRACE_USER_EVENT_MAX
    const int _SC_TTY_NAME_MAX
    const int _SC_TYPED_MEMORY_OBJECTS
    const int _SC_TZNAME_MAX
    const int _SC_V6_ILP32_OFF32
    const int _SC_V6_ILP32_OFFBIG
    const int _SC_V6_LP64_OFF64
    const int _SC_V6_LPBIG_OFFBIG
    const int _SC_VERSION
    const int _SC_XBS5_ILP32_OFF32
    const int _SC_XBS5_ILP32_OFFBIG
    const int _SC_XBS5_LP64_OFF64
    const int _SC_XBS5_LPBIG_OFFBIG
    const int _SC_XOPEN_CRYPT
    const int _SC_XOPEN_ENH_I18N
    const int _SC_XOPEN_LEGACY
    const int _SC_XOPEN_REALTIME
    const int _SC_XOPEN_REALTIME_THREADS
    const int _SC_XOPEN_SHM
    const int _SC_XOPEN_STREAMS
    const int _SC_XOPEN_UNIX
    const int _SC_XOPEN_VERSION
