# <signal.h>, from the C11 standard (7.14) and the manual of Linux. Signals that a system does not have are an error
# where they are used. A handler runs at any time, so it may not touch objects.

ctypedef void (*sighandler_t)(int signal) noexcept nogil

cdef extern from "<signal.h>" nogil:
    ctypedef int sig_atomic_t

    sighandler_t SIG_DFL
    sighandler_t SIG_IGN
    sighandler_t SIG_ERR

    sighandler_t signal(int signum, sighandler_t action)
    int raise_ "raise"(int signum)

    const int SIGFPE
    const int SIGILL
    const int SIGSEGV
    const int SIGBUS
    const int SIGABRT
    const int SIGIOT
    const int SIGTRAP
    const int SIGEMT
    const int SIGSYS
    const int SIGSTKFLT
    const int SIGTERM
    const int SIGINT
    const int SIGQUIT
    const int SIGKILL
    const int SIGHUP
    const int SIGALRM
    const int SIGVTALRM
    const int SIGPROF
    const int SIGIO
    const int SIGURG
    const int SIGPOLL
    const int SIGCHLD
    const int SIGCLD
    const int SIGCONT
    const int SIGSTOP
    const int SIGTSTP
    const int SIGTTIN
    const int SIGTTOU
    const int SIGPIPE
    const int SIGLOST
    const int SIGXCPU
    const int SIGXFSZ
    const int SIGPWR
    const int SIGUSR1
    const int SIGUSR2
    const int SIGWINCH
    const int SIGINFO
    const int SIGRTMIN
    const int SIGRTMAX
