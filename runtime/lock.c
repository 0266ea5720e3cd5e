// Locks of C code: cython.pymutex and cython.pythread_type_lock. All bits zero is a lock that
// nobody holds, so nothing makes or destroys one.
//
// From Python 3.13 on it is Python's own PyMutex; before, a word on which Linux lets threads sleep.
// Who waits while holding the GIL gives it up.
#include "runtime/internal.h"
#include <string.h>

#if ZI_HAS_MUTEX
void zi_lock_acquire(void *place) { PyMutex_Lock(place); }

void zi_lock_release(void *place) { PyMutex_Unlock(place); }

int zi_lock_locked(void *place) {
    return (__atomic_load_n((unsigned char *)place, __ATOMIC_SEQ_CST) & 1) != 0;
}
#else
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOCK_FREE, LOCK_TAKEN, LOCK_AWAITED };

static bool lock_try(uint32_t *word) {
    uint32_t expected = LOCK_FREE;
    return __atomic_compare_exchange_n(word, &expected, LOCK_TAKEN, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

static ZI_COLD void lock_wait(uint32_t *word) {
    while (__atomic_exchange_n(word, LOCK_AWAITED, __ATOMIC_ACQUIRE) != LOCK_FREE) {
        syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, LOCK_AWAITED, NULL, NULL, 0);
    }
}

void zi_lock_acquire(void *place) {
    if (lock_try(place)) {
        return;
    }
    PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
    lock_wait(place);
    if (state) {
        PyEval_RestoreThread(state);
    }
}

void zi_lock_release(void *place) {
    if (__atomic_exchange_n((uint32_t *)place, LOCK_FREE, __ATOMIC_RELEASE) == LOCK_AWAITED) {
        syscall(SYS_futex, place, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    }
}

int zi_lock_locked(void *place) {
    return __atomic_load_n((uint32_t *)place, __ATOMIC_SEQ_CST) != LOCK_FREE;
}
#endif

int zi_lock_can_check_locked(void *place) {
    (void)place;
    return 1;
}

void zi_memory_clear(void *place, int64_t size) { memset(place, 0, (size_t)size); }

// --- Critical sections of locks ------------------------------------------------------------------
// With a GIL that is the lock. Two are taken in the order of their addresses, whoever comes first.
void zi_lock_section_enter(void *first, void *second) {
#if ZI_IS_FREE_THREADED
    void *low = !second || first < second ? first : second;
    void *high = low == first ? second : first;
    zi_lock_acquire(low);
    if (high && high != low) {
        zi_lock_acquire(high);
    }
#else
    (void)first, (void)second;
#endif
}

void zi_lock_section_leave(void *first, void *second) {
#if ZI_IS_FREE_THREADED
    zi_lock_release(first);
    if (second && second != first) {
        zi_lock_release(second);
    }
#else
    (void)first, (void)second;
#endif
}
