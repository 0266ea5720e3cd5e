# <sys/wait.h>, from POSIX.

from posix.resource cimport rusage
from posix.signal cimport siginfo_t
from posix.types cimport id_t, pid_t

cdef extern from "<sys/wait.h>" nogil:
    ctypedef int idtype_t
    const idtype_t P_ALL
    const idtype_t P_PID
    const idtype_t P_PGID

    const int WNOHANG
    const int WUNTRACED
    const int WCONTINUED
    const int WEXITED
    const int WSTOPPED
    const int WNOWAIT

    int WEXITSTATUS(int status)
    int WIFCONTINUED(int status)
    int WIFEXITED(int status)
    int WIFSIGNALED(int status)
    int WIFSTOPPED(int status)
    int WSTOPSIG(int status)
    int WTERMSIG(int status)

    pid_t wait(int *stat_loc)
    pid_t waitpid(pid_t pid, int *status, int options)
    int waitid(idtype_t idtype, id_t id, siginfo_t *infop, int options)
    pid_t wait3(int *status, int options, rusage *rusage)
    pid_t wait4(pid_t pid, int *status, int options, rusage *rusage)
