"""C11's threads and Python's: libc.threads, cpython.pythread, cpython.pystate, cpython.mem."""

from libc cimport threads
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_RawFree, PyMem_RawMalloc, PyMem_Realloc
from cpython.object cimport PyObject
from cpython.pystate cimport PyGILState_Check, PyGILState_Ensure, PyGILState_Release, PyThreadState_Get
from cpython.pythread cimport (
    NOWAIT_LOCK, PyThread_acquire_lock, PyThread_allocate_lock, PyThread_free_lock, PyThread_get_thread_ident,
    PyThread_release_lock, PyThread_tss_create, PyThread_tss_delete, PyThread_tss_get, PyThread_tss_is_created,
    PyThread_tss_set, Py_tss_NEEDS_INIT, WAIT_LOCK,
)

import threading


cdef int increment(void *argument) noexcept nogil:
    (<int *>argument)[0] += 1
    return 7


def c_threads():
    """
    >>> c_threads()
    (1, 7)
    """
    cdef threads.thrd_t thread
    cdef int counter = 0
    cdef int result = 0
    threads.thrd_create(&thread, increment, &counter)
    threads.thrd_join(thread, &result)
    return counter, result


cdef threads.mtx_t mutex
threads.mtx_init(&mutex, threads.mtx_plain)
cdef int total = 0


def add(int count):
    global total
    for i in range(count):
        if i % 2:
            with nogil:
                threads.py_safe_mtx_lock(&mutex)
                total += 1
                threads.mtx_unlock(&mutex)
        else:
            threads.py_safe_mtx_lock(&mutex)
            total += 1
            threads.mtx_unlock(&mutex)


def locks(int count):
    """A lock that is held while the GIL is waited for.

    >>> locks(500)
    2000
    """
    global total
    total = 0
    workers = [threading.Thread(target=add, args=(count,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return total


cdef int calls = 0
cdef threads.py_safe_once_flag flag = threads.PY_SAFE_ONCE_FLAG_INIT


cdef void once() noexcept with gil:
    global calls
    calls += len([None])


def called_once():
    """
    >>> called_once()
    1
    """
    cdef threads.once_flag other
    global calls
    calls = 0
    for i in range(3):
        threads.py_safe_call_once(&flag, once)
    threads.once_flag_init(&other)
    with nogil:
        threads.call_once(&other, count_quietly)
        threads.call_once(&other, count_quietly)
        threads.py_safe_call_once(&flag, once)
    return calls


cdef int quiet_calls = 0


cdef void count_quietly() noexcept nogil:
    global quiet_calls
    quiet_calls += 1


def python_locks():
    """
    >>> python_locks()
    (1, 0, True)
    """
    lock = PyThread_allocate_lock()
    with nogil:
        first = PyThread_acquire_lock(lock, WAIT_LOCK)
    second = PyThread_acquire_lock(lock, NOWAIT_LOCK)
    PyThread_release_lock(lock)
    PyThread_free_lock(lock)
    return first, second, PyThread_get_thread_ident() == threading.get_ident()


cdef Py_tss_t key = Py_tss_NEEDS_INIT


def storage(int value):
    """
    >>> storage(5)
    (0, 1, 5, True)
    """
    before = PyThread_tss_is_created(&key)
    if PyThread_tss_create(&key) != 0:
        raise MemoryError
    created = PyThread_tss_is_created(&key)
    PyThread_tss_set(&key, &value)
    found = (<int *>PyThread_tss_get(&key))[0]
    other = []
    thread = threading.Thread(target=lambda: other.append(read_storage()))
    thread.start()
    thread.join()
    PyThread_tss_delete(&key)
    return before, created, found, other == [True]


cdef bint read_storage():
    return PyThread_tss_get(&key) == NULL


def gil():
    """
    >>> gil()
    (True, 1)
    """
    held = PyGILState_Check()
    with nogil:
        state = PyGILState_Ensure()
        inside = PyGILState_Check()
        PyGILState_Release(state)
    return held and PyThreadState_Get() != NULL, inside


def memory():
    """
    >>> memory()
    (0, 3)
    """
    cdef int *numbers = <int *>PyMem_Calloc(4, sizeof(int))
    first = numbers[3]
    numbers = <int *>PyMem_Realloc(numbers, 8 * sizeof(int))
    numbers[7] = 3
    last = numbers[7]
    PyMem_Free(numbers)
    with nogil:
        PyMem_RawFree(PyMem_RawMalloc(16))
    return first, last
