# Threads and what they keep: Python/C API Reference Manual, "Thread Specific Storage (TSS) API", and the header
# pythread.h. The type Py_tss_t needs no cimport. Locks may be waited for without the GIL, and should.

cdef extern from "<pythread.h>" nogil:
    ctypedef void *PyThread_type_lock
    # No longer in the headers.
    ctypedef void *PyThread_type_sema

    ctypedef enum PyLockStatus:
        PY_LOCK_FAILURE = 0
        PY_LOCK_ACQUIRED = 1
        PY_LOCK_INTR
    const int WAIT_LOCK
    const int NOWAIT_LOCK

    void PyThread_init_thread()
    # -1, as an unsigned number, if it fails.
    unsigned long PyThread_start_new_thread(void (*function)(void *) noexcept, void *argument)
    void PyThread_exit_thread()
    unsigned long PyThread_get_thread_ident()

    PyThread_type_lock PyThread_allocate_lock()
    void PyThread_free_lock(PyThread_type_lock lock)
    # 0 if the lock could not be had.
    int PyThread_acquire_lock(PyThread_type_lock lock, int mode)
    void PyThread_release_lock(PyThread_type_lock lock)

    size_t PyThread_get_stacksize()
    int PyThread_set_stacksize(size_t size)

    # The keys of before 3.7.
    int PyThread_create_key()
    void PyThread_delete_key(int key)
    int PyThread_set_key_value(int key, void *value)
    void *PyThread_get_key_value(int key)
    void PyThread_delete_key_value(int key)
    void PyThread_ReInitTLS()

    const Py_tss_t Py_tss_NEEDS_INIT
    Py_tss_t *PyThread_tss_alloc()
    void PyThread_tss_free(Py_tss_t *key)
    int PyThread_tss_is_created(Py_tss_t *key)
    # These two are 0 if they succeed.
    int PyThread_tss_create(Py_tss_t *key)
    int PyThread_tss_set(Py_tss_t *key, void *value)
    void PyThread_tss_delete(Py_tss_t *key)
    void *PyThread_tss_get(Py_tss_t *key)
