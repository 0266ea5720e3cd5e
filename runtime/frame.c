// Frames that the interpreter finds: of a module's body while it runs, and of a function while it
// calls something that looks at frames (typer/frame_reader.def). No other compiled code has one.
//
// Takes: the thread's innermost frame. Gives: a frame object of ours before it, until it is left.
// Guarantees: frames are left in the reverse order; whoever took hold of one keeps it, with its
// line and the frame that it was called from.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/frame.h"
#include <frameobject.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"
#if ZI_FRAME_HAS_STACK_REFERENCES
#include "internal/pycore_interpframe.h"
#endif
#endif

// --- The chain -----------------------------------------------------------------------------------
#if ZI_FRAMES_ARE_INTERNAL
static _PyInterpreterFrame **innermost(void) {
    PyThreadState *thread = PyThreadState_Get();
#if ZI_FRAME_IS_IN_C_FRAME
    return &thread->cframe->current_frame;
#else
    return &thread->current_frame;
#endif
}

static void link_frame(PyFrameObject *frame) {
    _PyInterpreterFrame **place = innermost();
    // As if it ran: who walks the chain finds this object, not a second one, nobody may clear it,
    // and the garbage collector takes all that it holds for alive.
    Py_INCREF(frame);
    frame->f_frame->frame_obj = frame;
    frame->f_frame->owner = FRAME_OWNED_BY_THREAD;
    frame->f_frame->previous = *place;
    *place = frame->f_frame;
}

static void unlink_frame(PyFrameObject *frame) {
    bool is_kept = Py_REFCNT(frame) > 2; // by more than us and the chain
    PyFrameObject *back = is_kept ? PyFrame_GetBack(frame) : NULL;
    *innermost() = frame->f_frame->previous;
    frame->f_frame->previous = NULL;
    frame->f_frame->owner = FRAME_OWNED_BY_FRAME_OBJECT;
    frame->f_frame->frame_obj = NULL;
    Py_DECREF(frame);
    if (is_kept) {
        frame->f_back = back;
    }
}

static PyFrameObject *innermost_object(void) {
    _PyInterpreterFrame *frame = *innermost();
    return frame ? frame->frame_obj : NULL;
}
#else
static void link_frame(PyFrameObject *frame) {
    frame->f_lasti = 0; // it has started
#if !ZI_FRAMES_TELL_SET_LINE
    // who traces is told the line that is set
    Py_XSETREF(frame->f_trace, zi_new_reference(Py_None));
#endif
    PyThreadState_Get()->frame = frame;
}

static void unlink_frame(PyFrameObject *frame) { PyThreadState_Get()->frame = frame->f_back; }

static PyFrameObject *innermost_object(void) { return PyThreadState_Get()->frame; }
#endif

// --- Entering ------------------------------------------------------------------------------------
#if ZI_FRAMES_ARE_INTERNAL
PyObject *zi_frame_function(const PyFrameObject *frame) {
#if ZI_FRAME_HAS_STACK_REFERENCES
    return PyStackRef_AsPyObjectBorrow(frame->f_frame->f_funcobj);
#elif ZI_FRAME_FUNCTION_HAS_MODULE
    return frame->f_frame->f_funcobj;
#else
    return (PyObject *)frame->f_frame->f_func;
#endif
}
#endif

#if ZI_FRAME_FUNCTION_HAS_MODULE
// The interpreter does not tell the frame's function the module.
static void tell_module(PyFrameObject *frame, const zi_state *state) {
    PyObject *object = zi_frame_function(frame);
    PyObject *name = PyDict_GetItem(state->globals, state->shared->common.name);
    if (name && object && PyFunction_Check(object)) {
        PyFunctionObject *function = (PyFunctionObject *)object;
        Py_XSETREF(function->func_module, zi_new_reference(name));
    }
}
#else
static void tell_module(PyFrameObject *frame, const zi_state *state) {
    (void)frame;
    (void)state;
}
#endif

static PyFrameObject *enter(zi_state *state, const zi_function_info *info, PyObject *locals) {
    PyCodeObject *code = zi_code_of(state, info);
    PyFrameObject *frame =
        code ? PyFrame_New(PyThreadState_Get(), code, state->globals, locals) : NULL;
    if (!frame) {
        // a call does not fail because nobody sees from where it comes
        PyErr_Clear();
        return NULL;
    }
    tell_module(frame, state);
    link_frame(frame);
    return frame;
}

// --- Variables -----------------------------------------------------------------------------------
void zi_frame_variables(zi_state *state, PyObject *names) {
    zi_replace_object(&state->shown_variables, names);
}

// New; of a captured variable it is a cell, as the interpreter expects one there.
static PyObject *find_content(PyObject *names, PyObject *name, bool is_cell) {
    PyObject *value = names ? PyDict_GetItem(names, name) : NULL;
    if (is_cell) {
        return PyCell_New(value);
    }
    Py_XINCREF(value);
    return value;
}

void zi_frame_set_variable(PyFrameObject *frame, Py_ssize_t index, PyObject *value) {
#if ZI_FRAME_HAS_STACK_REFERENCES
    _PyStackRef old = frame->f_frame->localsplus[index];
    frame->f_frame->localsplus[index] =
        value ? PyStackRef_FromPyObjectSteal(value) : PyStackRef_NULL;
    PyStackRef_XCLOSE(old);
#elif ZI_FRAMES_ARE_INTERNAL
    Py_XSETREF(frame->f_frame->localsplus[index], value);
#else
    Py_XSETREF(frame->f_localsplus[index], value);
#endif
}

// The name of a variable, in the order in which frames keep them; borrowed. NULL: there are no
// more.
static PyObject *name_of_variable(const PyCodeObject *code, Py_ssize_t index, bool *is_cell) {
#if ZI_FRAMES_ARE_INTERNAL
    if (index >= code->co_nlocalsplus) {
        return NULL;
    }
    enum { CELLS = CO_FAST_FREE | (ZI_FRAME_HAS_OWN_CELLS ? CO_FAST_CELL : 0) };
    *is_cell = _PyLocals_GetKind(code->co_localspluskinds, (int)index) & CELLS;
    return PyTuple_GET_ITEM(code->co_localsplusnames, index);
#else
    PyObject *const names[] = {code->co_varnames, code->co_cellvars, code->co_freevars};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *is_cell = i > 0;
        if (index < PyTuple_GET_SIZE(names[i])) {
            return PyTuple_GET_ITEM(names[i], index);
        }
        index -= PyTuple_GET_SIZE(names[i]);
    }
    return NULL;
#endif
}

void zi_frame_set_variables(PyFrameObject *frame, const PyCodeObject *code, PyObject *names) {
    bool is_cell;
    PyObject *name;
    for (Py_ssize_t i = 0; (name = name_of_variable(code, i, &is_cell)); i++) {
        zi_frame_set_variable(frame, i, find_content(names, name, is_cell));
    }
}

// --- Variables as they are held ------------------------------------------------------------------
PyCodeObject *zi_frame_code(PyFrameObject *frame) {
#if ZI_FRAME_HAS_STACK_REFERENCES
    return (PyCodeObject *)PyStackRef_AsPyObjectBorrow(frame->f_frame->f_executable);
#elif ZI_FRAME_HAS_NEXT_INSTRUCTION
    return (PyCodeObject *)frame->f_frame->f_executable;
#elif ZI_FRAMES_ARE_INTERNAL
    return frame->f_frame->f_code;
#else
    return frame->f_code;
#endif
}

// The set exception stays set, even if there is no memory for the object.
ZI_COLD static PyObject *box(const void *const *words) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *object = zi_dual_box((int64_t)(intptr_t)words[1], (void *)words[0]);
    PyErr_Restore(type, value, traceback);
    return object;
}

// New: what is held, or its cell.
static PyObject *object_of_held(uint32_t how, const void *const *words, bool is_cell) {
    PyObject *first = (PyObject *)words[0];
    if (how == ZI_HELD_DUAL && !zi_tag_is_object(first)) {
        return (uintptr_t)first == ZI_TAG_UNBOUND ? NULL : box(words);
    }
    bool is_opened = how == ZI_HELD_CELL && first && !is_cell;
    PyObject *shown = is_opened ? PyCell_GET(first) : first;
    Py_XINCREF(shown);
    return shown;
}

#if ZI_FRAMES_ARE_INTERNAL
static void show_held(PyFrameObject *frame, uint32_t number, const void *const *words) {
    uint32_t how = number & ((1 << ZI_HELD_HOW_BITS) - 1);
    uint32_t place = number >> ZI_HELD_HOW_BITS & ((1 << ZI_HELD_PLACE_BITS) - 1);
    zi_frame_set_variable(frame, place, object_of_held(how, words, ZI_FRAME_HAS_OWN_CELLS));
}
#else
// A captured parameter has two places, one of them for its cell.
static void show_held(PyFrameObject *frame, PyObject *wanted, uint32_t how,
                      const void *const *words) {
    bool is_cell;
    PyObject *name;
    for (Py_ssize_t i = 0; (name = name_of_variable(frame->f_code, i, &is_cell)); i++) {
        if (name == wanted) {
            zi_frame_set_variable(frame, i, object_of_held(how, words, is_cell));
        }
    }
}
#endif

void zi_frame_show_held(zi_state *state, PyFrameObject *frame, const uint32_t *held, int count,
                        const void *const *words) {
    for (int i = 0; i < count; i++) {
        uint32_t how = held[i] & ((1 << ZI_HELD_HOW_BITS) - 1);
#if ZI_FRAMES_ARE_INTERNAL
        (void)state;
        show_held(frame, held[i], words);
#else
        PyObject *name = state->constants[held[i] >> (ZI_HELD_HOW_BITS + ZI_HELD_PLACE_BITS)];
        show_held(frame, name, how, words);
#endif
        words += how == ZI_HELD_DUAL ? 2 : 1;
    }
}

// --- Frames that nobody runs ---------------------------------------------------------------------
PyFrameObject *zi_frame_new(zi_state *state, const zi_function_info *info) {
    PyCodeObject *code = zi_code_of(state, info);
    PyFrameObject *frame =
        code ? PyFrame_New(PyThreadState_Get(), code, state->globals, NULL) : NULL;
    if (frame && info && info->captured > 0) {
        zi_frame_set_variables(frame, code, NULL);
    }
    return frame;
}

void zi_frame_place(PyFrameObject *frame, int line, bool has_started) {
    frame->f_lineno = line;
#if !ZI_FRAMES_ARE_INTERNAL
    frame->f_lasti = has_started ? 0 : -1;
    Py_CLEAR(frame->f_back); // of whoever made it
#endif
#if !ZI_FRAMES_TELL_SET_LINE
    // who traces is told the line that is set
    Py_XSETREF(frame->f_trace, zi_new_reference(Py_None));
#endif
}

// --- Functions -----------------------------------------------------------------------------------
// While the thread is watched, a call that tells its lines has a frame already: the innermost one.
static PyFrameObject *frame_of_record(zi_state *state, const zi_function_info *info) {
    PyFrameObject *frame = innermost_object();
    if (!frame || !(info->flags & ZI_FUNCTION_TRACED_LINES) || !zi_is_traced(state)) {
        return NULL;
    }
    PyCodeObject *code = PyFrame_GetCode(frame);
    bool is_own = code == zi_code_of(state, info);
    Py_DECREF(code);
    return is_own ? frame : NULL;
}

void *zi_frame_enter(zi_state *state, const zi_function_info *info, int line) {
    PyObject *names = state->shown_variables;
    state->shown_variables = NULL;
    PyFrameObject *frame = NULL, *own = frame_of_record(state, info);
    if (own) { // it has its variables
        own->f_lineno = (int)info->first_line + line - 1;
    } else {
        frame = zi_frame_open(state, info, line, names);
    }
    Py_XDECREF(names);
    return frame;
}

PyFrameObject *zi_frame_open(zi_state *state, const zi_function_info *info, int line,
                             PyObject *names) {
    PyFrameObject *frame = enter(state, info, NULL);
    if (frame) {
        zi_frame_set_variables(frame, zi_code_of(state, info), names);
        frame->f_lineno = (int)info->first_line + line - 1;
    }
    return frame;
}

void zi_frame_leave(void *entered) {
    PyFrameObject *frame = entered;
    if (frame) {
        unlink_frame(frame);
        Py_DECREF(frame);
    }
}

// --- The module's body ---------------------------------------------------------------------------
void *zi_module_frame_enter(zi_state *state) { return enter(state, NULL, state->globals); }

PyFrameObject *zi_module_frame(zi_state *state) {
    PyFrameObject *frame = innermost_object();
    PyCodeObject *code = frame ? PyFrame_GetCode(frame) : NULL;
    bool is_module = code && code == zi_code_of(state, NULL);
    Py_XDECREF(code);
    Py_XINCREF(is_module ? frame : NULL);
    return is_module ? frame : NULL;
}

void zi_module_frame_line(zi_state *state, const zi_function_info *anchor, int line) {
    PyFrameObject *frame = zi_module_frame(state);
    if (frame) {
        frame->f_lineno = (int)(anchor ? anchor->first_line : state->info->last_line) + line;
    }
    Py_XDECREF(frame);
}
