// Traceback entries of exceptions that were handled, kept for the next exceptions that leave the
// same functions. To make one takes a frame, and for the frame a function.
//
// Takes: an exception that nobody has but who lets it go, and its newest entries with their frames,
// if nobody has these either and they are as they were made. Gives: the same objects, with a new
// line, in the traceback of the set exception. Guarantees: two entries that somebody can see never
// share a frame; what is kept the collector does not see, but for what it refers to.
//
// From Python 3.11 on; the interpreter before keeps frames itself.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/frame.h"
#include "runtime/raised.h"
#include <frameobject.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"
#if ZI_FRAME_HAS_STACK_REFERENCES
#include "internal/pycore_interpframe.h"
#endif

// Of one code object.
typedef struct Kept {
    PyCodeObject *code; // NULL: the place is free
    // each knows the one before it as its next one
    PyTracebackObject *last;
    uint32_t count;
    // How often there was none. No more are kept: others let go such exceptions too, and the
    // entries go with them.
    uint32_t wanted;
} Kept;

// The places of a module's codes, by their addresses: each code has a few in a row, of which the
// first free one becomes its own. What finds none is not kept.
enum { PLACES = 64, PLACES_OF_CODE = 8, MOST_ENTRIES = 64 };
typedef struct zi_kept_entries {
    Kept places[PLACES + PLACES_OF_CODE];
} zi_kept_entries;

static Kept *find_place(zi_kept_entries *entries, const PyCodeObject *code) {
    uintptr_t hash = (uintptr_t)code >> 4;
    Kept *place = &entries->places[(hash ^ hash >> 8) % PLACES];
    Kept *end = place + PLACES_OF_CODE;
    while (place < end && place->code && place->code != code) {
        place++;
    }
    return place < end ? place : NULL;
}

// --- Frames --------------------------------------------------------------------------------------
static PyObject *variable_of(const _PyInterpreterFrame *frame, int index) {
#if ZI_FRAME_HAS_STACK_REFERENCES
    _PyStackRef variable = frame->localsplus[index];
    return PyStackRef_IsNull(variable) ? NULL : PyStackRef_AsPyObjectBorrow(variable);
#else
    return frame->localsplus[index];
#endif
}

// Nothing, or a cell that holds nothing and that nobody else has.
static bool is_empty(PyObject *variable) {
    return !variable || (PyCell_Check(variable) && Py_REFCNT(variable) == 1 &&
                         !((PyCellObject *)(void *)variable)->ob_ref);
}

// (A frame that was cleared has no stack any more.)
static bool has_no_variables(const _PyInterpreterFrame *frame, const PyCodeObject *code) {
    int count = code->co_nlocalsplus;
#if ZI_FRAME_HAS_STACK_REFERENCES
    bool is_whole = frame->stackpointer == frame->localsplus + count;
#else
    bool is_whole = frame->stacktop == count;
#endif
    for (int i = 0; i < count && is_whole; i++) {
        is_whole = is_empty(variable_of(frame, i));
    }
    return is_whole && !frame->f_locals;
}

// (New frames stand behind the first instruction that is traced.)
static bool stands_at_start(const _PyInterpreterFrame *frame, PyCodeObject *code) {
    const _Py_CODEUNIT *first = _PyCode_CODE(code) + code->_co_firsttraceable;
#if ZI_FRAME_HAS_NEXT_INSTRUCTION
    return frame->instr_ptr == first + 1;
#else
    return frame->prev_instr == first;
#endif
}

static bool has_no_dicts(const PyFrameObject *frame) {
#if ZI_FRAME_HAS_STACK_REFERENCES
    return !frame->f_extra_locals && !frame->f_locals_cache && !frame->f_overwritten_fast_locals;
#elif ZI_FRAME_HAS_NEXT_INSTRUCTION
    return !frame->f_extra_locals && !frame->f_locals_cache;
#else
    return !frame->f_fast_as_locals;
#endif
}

// As zi_frame_new made it, but for the line, and nobody else's?
static bool is_as_new(PyFrameObject *frame, PyCodeObject *code) {
    const _PyInterpreterFrame *inner = frame->f_frame;
    return Py_REFCNT(frame) == 1 && inner->owner == FRAME_OWNED_BY_FRAME_OBJECT &&
           !inner->previous && !frame->f_back && !frame->f_trace && frame->f_trace_lines &&
           !frame->f_trace_opcodes && has_no_dicts(frame) && stands_at_start(inner, code) &&
           has_no_variables(inner, code);
}

// --- Entries -------------------------------------------------------------------------------------
// Where to keep this entry; NULL: nowhere.
static Kept *place_for(const zi_state *state, const PyTracebackObject *entry) {
    PyCodeObject *code = zi_frame_code(entry->tb_frame);
    Kept *place = find_place(state->kept_entries, code);
    bool is_kept = place && place->code && place->count < place->wanted && Py_REFCNT(entry) == 1 &&
                   is_as_new(entry->tb_frame, code);
    return is_kept ? place : NULL;
}

void zi_keep_entries(zi_state *state, PyBaseExceptionObject *exception) {
    PyTracebackObject *entry;
    Kept *place;
    while (state->kept_entries && (entry = zi_newest_entry(exception->traceback)) &&
           (place = place_for(state, entry))) {
        PyObject_GC_UnTrack(entry);
        PyObject_GC_UnTrack(entry->tb_frame);
        exception->traceback = (PyObject *)entry->tb_next;
        entry->tb_next = place->last;
        place->last = entry;
        place->count++;
    }
}

static PyTracebackObject *take_entry(Kept *place) {
    PyTracebackObject *entry = place->last;
    if (entry) {
        place->last = entry->tb_next;
        place->count--;
    } else if (place->wanted < MOST_ENTRIES) {
        place->wanted++;
    }
    return entry;
}

// NULL: the code has no place.
static Kept *claim_place(zi_state *state, PyCodeObject *code) {
    if (!state->kept_entries && state->shared->most_kept > 0) {
        state->kept_entries = PyMem_Calloc(1, sizeof *state->kept_entries);
    }
    Kept *place = state->kept_entries ? find_place(state->kept_entries, code) : NULL;
    if (place && !place->code) {
        Py_INCREF(code);
        place->code = code;
    }
    return place;
}

bool zi_add_kept_entry(zi_state *state, PyCodeObject *code, int line) {
    Kept *place = claim_place(state, code);
    PyObject **traceback = place ? zi_set_traceback() : NULL;
    PyTracebackObject *entry = traceback ? take_entry(place) : NULL;
    if (!entry) {
        return false;
    }
    entry->tb_frame->f_lineno = entry->tb_lineno = line;
    entry->tb_next = zi_newest_entry(*traceback);
    *traceback = (PyObject *)entry;
    PyObject_GC_Track(entry->tb_frame);
    PyObject_GC_Track(entry);
    return true;
}

// --- The end -------------------------------------------------------------------------------------
int zi_visit_kept_entries(const zi_state *state, visitproc visit, void *arg) {
    for (int i = 0; state->kept_entries && i < PLACES + PLACES_OF_CODE; i++) {
        const PyTracebackObject *entry = state->kept_entries->places[i].last;
        for (; entry; entry = entry->tb_next) {
            Py_VISIT(zi_frame_function(entry->tb_frame));
        }
    }
    return 0;
}

void zi_drop_kept_entries(zi_state *state) {
    zi_kept_entries *entries = state->kept_entries;
    state->kept_entries = NULL;
    for (int i = 0; entries && i < PLACES + PLACES_OF_CODE; i++) {
        Py_XDECREF(entries->places[i].last); // and those before it
        Py_XDECREF(entries->places[i].code);
    }
    PyMem_Free(entries);
}
#else
bool zi_add_kept_entry(zi_state *state, PyCodeObject *code, int line) {
    (void)state;
    (void)code;
    (void)line;
    return false;
}

void zi_keep_entries(zi_state *state, PyBaseExceptionObject *exception) {
    (void)state;
    (void)exception;
}

int zi_visit_kept_entries(const zi_state *state, visitproc visit, void *arg) {
    (void)state;
    (void)visit;
    (void)arg;
    return 0;
}

void zi_drop_kept_entries(zi_state *state) { (void)state; }
#endif
