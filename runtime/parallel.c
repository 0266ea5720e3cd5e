// Parallel sections: threads of libgomp, how rounds are given to them, how a section is left.
//
// A section's body is a function of its own. Each thread calls it with the section's frame, which
// lies in the function around and begins with a zi_parallel.
#include "runtime/internal.h"

// --- libgomp -------------------------------------------------------------------------------------
typedef unsigned long long gomp_count;

extern void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
extern void GOMP_atomic_start(void);
extern void GOMP_atomic_end(void);
extern bool GOMP_loop_ull_nonmonotonic_dynamic_start(bool up, gomp_count start, gomp_count end,
                                                     gomp_count step, gomp_count chunk,
                                                     gomp_count *first, gomp_count *after);
extern bool GOMP_loop_ull_nonmonotonic_dynamic_next(gomp_count *first, gomp_count *after);
extern bool GOMP_loop_ull_nonmonotonic_guided_start(bool up, gomp_count start, gomp_count end,
                                                    gomp_count step, gomp_count chunk,
                                                    gomp_count *first, gomp_count *after);
extern bool GOMP_loop_ull_nonmonotonic_guided_next(gomp_count *first, gomp_count *after);
extern bool GOMP_loop_ull_runtime_start(bool up, gomp_count start, gomp_count end, gomp_count step,
                                        gomp_count *first, gomp_count *after);
extern bool GOMP_loop_ull_runtime_next(gomp_count *first, gomp_count *after);
extern void GOMP_loop_end_nowait(void);
extern int omp_get_thread_num(void);
extern int omp_get_num_threads(void);

// --- Sections ------------------------------------------------------------------------------------
typedef struct zi_parallel {
    int exit; // a zi_parallel_exit
    // number of the last loop that was left before its last round
    int stopped;
    // what is raised when all threads have ended
    PyObject *type, *value, *traceback;
} zi_parallel;

static_assert(sizeof(zi_parallel) <= ZI_PARALLEL_WORDS * sizeof(size_t),
              "the builder has as much room for it");

// The other threads could not take the GIL while this one waits for them with it.
void zi_parallel_run(void *body, void *frame, int threads) {
    void *held = zi_gil_give_up();
    *(zi_parallel *)frame = (zi_parallel){0};
    GOMP_parallel((void (*)(void *))body, frame, threads > 0 ? (unsigned)threads : 0, 0);
    zi_gil_take_back(held);
}

int zi_parallel_number(void) { return omp_get_thread_num(); }

void zi_parallel_lock(void) { GOMP_atomic_start(); }
void zi_parallel_unlock(void) { GOMP_atomic_end(); }

// A thread that Python does not know gets a state for as long as the section runs: exceptions are
// kept there.
int zi_parallel_enter(int runs_python) {
    if (!runs_python || PyGILState_GetThisThreadState()) {
        return 0;
    }
    PyGILState_Ensure();
    PyEval_SaveThread();
    return 1;
}

void zi_parallel_leave(int has_entered) {
    if (has_entered) {
        PyEval_RestoreThread(PyGILState_GetThisThreadState());
        PyGILState_Release(PyGILState_UNLOCKED);
    }
}

// --- Ways out ------------------------------------------------------------------------------------
int zi_parallel_claim(void *frame, int exit) {
    zi_parallel *section = frame;
    int expected = ZI_PARALLEL_NONE;
    return __atomic_compare_exchange_n(&section->exit, &expected, exit, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE);
}

// The first exception is the one that counts, and counts more than any other way out.
void zi_parallel_fail(void *frame) {
    zi_parallel *section = frame;
    PyGILState_STATE held = PyGILState_Ensure();
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    zi_parallel_lock();
    bool is_first = !section->type;
    if (is_first) {
        section->type = type;
        section->value = value;
        section->traceback = traceback;
    }
    __atomic_store_n(&section->exit, ZI_PARALLEL_RAISE, __ATOMIC_RELEASE);
    zi_parallel_unlock();
    if (!is_first) {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    PyGILState_Release(held);
}

int zi_parallel_exit(void *frame) { return ((zi_parallel *)frame)->exit; }

void zi_parallel_raise(void *frame) {
    zi_parallel *section = frame;
    PyGILState_STATE held = PyGILState_Ensure();
    PyErr_Restore(section->type, section->value, section->traceback);
    PyGILState_Release(held);
}

void zi_parallel_stop(void *frame, int loop) {
    __atomic_store_n(&((zi_parallel *)frame)->stopped, loop, __ATOMIC_RELEASE);
}

ZI_INLINE int zi_parallel_stops(void *frame, int loop) {
    zi_parallel *section = frame;
    return __atomic_load_n(&section->exit, __ATOMIC_RELAXED) >= ZI_PARALLEL_BREAK ||
           __atomic_load_n(&section->stopped, __ATOMIC_RELAXED) == loop;
}

// --- Rounds --------------------------------------------------------------------------------------
ZI_INLINE int64_t zi_parallel_rounds(int64_t start, int64_t stop, int64_t step, int are_unsigned) {
    bool is_less = are_unsigned ? (uint64_t)start < (uint64_t)stop : start < stop;
    if (step > 0 ? !is_less : is_less || start == stop) {
        return 0;
    }
    uint64_t distance =
        step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    return (int64_t)((distance - 1) / stride + 1);
}

// As equal as can be; the first threads have one more.
void zi_parallel_share(int64_t rounds, int64_t *first, int64_t *end) {
    uint64_t threads = (uint64_t)omp_get_num_threads(), number = (uint64_t)omp_get_thread_num();
    uint64_t each = (uint64_t)rounds / threads, rest = (uint64_t)rounds % threads;
    uint64_t before = each * number + (number < rest ? number : rest);
    *first = (int64_t)before;
    *end = (int64_t)(before + each + (number < rest));
}

// Sets `end` to that of the part that begins at `first`.
static bool end_part(uint64_t rounds, uint64_t chunk, uint64_t first, int64_t *end) {
    *end = (int64_t)(first < rounds && rounds - first > chunk ? first + chunk : rounds);
    return first < rounds;
}

int zi_parallel_first(int schedule, int64_t rounds, int chunk, int64_t *first, int64_t *end) {
    gomp_count count = (gomp_count)rounds, size = chunk > 0 ? (gomp_count)chunk : 1;
    gomp_count *from = (gomp_count *)first, *to = (gomp_count *)end;
    switch (schedule) {
    case ZI_SCHEDULE_DYNAMIC:
        return GOMP_loop_ull_nonmonotonic_dynamic_start(true, 0, count, 1, size, from, to);
    case ZI_SCHEDULE_GUIDED:
        return GOMP_loop_ull_nonmonotonic_guided_start(true, 0, count, 1, size, from, to);
    case ZI_SCHEDULE_RUNTIME:
        return GOMP_loop_ull_runtime_start(true, 0, count, 1, from, to);
    default:
        *first = (int64_t)((gomp_count)omp_get_thread_num() * size);
        return end_part(count, size, (uint64_t)*first, end);
    }
}

int zi_parallel_next(int schedule, int64_t rounds, int chunk, int64_t *first, int64_t *end) {
    gomp_count *from = (gomp_count *)first, *to = (gomp_count *)end;
    switch (schedule) {
    case ZI_SCHEDULE_DYNAMIC:
        return GOMP_loop_ull_nonmonotonic_dynamic_next(from, to);
    case ZI_SCHEDULE_GUIDED:
        return GOMP_loop_ull_nonmonotonic_guided_next(from, to);
    case ZI_SCHEDULE_RUNTIME:
        return GOMP_loop_ull_runtime_next(from, to);
    default: {
        uint64_t size = chunk > 0 ? (uint64_t)chunk : 1;
        uint64_t stride = size * (uint64_t)omp_get_num_threads();
        if ((uint64_t)rounds - (uint64_t)*first <= stride) {
            return false;
        }
        *first = (int64_t)((uint64_t)*first + stride);
        return end_part((uint64_t)rounds, size, (uint64_t)*first, end);
    }
    }
}

void zi_parallel_end(int schedule) {
    if (schedule != ZI_SCHEDULE_STATIC) {
        GOMP_loop_end_nowait();
    }
}
