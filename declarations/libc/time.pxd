# <time.h>, from the C11 standard (7.27) and POSIX.

cdef extern from "<time.h>" nogil:
    ctypedef long clock_t
    ctypedef long time_t
    const clock_t CLOCKS_PER_SEC
    clock_t clock()
    time_t time(time_t *result)
    double difftime(time_t end, time_t start)

    cdef struct tm:
        int tm_sec
        int tm_min
        int tm_hour
        int tm_mday
        int tm_mon
        int tm_year
        int tm_wday
        int tm_yday
        int tm_isdst
    cdef struct timespec:
        time_t tv_sec
        long tv_nsec
    time_t mktime(tm *fields)
    tm *gmtime(const time_t *time)
    tm *localtime(const time_t *time)
    size_t strftime(char *buffer, size_t size, const char *format, const tm *fields)
