# <threads.h>, from the C11 standard (7.26).
#
# Functions that begin with py_safe_ may be called with the GIL and without: they release it while they wait, so that a
# thread that has the lock can get the GIL. That holds for locks that are never waited for in another way.

from libc.time cimport timespec

ctypedef void (*_once_func_type)() noexcept nogil

cdef extern from * nogil:
    """
    #include <Python.h>
    #include <threads.h>

    /* The thread's state, if it has the GIL. */
    static inline PyThreadState *zi_release_gil(void) {
    #if PY_VERSION_HEX >= 0x030D0000
        return PyThreadState_GetUnchecked() != NULL ? PyEval_SaveThread() : NULL;
    #else
        return PyGILState_Check() ? PyEval_SaveThread() : NULL;
    #endif
    }
    static inline void zi_acquire_gil(PyThreadState *state) {
        if (state != NULL)
            PyEval_RestoreThread(state);
    }

    static int py_safe_mtx_lock(mtx_t *mutex) {
        int result = mtx_trylock(mutex);
        if (result != thrd_busy)
            return result;
        PyThreadState *state = zi_release_gil();
        result = mtx_lock(mutex);
        zi_acquire_gil(state);
        return result;
    }
    static int py_safe_cnd_wait(cnd_t *condition, mtx_t *mutex) {
        PyThreadState *state = zi_release_gil();
        int result = cnd_wait(condition, mutex);
        zi_acquire_gil(state);
        return result;
    }
    static int py_safe_cnd_timedwait(cnd_t *condition, mtx_t *mutex, const struct timespec *time) {
        PyThreadState *state = zi_release_gil();
        int result = cnd_timedwait(condition, mutex, time);
        zi_acquire_gil(state);
        return result;
    }

    typedef once_flag py_safe_once_flag;
    #define PY_SAFE_ONCE_FLAG_INIT ONCE_FLAG_INIT
    static inline void zi_once_flag_init(once_flag *flag) {
        static const once_flag initial = ONCE_FLAG_INIT;
        *flag = initial;
    }

    /* The function is called with the GIL if its caller has it, which waits for others without. */
    static _Thread_local void (*zi_once_function)(void);
    static _Thread_local PyThreadState *zi_once_state;
    static void zi_once_call(void) {
        PyThreadState *state = zi_once_state;
        zi_acquire_gil(state);
        zi_once_function();
        zi_once_state = state != NULL ? PyEval_SaveThread() : NULL;
    }
    static void py_safe_call_once(once_flag *flag, void (*function)(void)) {
        void (*outer_function)(void) = zi_once_function;
        PyThreadState *outer_state = zi_once_state, *state = zi_release_gil();
        zi_once_function = function;
        zi_once_state = state;
        call_once(flag, zi_once_call);
        zi_acquire_gil(state);
        zi_once_function = outer_function;
        zi_once_state = outer_state;
    }
    """
    const int thrd_success
    const int thrd_nomem
    const int thrd_timedout
    const int thrd_busy
    const int thrd_error

    # --- Threads -----------------------------------------------------------------------------------------------------
    ctypedef struct thrd_t:
        pass
    ctypedef int (*thrd_start_t)(void *argument) noexcept nogil
    int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
    int thrd_equal(thrd_t lhs, thrd_t rhs)
    thrd_t thrd_current()
    int thrd_sleep(const timespec *duration, timespec *remaining)
    void thrd_yield()
    void thrd_exit(int res)
    int thrd_detach(thrd_t thr)
    int thrd_join(thrd_t thread, int *res)

    # --- Locks -------------------------------------------------------------------------------------------------------
    ctypedef struct mtx_t:
        pass
    const int mtx_plain
    const int mtx_recursive
    const int mtx_timed
    int mtx_init(mtx_t *mtx, int type)
    int mtx_lock(mtx_t *mtx)
    int mtx_timed_lock "mtx_timedlock"(mtx_t *mtx, const timespec *timepoint)
    int mtx_timedlock(mtx_t *mutex, const timespec *time)
    int mtx_trylock(mtx_t *mtx)
    int mtx_unlock(mtx_t *mtx)
    void mtx_destroy(mtx_t *mtx)

    # --- Calls that are made once ------------------------------------------------------------------------------------
    ctypedef struct once_flag:
        pass
    const once_flag ONCE_FLAG_INIT
    void call_once(once_flag *flag, _once_func_type func)

    # --- Conditions --------------------------------------------------------------------------------------------------
    ctypedef struct cnd_t:
        pass
    int cnd_init(cnd_t *condition)
    int cnd_signal(cnd_t *condition)
    int cnd_broadcast(cnd_t *condition)
    int cnd_wait(cnd_t *condition, mtx_t *mutex)
    int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const timespec *time)
    void cnd_destroy(cnd_t *condition)

    # --- What threads keep -------------------------------------------------------------------------------------------
    ctypedef struct tss_t:
        pass
    ctypedef void (*tss_dtor_t)(void *value) noexcept nogil
    const int TSS_DTOR_ITERATIONS
    int tss_create(tss_t *key, tss_dtor_t destructor)
    void *tss_get(tss_t key)
    int tss_set(tss_t key, void *val)
    void tss_delete(tss_t key)
    # --- With the GIL and without --------------------------------------------------------------------------------
    # Sets a flag that has not been made by assigning ONCE_FLAG_INIT.
    void once_flag_init "zi_once_flag_init"(once_flag *flag)

    int py_safe_mtx_lock(mtx_t *mutex)
    int py_safe_cnd_wait(cnd_t *condition, mtx_t *mutex)
    int py_safe_cnd_timedwait(cnd_t *condition, mtx_t *mutex, const timespec *time)

    ctypedef once_flag py_safe_once_flag
    const once_flag PY_SAFE_ONCE_FLAG_INIT
    void py_safe_once_flag_init "zi_once_flag_init"(py_safe_once_flag *flag)
    void py_safe_call_once(py_safe_once_flag *flag, _once_func_type func)
