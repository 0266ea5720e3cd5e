// A limit for recursion: native code has no frames that the interpreter counts, but its stack has
// an end. A function that may call itself, however indirectly, asks first whether there is room
// left.
#define _GNU_SOURCE
#include "runtime/internal.h"
#include <pthread.h>
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

// Of the main thread this costs much to find out: once a process.
static Room find_room_once(zi_shared *shared) {
    if (syscall(SYS_gettid) != getpid()) {
        return find_room();
    }
    if (shared->main_stack_room == 0) {
        Room room = find_room();
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
