# <time.h>, from the C11 standard (7.27) and POSIX.

from libc.stddef cimport wchar_t

cdef extern from "<time.h>" nogil:
    ctypedef long clock_t
    ctypedef long time_t
    const clock_t CLOCKS_PER_SEC
    const int TIME_UTC

    int daylight
    long timezone
    char *tzname[2]
    void tzset()

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

    clock_t clock()
    time_t time(time_t *result)
    int timespec_get(timespec *spec, int base)
    double difftime(time_t end, time_t start)
    time_t mktime(tm *fields)

    # Those without _r lend memory that the next call of any of them writes.
    tm *gmtime(const time_t *time)
    tm *gmtime_r(const time_t *time, tm *result)
    tm *localtime(const time_t *time)
    tm *localtime_r(const time_t *time, tm *result)
    tm *getdate(const char *text)
    char *asctime(const tm *fields)
    char *asctime_r(const tm *fields, char *buffer)
    char *ctime(const time_t *time)
    char *ctime_r(const time_t *time, char *buffer)
    size_t strftime(char *buffer, size_t size, const char *format, const tm *fields)
    char *strptime(const char *text, const char *format, tm *result)

cdef extern from "<wchar.h>" nogil:
    size_t wcsftime(wchar_t *str, size_t cnt, const wchar_t *fmt, const tm *time)
