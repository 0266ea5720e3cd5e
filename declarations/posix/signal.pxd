# <signal.h>, from POSIX and the manual of Linux. Handlers run at any time, so they may not touch objects.

from posix.types cimport pid_t, sigset_t, uid_t

cdef extern from "<signal.h>" nogil:
    cdef union sigval:
        int sival_int
        void *sival_ptr
    cdef struct sigevent:
        int sigev_notify
        int sigev_signo
        sigval sigev_value
        void sigev_notify_function(sigval value) noexcept nogil
    ctypedef struct siginfo_t:
        int si_signo
        int si_code
        int si_errno
        pid_t si_pid
        uid_t si_uid
        void *si_addr
        int si_status
        long si_band
        sigval si_value
    ctypedef struct sigaction_t "struct sigaction":
        void sa_handler(int signal) noexcept nogil
        void sa_sigaction(int signal, siginfo_t *info, void *context) noexcept nogil
        sigset_t sa_mask
        int sa_flags
    ctypedef struct stack_t:
        void *ss_sp
        int ss_flags
        size_t ss_size

    int kill(pid_t process, int signal)
    int killpg(pid_t group, int signal)
    int sigaction(int signal, const sigaction_t *action, sigaction_t *previous)
    int sigpending(sigset_t *signals)
    int sigprocmask(int how, const sigset_t *signals, sigset_t *previous)
    int sigsuspend(const sigset_t *signals)
    int sigaddset(sigset_t *signals, int signal)
    int sigdelset(sigset_t *signals, int signal)
    int sigemptyset(sigset_t *signals)
    int sigfillset(sigset_t *signals)
    int sigismember(const sigset_t *signals, int signal)
    int sigaltstack(const stack_t *stack, stack_t *previous)

    const int SA_NOCLDSTOP
    const int SIG_BLOCK
    const int SIG_UNBLOCK
    const int SIG_SETMASK
    const int SA_ONSTACK
    const int SA_RESETHAND
    const int SA_RESTART
    const int SA_SIGINFO
    const int SA_NOCLDWAIT
    const int SA_NODEFER
    const int SS_ONSTACK
    const int SS_DISABLE
    const int MINSIGSTKSZ
    const int SIGSTKSZ
    const int SIGEV_NONE
    const int SIGEV_SIGNAL
    const int SIGEV_THREAD
    const int SIGEV_THREAD_ID
