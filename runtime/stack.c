// A limit for recursion: native code has no frames that the interpreter counts, but its stack has
// an end. A function that may call itself, however indirectly, asks first whether there is room
// left.
#define _GNU_SOURCE
#include "runtime/internal.h"
#include <pthread.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct Room {
    uintptr_t low, size;
} Room;

// What is kept free at the end, for code that does not ask.
static size_t margin_of(size_t stack_size) {
    const size_t max = (size_t)512 * 1024;
    return stack_size / 8 < max ? stack_size / 8 : max;
}

// The stack of this thread without the margin; nothing if the system does not say.
static Room find_room(void) {
    pthread_attr_t attributes;
    void *low = NULL;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return (Room){0, 0};
    }
    if (pthread_attr_getstack(&attributes, &low, &size) != 0) {
        size = 0;
    }
    pthread_attr_destroy(&attributes);
    size_t margin = margin_of(size);
    return (Room){(uintptr_t)low + margin, size - margin};
}

// The main thread's stack begins above the program's path, which the kernel puts there first, and
// may grow as far as the limit says. (The way above reads the list of all mappings: 0.1 ms, half of
// what the import of a small module takes.) A larger limit than these, which leave room between the
// mappings in any case, is not sure to be kept.
static Room find_main_room(void) {
    const size_t max = (size_t)64 << 20;
    struct rlimit limit;
    const char *path = (const char *)getauxval(AT_EXECFN);
    if (!path || getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur > max) {
        return find_room();
    }
    uintptr_t end = (uintptr_t)path + strlen(path);
    size_t size = (size_t)limit.rlim_cur;
    if (size > end || end - (uintptr_t)&limit > size) {
        return find_room();
    }
    size_t margin = margin_of(size);
    return (Room){end - size + margin, size - margin};
}

// Once a process for the main thread.
static Room find_room_once(zi_shared *shared) {
    if (syscall(SYS_gettid) != getpid()) {
        return find_room();
    }
    if (shared->main_stack_room == 0) {
        Room room = find_main_room();
        shared->main_stack_low = room.low;
        shared->main_stack_room = room.size;
    }
    return (Room){shared->main_stack_low, shared->main_stack_room};
}

// Another thread asks than before, or there is no room. A place outside of the thread's own stack
// is a stack that someone made for a coroutine: nothing is known of it.
ZI_COLD int zi_check_stack_slow(zi_state *state, uintptr_t here) {
    Room room = find_room_once(state->shared);
    if (here - room.low <= room.size) {
        state->stack_low = room.low;
        state->stack_room = room.size;
        return 0;
    }
    bool is_below = here < room.low && room.low - here <= margin_of(room.size);
    if (room.size == 0 || !is_below) {
        return 0;
    }
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
    return -1;
}

// 0, or -1 with RecursionError.
ZI_INLINE int zi_check_stack(zi_state *state) {
    char here;
    uintptr_t place = (uintptr_t)&here;
    if (ZI_LIKELY(place - state->stack_low <= state->stack_room)) {
        return 0;
    }
    return zi_check_stack_slow(state, place);
}
