// The frame that a generator or coroutine shows while it is suspended: its line and its variables,
// which lie in the generator's slots.
//
// The frame is an object beside the generator: what is written there does not reach the slots. It
// is kept as long as somebody else holds it, and brought up to date at each suspension.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/frame.h"
#include "runtime/generator.h"
#include <frameobject.h>

// --- Variables -----------------------------------------------------------------------------------
// What stands in slots, new; NULL without an exception: nothing.
static PyObject *read_slots(const zi_generator *self, const uint32_t *words) {
    void *tag = self->slots[words[1]];
    if (tag && zi_tag_is_object(tag)) {
        return zi_new_reference((PyObject *)tag);
    }
    if (words[2] == UINT32_MAX || tag == ZI_TAG(UNBOUND)) {
        return NULL;
    }
    int64_t payload = (int64_t)(intptr_t)self->slots[words[2]];
    return zi_dual_box(payload, tag);
}

static int show_slot(const zi_generator *self, PyObject *names, const uint32_t *words) {
    PyObject *value = read_slots(self, words);
    if (value && words[3] & ZI_SHOWN_IN_CELL) {
        Py_SETREF(value, PyCell_Check(value) ? PyCell_Get(value) : NULL);
    }
    int status = value ? PyDict_SetItem(names, self->state->constants[words[0]], value) : 0;
    Py_XDECREF(value);
    return status;
}

static int show_captured(const zi_generator *self, PyObject *names, const PyCodeObject *code) {
    PyObject *captured = PyObject_GetAttrString((PyObject *)code, "co_freevars");
    int status = captured ? 0 : -1;
    for (Py_ssize_t i = 0; status == 0 && self->closure && i < PyTuple_GET_SIZE(captured); i++) {
        PyObject *value = PyCell_Get(PyTuple_GET_ITEM(self->closure, i));
        status = value ? PyDict_SetItem(names, PyTuple_GET_ITEM(captured, i), value) : 0;
        Py_XDECREF(value);
    }
    Py_XDECREF(captured);
    return status;
}

// A dict of all that have a value, new; NULL with an exception.
static PyObject *list_variables(const zi_generator *self, const PyCodeObject *code) {
    const uint32_t *shown = zi_function_info_shown(self->info);
    bool has_started = self->resume_state != ZI_GENERATOR_NOT_STARTED;
    PyObject *names = PyDict_New();
    int status = names ? show_captured(self, names, code) : -1;
    for (uint32_t i = 0; status == 0 && i < shown[0]; i++) {
        const uint32_t *words = shown + 1 + (size_t)ZI_SHOWN_SLOT_WORDS * i;
        if (has_started == !(words[3] & ZI_SHOWN_AT_START)) {
            status = show_slot(self, names, words);
        }
    }
    if (status < 0) {
        Py_CLEAR(names);
    }
    return names;
}

// --- The frame -----------------------------------------------------------------------------------
static int line_of(const zi_generator *self) {
    const uint32_t *shown = zi_function_info_shown(self->info);
    int first = (int)self->info->first_line;
    const uint32_t *lines = shown + 1 + (size_t)ZI_SHOWN_SLOT_WORDS * shown[0];
    return self->resume_state > 0 ? first + (int)lines[self->resume_state - 1] : first;
}

// Of a generator whose slots hold its variables.
static int update(const zi_generator *self) {
    PyFrameObject *frame = (PyFrameObject *)self->frame;
    PyCodeObject *code = PyFrame_GetCode(frame);
    PyObject *names = list_variables(self, code);
    if (names) {
        zi_frame_set_variables(frame, code, names);
        zi_frame_place(frame, line_of(self), self->resume_state > 0);
    }
    Py_DECREF(code);
    Py_XDECREF(names);
    return names ? 0 : -1;
}

void zi_generator_update_frame(zi_generator *self) {
    if (Py_REFCNT(self->frame) == 1) {
        Py_CLEAR(self->frame); // the next one who asks gets a new one
        self->detour &= (uint8_t)~ZI_DETOUR_SHOWN;
        return;
    }
    if (self->resume_state <= 0 || zi_generator_is_running(self)) {
        return;
    }
    PyObject *exception = zi_take_exception();
    if (update(self) < 0) {
        // a step does not fail because nobody sees where it ends
        PyErr_Clear();
    }
    zi_give_exception(exception);
}

PyObject *zi_generator_get_frame(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state == ZI_GENERATOR_FINISHED && !zi_generator_is_running(self)) {
        Py_RETURN_NONE;
    }
    if (!self->frame) {
        self->frame = (PyObject *)zi_frame_new(self->state, self->info);
        self->detour |= ZI_DETOUR_SHOWN;
    }
    bool is_shown = self->frame && !zi_generator_is_running(self) && self->resume_state >= 0;
    if (!self->frame || (is_shown && update(self) < 0)) {
        return NULL;
    }
    return zi_new_reference(self->frame);
}
