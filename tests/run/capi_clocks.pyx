"""cpython.datetime, cpython.time, cpython.array and cpython.longintrepr: inline functions, C fields, C properties."""

from cpython cimport array
from cpython cimport time as clocks
from cpython.array cimport array as Array, clone, copy, extend, extend_buffer, resize, resize_smart, zero
from cpython.datetime cimport (
    PyDate_Check, PyDateTime_Check, PyDateTime_CheckExact, PyDateTime_DATE_GET_TZINFO, PyDateTime_GET_YEAR, PyDelta_Check,
    date, date_from_timestamp, date_new, date_year, datetime, datetime_from_timestamp, datetime_new, datetime_tzinfo,
    get_utc, import_datetime, time as Time, time_new, timedelta, timedelta_days, timedelta_new, timezone_new,
    total_seconds,
)
from cpython.longintrepr cimport PyLong_SHIFT, _PyLong_New, digit, py_long
from libc.time cimport tm

import array as array_module
import datetime as datetime_module
import sys
import time

import_datetime()


# --- Dates ---------------------------------------------------------------------------------------------------------

def made_dates():
    """
    >>> made_dates()
    (datetime.date(2001, 2, 3), datetime.datetime(2001, 2, 3, 4, 5, 6, 7, fold=1), datetime.time(1, 2, 3, 4))
    """
    return date_new(2001, 2, 3), datetime_new(2001, 2, 3, 4, 5, 6, 7, None, 1), time_new(1, 2, 3, 4, None)


def wrong_date(int year):
    """
    >>> wrong_date(0)
    Traceback (most recent call last):
    ValueError: year 0 is out of range # until 3.13
    ValueError: year must be in 1..9999, not 0 # from 3.14
    """
    return date_new(year, 1, 1)


def parts(datetime moment):
    """Without looking up attributes; those that have no zone have None.

    >>> parts(datetime_module.datetime(2001, 2, 3, 4, 5, 6, 7))
    (2001, 2, 3, 4, 5, 6, 7, None, 0, 2001)
    >>> zone = datetime_module.timezone(datetime_module.timedelta(hours=1))
    >>> before = sys.getrefcount(zone)
    >>> parts(datetime_module.datetime(2001, 2, 3, tzinfo=zone))[7] is zone
    True
    >>> sys.getrefcount(zone) - before
    0
    >>> parts(datetime_module.date(2001, 2, 3))
    Traceback (most recent call last):
    TypeError: Argument 'moment' has incorrect type (expected datetime.datetime, got datetime.date)
    """
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.microsecond,
            moment.tzinfo, moment.fold, PyDateTime_GET_YEAR(moment))


def typed(date day, Time moment, timedelta duration):
    """
    >>> typed(datetime_module.date(2001, 2, 3), datetime_module.time(4, 5, 6, 7, fold=1),
    ...       datetime_module.timedelta(1, 2, 3))
    (2001, 2, 3, 4, 5, 6, 7, 1, None, 1, 2, 3, 86402.000003)
    """
    return (day.year, day.month, day.day, moment.hour, moment.minute, moment.second, moment.microsecond, moment.fold,
            moment.tzinfo, duration.day, duration.second, duration.microsecond, total_seconds(duration))


def zones():
    """
    >>> zones()
    (True, datetime.timezone(datetime.timedelta(seconds=3600), 'CET'), True, True)
    """
    zone = timezone_new(timedelta_new(0, 3600, 0), "CET")
    moment = datetime_new(2001, 1, 1, 0, 0, 0, 0, zone)
    return (get_utc() is datetime_module.timezone.utc, zone, datetime_tzinfo(moment) is zone,
            <object>PyDateTime_DATE_GET_TZINFO(moment) is zone)


def no_zone(offset):
    """
    >>> try:
    ...     no_zone(datetime_module.timedelta(days=2))
    ... except ValueError as error:
    ...     str(error).startswith("offset must be a timedelta strictly between")
    True
    """
    return timezone_new(offset)


def from_timestamps():
    """
    >>> from_timestamps()
    (True, True, datetime.datetime(2001, 9, 9, 1, 46, 40, tzinfo=datetime.timezone.utc))
    """
    return (date_from_timestamp(1000000000) == datetime_module.date.fromtimestamp(1000000000),
            datetime_from_timestamp(1000000000.5) == datetime_module.datetime.fromtimestamp(1000000000.5),
            datetime_from_timestamp(1000000000, get_utc()))


def timestamp_failure(value):
    """
    >>> timestamp_failure("x")
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer  # until 3.13
    TypeError: argument must be int or float, not str  # from 3.14 until 3.14
    TypeError: must be real number, not str  # from 3.15
    """
    return datetime_from_timestamp(value)


def kinds(o):
    """
    >>> kinds(datetime_module.date(1, 1, 1)), kinds(datetime_module.datetime(1, 1, 1))
    ((True, False, False, False), (True, True, True, False))
    """
    return PyDate_Check(o), PyDateTime_Check(o), PyDateTime_CheckExact(o), PyDelta_Check(o)


# --- Clocks --------------------------------------------------------------------------------------------------------

def readings():
    """
    >>> readings()
    (True, True, True, True)
    """
    cdef double now, steady
    cdef long long now_ns
    with nogil:
        now = clocks.time()
        now_ns = clocks.time_ns()
        steady = clocks.monotonic()
    later = clocks.perf_counter_ns() >= steady * 1e9 - 1000
    return abs(now - time.time()) < 60, abs(now_ns - time.time_ns()) < 60e9, abs(steady - time.monotonic()) < 60, later


def local():
    """
    >>> local()
    True
    """
    cdef tm ours
    for _ in range(3): # a second may end meanwhile, and does so later by the clock that Python reads
        theirs = time.localtime()
        ours = clocks.localtime()
        if (ours.tm_year, ours.tm_mon, ours.tm_mday, ours.tm_hour, ours.tm_min, ours.tm_sec, ours.tm_wday,
                ours.tm_yday, ours.tm_isdst) == tuple(theirs):
            return True
        time.sleep(0.05)
    return False


# --- Arrays --------------------------------------------------------------------------------------------------------

def fields(array.array numbers):
    """
    >>> fields(array_module.array("i", [1, 2, 3]))
    (3, 4, 105, 6, array('i', [1, 20, 3]))
    """
    cdef int total = 0
    with nogil:
        for i in range(numbers.ob_size):
            total += numbers.data.as_ints[i]
        numbers.data.as_ints[1] = 20
    return numbers.ob_size, numbers.ob_descr.itemsize, numbers.ob_descr.typecode, total, numbers


def copies(Array numbers):
    """
    >>> copies(array_module.array("d", [1, 2]))
    (array('d', [0.0, 0.0, 0.0]), array('d', [1.0, 2.0]), array('d', [0.0, 0.0]), array('d'))
    >>> class Own(array_module.array): pass
    >>> [type(made) is Own for made in copies(Own("b", [1]))]
    [True, True, True, True]
    """
    cleared = copy(numbers)
    zero(cleared)
    return clone(numbers, 3, True), copy(numbers), cleared, clone(numbers, 0, False)


def grown(Array numbers, Array more):
    """An array may be added to itself.

    >>> grown(array_module.array("h", [1]), array_module.array("h", [2, 3]))
    (array('h', [1, 2, 3, 1, 2, 3, 7, 8]), 2)
    >>> grown(array_module.array("h", [1]), array_module.array("i", [2]))
    Traceback (most recent call last):
    TypeError: can only extend an array by one of the same type code
    """
    cdef short[2] items
    items[0], items[1] = 7, 8
    extend(numbers, more)
    extend(numbers, numbers)
    extend_buffer(numbers, <char *>items, 2)
    result = copy(numbers)
    resize(numbers, 1)
    resize_smart(numbers, 2)
    return result, len(numbers)


def growing(int count):
    """
    >>> growing(1000) == array_module.array("l", range(1000))
    True
    """
    cdef Array numbers = array_module.array("l")
    for i in range(count):
        resize_smart(numbers, i + 1)
        numbers.data.as_longs[i] = i
    for i in range(count):
        numbers.append(i)
    resize_smart(numbers, count)
    return numbers


def in_use(Array numbers):
    """
    >>> in_use(array_module.array("i", [1]))
    Traceback (most recent call last):
    BufferError: cannot resize an array that is exporting buffers
    """
    view = memoryview(numbers)
    resize(numbers, 5)


def negative(Array numbers):
    """
    >>> negative(array_module.array("i", [1]))
    Traceback (most recent call last):
    ValueError: negative size of an array
    """
    return clone(numbers, -1, False)


def too_large(Array numbers):
    """
    >>> too_large(array_module.array("d", [1]))
    Traceback (most recent call last):
    MemoryError
    """
    resize(numbers, 1 << 61)


# --- Digits --------------------------------------------------------------------------------------------------------

def of_digits(digit low, digit high):
    """
    >>> of_digits(5, 1) == 5 + (1 << of_digits(0, 0))
    True
    """
    if high == 0:
        return PyLong_SHIFT
    cdef py_long result = _PyLong_New(2)
    result.ob_digit[0] = low
    result.ob_digit[1] = high
    return result
