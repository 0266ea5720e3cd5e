# Clocks: Python/C API Reference Manual, "Time C API", and what Python's module `time` tells, as C values. Reading a
# clock that every system has does not fail.

from libc.stdint cimport int64_t
from libc.time cimport localtime_r, time_t, tm
from cpython.exc cimport PyErr_SetFromErrno

cdef extern from *:
    """
    #include <Python.h>
    #include <time.h>

    static inline int64_t zi_clock(clockid_t clock) {
        struct timespec now;
        clock_gettime(clock, &now);
        return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    }

    /* The clock of Python's time.monotonic() and time.perf_counter(). */
    #ifdef __APPLE__
    #define ZI_CLOCK_STEADY CLOCK_UPTIME_RAW
    #else
    #define ZI_CLOCK_STEADY CLOCK_MONOTONIC
    #endif

    #if PY_VERSION_HEX < 0x030D0000
    typedef int64_t PyTime_t;
    static inline int PyTime_TimeRaw(PyTime_t *result) {
        *result = zi_clock(CLOCK_REALTIME);
        return 0;
    }
    static inline int PyTime_MonotonicRaw(PyTime_t *result) {
        *result = zi_clock(ZI_CLOCK_STEADY);
        return 0;
    }
    #define PyTime_PerfCounterRaw PyTime_MonotonicRaw
    static inline double PyTime_AsSecondsDouble(PyTime_t time) { return (double)time / 1e9; }
    #endif
    static inline PyTime_t PyTime_TimeUnchecked(void) { return zi_clock(CLOCK_REALTIME); }
    static inline PyTime_t zi_steady_clock(void) { return zi_clock(ZI_CLOCK_STEADY); }
    """
    ctypedef int64_t PyTime_t
    ctypedef int64_t _PyTime_t "PyTime_t"

    PyTime_t PyTime_TimeUnchecked() noexcept nogil
    PyTime_t _steady_clock "zi_steady_clock"() noexcept nogil
    # From 3.13 on CPython's own.
    int PyTime_TimeRaw(PyTime_t *result) noexcept nogil
    int PyTime_MonotonicRaw(PyTime_t *result) noexcept nogil
    int PyTime_PerfCounterRaw(PyTime_t *result) noexcept nogil
    double PyTime_AsSecondsDouble(PyTime_t t) noexcept nogil

cdef inline double time() noexcept nogil:
    return PyTime_AsSecondsDouble(PyTime_TimeUnchecked())

cdef inline int64_t time_ns() noexcept nogil:
    return PyTime_TimeUnchecked()

cdef inline double perf_counter() noexcept nogil:
    return PyTime_AsSecondsDouble(_steady_clock())

cdef inline int64_t perf_counter_ns() noexcept nogil:
    return _steady_clock()

cdef inline double monotonic() noexcept nogil:
    return PyTime_AsSecondsDouble(_steady_clock())

cdef inline int64_t monotonic_ns() noexcept nogil:
    return _steady_clock()

cdef inline int _raise_from_errno() except -1 with gil:
    PyErr_SetFromErrno(OSError)
    return -1

# The local time at present, as time.localtime() tells it.
cdef inline tm localtime() except * nogil:
    cdef time_t now = <time_t>(PyTime_TimeUnchecked() // 1000000000)
    cdef tm result
    if localtime_r(&now, &result) == NULL:
        _raise_from_errno()
    # Python counts from 1 what C counts from 0, and from Monday.
    result.tm_year += 1900
    result.tm_mon += 1
    result.tm_wday = (result.tm_wday + 6) % 7
    result.tm_yday += 1
    return result
