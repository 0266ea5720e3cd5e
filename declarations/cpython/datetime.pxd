# Dates and times: Python/C API Reference Manual, "DateTime Objects". import_datetime() comes before all else.

from cpython.object cimport PyObject, PyTypeObject

cdef extern from *:
    """
    #include <Python.h>
    #include <datetime.h>

    /* From 3.10 on in the header; both lend their result. */
    #ifndef PyDateTime_DATE_GET_TZINFO
    #define PyDateTime_DATE_GET_TZINFO(o) \\
        (((PyDateTime_DateTime *)(o))->hastzinfo ? ((PyDateTime_DateTime *)(o))->tzinfo : Py_None)
    #define PyDateTime_TIME_GET_TZINFO(o) \\
        (((PyDateTime_Time *)(o))->hastzinfo ? ((PyDateTime_Time *)(o))->tzinfo : Py_None)
    #endif

    static int zi_import_datetime(void) {
        PyDateTime_IMPORT;
        return PyDateTimeAPI == NULL ? -1 : 0;
    }
    static inline PyObject *zi_time_new(int hour, int minute, int second, int microsecond, PyObject *zone, int fold) {
        return PyDateTimeAPI->Time_FromTimeAndFold(hour, minute, second, microsecond, zone, fold,
                                                   PyDateTimeAPI->TimeType);
    }
    static inline PyObject *zi_datetime_new(int year, int month, int day, int hour, int minute, int second,
                                            int microsecond, PyObject *zone, int fold) {
        return PyDateTimeAPI->DateTime_FromDateAndTimeAndFold(year, month, day, hour, minute, second, microsecond,
                                                              zone, fold, PyDateTimeAPI->DateTimeType);
    }
    static inline PyObject *zi_time_zone(PyObject *time) {
        PyObject *zone = PyDateTime_TIME_GET_TZINFO(time);
        Py_INCREF(zone);
        return zone;
    }
    static inline PyObject *zi_datetime_zone(PyObject *time) {
        PyObject *zone = PyDateTime_DATE_GET_TZINFO(time);
        Py_INCREF(zone);
        return zone;
    }
    static inline PyObject *zi_time_zone_utc(void) {
        Py_INCREF(PyDateTime_TimeZone_UTC);
        return PyDateTime_TimeZone_UTC;
    }
    """
    int PyDateTime_IMPORT "zi_import_datetime"() except -1

    ctypedef struct PyDateTime_Date:
        pass
    ctypedef struct PyDateTime_Time:
        unsigned char fold
        char hastzinfo
        PyObject *tzinfo
    ctypedef struct PyDateTime_DateTime:
        unsigned char fold
        char hastzinfo
        PyObject *tzinfo
    ctypedef struct PyDateTime_Delta:
        int days
        int seconds
        int microseconds

    ctypedef class datetime.date [object PyDateTime_Date]:
        @property
        cdef inline int year(self) noexcept:
            return PyDateTime_GET_YEAR(self)

        @property
        cdef inline int month(self) noexcept:
            return PyDateTime_GET_MONTH(self)

        @property
        cdef inline int day(self) noexcept:
            return PyDateTime_GET_DAY(self)

    ctypedef class datetime.time [object PyDateTime_Time]:
        @property
        cdef inline int hour(self) noexcept:
            return PyDateTime_TIME_GET_HOUR(self)

        @property
        cdef inline int minute(self) noexcept:
            return PyDateTime_TIME_GET_MINUTE(self)

        @property
        cdef inline int second(self) noexcept:
            return PyDateTime_TIME_GET_SECOND(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return PyDateTime_TIME_GET_MICROSECOND(self)

        @property
        cdef inline object tzinfo(self):
            return time_tzinfo(self)

        @property
        cdef inline int fold(self) noexcept:
            return PyDateTime_TIME_GET_FOLD(self)

    ctypedef class datetime.datetime [object PyDateTime_DateTime]:
        @property
        cdef inline int year(self) noexcept:
            return PyDateTime_GET_YEAR(self)

        @property
        cdef inline int month(self) noexcept:
            return PyDateTime_GET_MONTH(self)

        @property
        cdef inline int day(self) noexcept:
            return PyDateTime_GET_DAY(self)

        @property
        cdef inline int hour(self) noexcept:
            return PyDateTime_DATE_GET_HOUR(self)

        @property
        cdef inline int minute(self) noexcept:
            return PyDateTime_DATE_GET_MINUTE(self)

        @property
        cdef inline int second(self) noexcept:
            return PyDateTime_DATE_GET_SECOND(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return PyDateTime_DATE_GET_MICROSECOND(self)

        @property
        cdef inline object tzinfo(self):
            return datetime_tzinfo(self)

        @property
        cdef inline int fold(self) noexcept:
            return PyDateTime_DATE_GET_FOLD(self)

    ctypedef class datetime.timedelta [object PyDateTime_Delta]:
        @property
        cdef inline int day(self) noexcept:
            return PyDateTime_DELTA_GET_DAYS(self)

        @property
        cdef inline int second(self) noexcept:
            return PyDateTime_DELTA_GET_SECONDS(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return PyDateTime_DELTA_GET_MICROSECONDS(self)

    ctypedef class datetime.tzinfo [object PyDateTime_TZInfo]:
        pass

    ctypedef struct PyDateTime_CAPI:
        PyTypeObject *DateType
        PyTypeObject *DateTimeType
        PyTypeObject *TimeType
        PyTypeObject *DeltaType
        PyTypeObject *TZInfoType
        PyObject *TimeZone_UTC
        date (*Date_FromDate)(int year, int month, int day, PyTypeObject *cls)
        datetime (*DateTime_FromDateAndTime)(int year, int month, int day, int hour, int minute, int second,
                                             int microsecond, object zone, PyTypeObject *cls)
        time (*Time_FromTime)(int hour, int minute, int second, int microsecond, object zone, PyTypeObject *cls)
        timedelta (*Delta_FromDelta)(int days, int seconds, int microseconds, int is_normalized, PyTypeObject *cls)
        object (*TimeZone_FromTimeZone)(object offset, PyObject *name)
        object (*DateTime_FromTimestamp)(PyObject *cls, object arguments, PyObject *keywords)
        object (*Date_FromTimestamp)(PyObject *cls, object arguments)
        datetime (*DateTime_FromDateAndTimeAndFold)(int year, int month, int day, int hour, int minute, int second,
                                                    int microsecond, object zone, int fold, PyTypeObject *cls)
        time (*Time_FromTimeAndFold)(int hour, int minute, int second, int microsecond, object zone, int fold,
                                     PyTypeObject *cls)
    PyDateTime_CAPI *PyDateTimeAPI
    PyObject *PyDateTime_TimeZone_UTC

    bint PyDate_Check(object op)
    bint PyDate_CheckExact(object op)
    bint PyDateTime_Check(object op)
    bint PyDateTime_CheckExact(object op)
    bint PyTime_Check(object op)
    bint PyTime_CheckExact(object op)
    bint PyDelta_Check(object op)
    bint PyDelta_CheckExact(object op)
    bint PyTZInfo_Check(object op)
    bint PyTZInfo_CheckExact(object op)

    # Those that end in TZINFO lend their result, None if there is no zone.
    int PyDateTime_GET_YEAR(object o)
    int PyDateTime_GET_MONTH(object o)
    int PyDateTime_GET_DAY(object o)
    int PyDateTime_DATE_GET_HOUR(object o)
    int PyDateTime_DATE_GET_MINUTE(object o)
    int PyDateTime_DATE_GET_SECOND(object o)
    int PyDateTime_DATE_GET_MICROSECOND(object o)
    int PyDateTime_DATE_GET_FOLD(object o)
    PyObject *PyDateTime_DATE_GET_TZINFO(object o)
    int PyDateTime_TIME_GET_HOUR(object o)
    int PyDateTime_TIME_GET_MINUTE(object o)
    int PyDateTime_TIME_GET_SECOND(object o)
    int PyDateTime_TIME_GET_MICROSECOND(object o)
    int PyDateTime_TIME_GET_FOLD(object o)
    PyObject *PyDateTime_TIME_GET_TZINFO(object o)
    int PyDateTime_DELTA_GET_DAYS(object o)
    int PyDateTime_DELTA_GET_SECONDS(object o)
    int PyDateTime_DELTA_GET_MICROSECONDS(object o)

    object PyTimeZone_FromOffset(object offset)
    object PyTimeZone_FromOffsetAndName(object offset, object name)
    # Each takes the tuple of arguments that the method fromtimestamp of the class takes.
    object PyDateTime_FromTimeStamp "PyDateTime_FromTimestamp"(object args)
    object PyDate_FromTimeStamp "PyDate_FromTimestamp"(object args)

    date _date_new "PyDate_FromDate"(int year, int month, int day)
    timedelta _timedelta_new "PyDelta_FromDSU"(int days, int seconds, int microseconds)
    time _time_new "zi_time_new"(int hour, int minute, int second, int microsecond, object zone, int fold)
    datetime _datetime_new "zi_datetime_new"(int year, int month, int day, int hour, int minute, int second,
                                             int microsecond, object zone, int fold)
    object _time_zone "zi_time_zone"(object o)
    object _datetime_zone "zi_datetime_zone"(object o)
    object _time_zone_utc "zi_time_zone_utc"()

cdef inline void import_datetime() except *:
    PyDateTime_IMPORT()

# --- New objects ---------------------------------------------------------------------------------------------------

cdef inline date date_new(int year, int month, int day):
    return _date_new(year, month, day)

cdef inline time time_new(int hour, int minute, int second, int microsecond, object tz, int fold=0):
    return _time_new(hour, minute, second, microsecond, tz, fold)

cdef inline datetime datetime_new(int year, int month, int day, int hour, int minute, int second, int microsecond,
                                  object tz, int fold=0):
    return _datetime_new(year, month, day, hour, minute, second, microsecond, tz, fold)

cdef inline timedelta timedelta_new(int days, int seconds, int useconds):
    return _timedelta_new(days, seconds, useconds)

cdef inline object timezone_new(object offset, object name=None):
    if name is None:
        return PyTimeZone_FromOffset(offset)
    return PyTimeZone_FromOffsetAndName(offset, name)

cdef inline object datetime_from_timestamp(timestamp, tz=None):
    return PyDateTime_FromTimeStamp((timestamp, tz) if tz is not None else (timestamp,))

cdef inline object date_from_timestamp(timestamp):
    return PyDate_FromTimeStamp((timestamp,))

cdef inline object get_utc():
    return _time_zone_utc()

# --- Parts of objects ----------------------------------------------------------------------------------------------

cdef inline object time_tzinfo(object o):
    return _time_zone(o)

cdef inline object datetime_tzinfo(object o):
    return _datetime_zone(o)

cdef inline int date_year(object o) noexcept:
    return PyDateTime_GET_YEAR(o)

cdef inline int date_month(object o) noexcept:
    return PyDateTime_GET_MONTH(o)

cdef inline int date_day(object o) noexcept:
    return PyDateTime_GET_DAY(o)

cdef inline int datetime_year(object o) noexcept:
    return PyDateTime_GET_YEAR(o)

cdef inline int datetime_month(object o) noexcept:
    return PyDateTime_GET_MONTH(o)

cdef inline int datetime_day(object o) noexcept:
    return PyDateTime_GET_DAY(o)

cdef inline int time_hour(object o) noexcept:
    return PyDateTime_TIME_GET_HOUR(o)

cdef inline int time_minute(object o) noexcept:
    return PyDateTime_TIME_GET_MINUTE(o)

cdef inline int time_second(object o) noexcept:
    return PyDateTime_TIME_GET_SECOND(o)

cdef inline int time_microsecond(object o) noexcept:
    return PyDateTime_TIME_GET_MICROSECOND(o)

cdef inline int time_fold(object o) noexcept:
    return PyDateTime_TIME_GET_FOLD(o)

cdef inline int datetime_hour(object o) noexcept:
    return PyDateTime_DATE_GET_HOUR(o)

cdef inline int datetime_minute(object o) noexcept:
    return PyDateTime_DATE_GET_MINUTE(o)

cdef inline int datetime_second(object o) noexcept:
    return PyDateTime_DATE_GET_SECOND(o)

cdef inline int datetime_microsecond(object o) noexcept:
    return PyDateTime_DATE_GET_MICROSECOND(o)

cdef inline int datetime_fold(object o) noexcept:
    return PyDateTime_DATE_GET_FOLD(o)

cdef inline int timedelta_days(object o) noexcept:
    return PyDateTime_DELTA_GET_DAYS(o)

cdef inline int timedelta_seconds(object o) noexcept:
    return PyDateTime_DELTA_GET_SECONDS(o)

cdef inline int timedelta_microseconds(object o) noexcept:
    return PyDateTime_DELTA_GET_MICROSECONDS(o)

# Exact where the microseconds are less than 2 ** 53, which are 285 years.
cdef inline double total_seconds(timedelta obj) noexcept:
    cdef double seconds = 86400.0 * PyDateTime_DELTA_GET_DAYS(obj) + PyDateTime_DELTA_GET_SECONDS(obj)
    return (seconds * 1e6 + PyDateTime_DELTA_GET_MICROSECONDS(obj)) / 1e6
