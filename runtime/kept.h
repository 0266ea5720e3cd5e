// Memory of released objects that the collector knew: kept for others of the same size.
#ifndef ZILANT_RUNTIME_KEPT_H
#define ZILANT_RUNTIME_KEPT_H

#include "runtime/internal.h"

// Where kept memory says which other one was kept before it.
static inline PyObject **zi_kept_before(PyObject *object) {
    return (PyObject **)(void *)&object->ob_type;
}

// Puts the memory of a released object, which is not tracked any more, by for another one of its
// size; false: it is to be freed. No more than were asked for when there was none: others make
// objects of these types too, and take nothing from here. Not that of an object whose finalizer was
// called: no second one would be.
static inline bool zi_keep_memory(const zi_shared *shared, zi_kept_memory *kept, PyObject *object) {
    if (kept->count >= shared->most_kept || kept->count >= kept->wanted ||
        PyObject_GC_IsFinalized(object)) {
        return false;
    }
    *zi_kept_before(object) = kept->last;
    kept->last = object;
    kept->count++;
    return true;
}

// An object of the type, not tracked, of which nothing is initialised; NULL: there is no memory.
static inline PyObject *zi_take_memory(zi_kept_memory *kept, PyTypeObject *type) {
    PyObject *object = kept->last;
    if (!object) {
        kept->wanted++;
        return NULL;
    }
    kept->last = *zi_kept_before(object);
    kept->count--;
    return PyObject_Init(object, type);
}

#endif
