# <time.h> and <sys/time.h>, from POSIX. Clocks that a system does not have are an error where they are used.

from libc.time cimport timespec
from posix.signal cimport sigevent
from posix.types cimport clockid_t, pid_t, suseconds_t, time_t, timer_t

cdef extern from "<sys/time.h>" nogil:
    cdef struct timezone:
        int tz_minuteswest
        int dsttime "tz_dsttime"
    cdef struct timeval:
        time_t tv_sec
        suseconds_t tv_usec
    cdef struct itimerval:
        timeval it_interval
        timeval it_value

    const int ITIMER_REAL
    const int ITIMER_VIRTUAL
    const int ITIMER_PROF
    int gettimeofday(timeval *tp, timezone *tzp)
    int getitimer(int which, itimerval *result)
    int setitimer(int which, const itimerval *value, itimerval *previous)

cdef extern from "<time.h>" nogil:
    cdef struct itimerspec:
        timespec it_interval
        timespec it_value

    int nanosleep(const timespec *duration, timespec *remaining)
    int clock_getcpuclockid(pid_t process, clockid_t *clock)
    int clock_getres(clockid_t clock, timespec *result)
    int clock_gettime(clockid_t clock, timespec *result)
    int clock_settime(clockid_t clock, const timespec *time)
    int clock_nanosleep(clockid_t clock, int flags, const timespec *time, timespec *remaining)
    int timer_create(clockid_t clock, sigevent *event, timer_t *timer)
    int timer_delete(timer_t timer)
    int timer_gettime(timer_t timer, itimerspec *value)
    int timer_getoverrun(timer_t timer)
    int timer_settime(timer_t timer, int flags, const itimerspec *value, itimerspec *previous)

    const clockid_t CLOCK_REALTIME
    const int TIMER_ABSTIME
    const clockid_t CLOCK_MONOTONIC
    const clockid_t CLOCK_UPTIME
    const clockid_t CLOCK_UPTIME_PRECISE
    const clockid_t CLOCK_UPTIME_FAST
    const clockid_t CLOCK_REALTIME_PRECISE
    const clockid_t CLOCK_REALTIME_FAST
    const clockid_t CLOCK_MONOTONIC_PRECISE
    const clockid_t CLOCK_MONOTONIC_FAST
    const clockid_t CLOCK_SECOND
    const clockid_t CLOCK_PROCESS_CPUTIME_ID
    const clockid_t CLOCK_THREAD_CPUTIME_ID
    const clockid_t CLOCK_MONOTONIC_RAW
    const clockid_t CLOCK_REALTIME_COARSE
    const clockid_t CLOCK_MONOTONIC_COARSE
    const clockid_t CLOCK_BOOTTIME
    const clockid_t CLOCK_REALTIME_ALARM
    const clockid_t CLOCK_BOOTTIME_ALARM
