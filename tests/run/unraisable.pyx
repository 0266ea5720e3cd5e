"""What a function cannot pass on: sys.excepthook is told of it, with the traceback from what the
function has called on, then sys.unraisablehook, with the whole traceback.

>>> told(calls_silent)
hook ValueError: silent []
unraisable ValueError: silent in unraisable.silent [_silent]
0
>>> told(calls_deeper)
hook KeyError: 'deeper' [_lookup]
unraisable KeyError: 'deeper' in unraisable.deeper [_deeper, _lookup]
0.0
>>> told(calls_without_gil)
hook ValueError: gil []
unraisable ValueError: gil in unraisable.takes_gil [_takes_gil]
>>> told(calls_pointer)
hook ValueError: silent []
unraisable ValueError: silent in unraisable.silent [_silent]
0
>>> told(Deallocated)
hook ValueError: dealloc []
unraisable ValueError: dealloc in unraisable.Deallocated.__dealloc__ [___dealloc__]
>>> told(releases)
hook ValueError: release []
unraisable ValueError: release in unraisable.Exporter.__releasebuffer__ [___releasebuffer__]
>>> told(while_handling)
hook ValueError: silent []
unraisable ValueError: silent in unraisable.silent [_silent]
"KeyError('handled')"
>>> told(lambda: list(yields()))
hook ValueError: silent []
unraisable ValueError: silent in unraisable.silent [_silent]
[0]

Where the directive is off it is sys.unraisablehook alone:

>>> told(calls_quiet)
unraisable ValueError: quiet in unraisable.quiet [_quiet]
0
>>> told(QuietlyDeallocated)
unraisable ValueError: dealloc in unraisable.QuietlyDeallocated.__dealloc__ [___dealloc__]

Python's own hooks:

>>> import sys
>>> stderr, sys.stderr = sys.stderr, sys.stdout
>>> calls_silent()  # doctest: +ELLIPSIS
ValueError: silent
Exception ignored in: 'unraisable.silent'...
Traceback (most recent call last):
  ...
ValueError: silent
0
>>> calls_quiet()  # doctest: +ELLIPSIS
Exception ignored in: 'unraisable.quiet'...
Traceback (most recent call last):
  ...
ValueError: quiet
0
>>> sys.stderr = stderr

A hook that fails disturbs nothing:

>>> in_failing_hook()
['told']
>>> status_of(call_exits), status_of(call_exits_quietly)
(3, 0)
"""
cimport cython
import os
import sys


def names_of(traceback):
    names = []
    while traceback is not None:
        names.append("_" + traceback.tb_frame.f_code.co_name.rpartition(".")[2])
        traceback = traceback.tb_next
    return "[" + ", ".join(names) + "]"


def told(function):
    def hook(type, value, traceback):
        print(f"hook {type.__name__}: {value} {names_of(traceback)}")

    def unraisable_hook(event):
        name = event.exc_type.__name__
        print(f"unraisable {name}: {event.exc_value} in {event.object} {names_of(event.exc_traceback)}")

    hooks = sys.excepthook, sys.unraisablehook
    sys.excepthook, sys.unraisablehook = hook, unraisable_hook
    try:
        result = function()
        if not isinstance(result, (Deallocated, QuietlyDeallocated)):
            return result
        del result
    finally:
        sys.excepthook, sys.unraisablehook = hooks


cdef int silent() noexcept:
    raise ValueError("silent")


def calls_silent():
    return silent()


cdef object lookup(key):
    return {}[key]


cdef double deeper() noexcept:
    return lookup("deeper")


def calls_deeper():
    return deeper()


cdef void takes_gil() noexcept nogil:
    with gil:
        raise ValueError("gil")


def calls_without_gil():
    with nogil:
        takes_gil()


def calls_pointer():
    cdef int (*pointer)() noexcept
    pointer = silent
    return pointer()


cdef class Deallocated:
    def __dealloc__(self):
        raise ValueError("dealloc")


cdef class Exporter:
    def __getbuffer__(self, Py_buffer *buffer, int flags):
        buffer.buf = <char *>"abc"
        buffer.len, buffer.itemsize, buffer.ndim, buffer.readonly = 3, 1, 1, 1
        buffer.format = NULL
        buffer.shape = buffer.strides = buffer.suboffsets = NULL
        buffer.internal = NULL
        buffer.obj = self

    def __releasebuffer__(self, Py_buffer *buffer):
        raise ValueError("release")


def releases():
    memoryview(Exporter()).release()


def while_handling():
    try:
        raise KeyError("handled")
    except KeyError:
        silent()
        return repr(sys.exc_info()[1])


def yields():
    yield silent()


@cython.unraisable_tracebacks(False)
cdef int quiet() noexcept:
    raise ValueError("quiet")


def calls_quiet():
    return quiet()


@cython.unraisable_tracebacks(False)
cdef class QuietlyDeallocated:
    def __dealloc__(self):
        raise ValueError("dealloc")


def in_failing_hook():
    def failing(type, value, traceback):
        raise KeyError("hook")

    seen = []
    stderr, sys.stderr = sys.stderr, open(os.devnull, "w")
    hooks = sys.excepthook, sys.unraisablehook
    sys.excepthook, sys.unraisablehook = failing, lambda event: seen.append("told")
    try:
        silent()
    finally:
        sys.excepthook, sys.unraisablehook = hooks
        sys.stderr.close()
        sys.stderr = stderr
    return seen


cdef void exits() noexcept:
    raise SystemExit(3)


@cython.unraisable_tracebacks(False)
cdef void exits_quietly() noexcept:
    raise SystemExit(3)


def call_exits():
    exits()


def call_exits_quietly():
    exits_quietly()


def status_of(function):
    child = os.fork()
    if child == 0:
        os.close(2)
        function()
        os._exit(0)
    return os.WEXITSTATUS(os.waitpid(child, 0)[1])
