// Tracebacks: an entry with the function's name, file and the true line, made on the error path
// only; and the errors that native code raises by itself.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/frame.h"
#include "runtime/raised.h"
#include <frameobject.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_frame.h"
#endif

// --- Entries -------------------------------------------------------------------------------------
// Adds the code to the traceback of the set exception. Whatever fails here is dropped: the
// exception itself matters more.
#if !ZI_RAISED_IS_ONE_OBJECT
// (The exception may still be a class and its arguments.)
static void add_new_entry(zi_state *state, const zi_function_info *info, int line) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!type) {
        return;
    }
    PyFrameObject *frame = zi_frame_new(state, info);
    PyErr_Restore(type, value, traceback);
    if (!frame) {
        return;
    }
    frame->f_lineno = line;
    if (PyTraceBack_Here(frame) == 0) {
        PyErr_Fetch(&type, &value, &traceback);
        ((PyTracebackObject *)traceback)->tb_lineno = line;
        PyErr_Restore(type, value, traceback);
    }
    Py_DECREF(frame);
}
#else
static PyObject *make_entry(PyObject *next, PyFrameObject *frame, int line) {
    return PyObject_CallFunction((PyObject *)&PyTraceBack_Type, "OOii", next ? next : Py_None,
                                 frame, 0, line);
}

static void add_new_entry(zi_state *state, const zi_function_info *info, int line) {
    PyObject *exception = zi_take_exception();
    if (!exception) {
        return;
    }
    PyFrameObject *frame = zi_frame_new(state, info);
    if (frame) {
        frame->f_lineno = line;
        PyObject *next = PyException_GetTraceback(exception);
        PyObject *entry = make_entry(next, frame, line);
        if (entry) {
            PyException_SetTraceback(exception, entry);
            Py_DECREF(entry);
        }
        Py_XDECREF(next);
        Py_DECREF(frame);
    }
    PyErr_Clear();
    zi_give_exception(exception);
}
#endif

static void add_entry(zi_state *state, const zi_function_info *info, int line) {
    PyCodeObject *code = state->codes[info ? info->index : state->info->function_count];
    if (!code || !zi_add_kept_entry(state, code, line)) {
        add_new_entry(state, info, line);
    }
}

// --- Variables -----------------------------------------------------------------------------------
ZI_COLD void zi_show_variables(zi_state *state, const zi_function_info *info, const uint32_t *held,
                               int count, const void *const *words) {
    PyObject **traceback = zi_set_traceback();
    const PyTracebackObject *entry = traceback ? zi_newest_entry(*traceback) : NULL;
    if (entry && zi_frame_code(entry->tb_frame) == zi_code_of(state, info)) {
        zi_frame_show_held(state, entry->tb_frame, held, count, words);
    }
}

// --- What compiled code calls --------------------------------------------------------------------
ZI_COLD void zi_traceback(zi_state *state, const zi_function_info *info, int line) {
    add_entry(state, info, (int)info->first_line + line - 1);
}

ZI_COLD void zi_module_traceback(zi_state *state, const zi_function_info *info,
                                 const zi_function_info *anchor, int line) {
    add_entry(state, info, (int)(anchor ? anchor->first_line : state->info->last_line) + line);
}

ZI_COLD void zi_traceback_nogil(zi_state *state, const zi_function_info *info, int line) {
    PyGILState_STATE gil = PyGILState_Ensure();
    zi_traceback(state, info, line);
    PyGILState_Release(gil);
}

ZI_COLD void zi_module_traceback_nogil(zi_state *state, const zi_function_info *info,
                                       const zi_function_info *anchor, int line) {
    PyGILState_STATE gil = PyGILState_Ensure();
    zi_module_traceback(state, info, anchor, line);
    PyGILState_Release(gil);
}

// --- Errors of native code, each with a twin that takes the GIL first ----------------------------
ZI_COLD void zi_raise_unassigned_local(const char *name) {
    PyErr_Format(PyExc_UnboundLocalError, "local variable '%s' referenced before assignment", name);
}

ZI_COLD void zi_raise_unassigned_free(const char *name) {
    PyErr_Format(PyExc_NameError,
                 "free variable '%s' referenced before assignment in enclosing scope", name);
}

ZI_COLD void zi_raise_unbound_local(const char *name) {
#if !ZI_UNBOUND_ERROR_SAYS_WHY
    zi_raise_unassigned_local(name);
#else
    PyErr_Format(PyExc_UnboundLocalError,
                 "cannot access local variable '%s' where it is not associated with a value", name);
#endif
}

ZI_COLD void zi_raise_unbound_free(const char *name) {
#if !ZI_UNBOUND_ERROR_SAYS_WHY
    zi_raise_unassigned_free(name);
#else
    PyErr_Format(PyExc_NameError,
                 "cannot access free variable '%s' where it is not associated with a value in "
                 "enclosing scope",
                 name);
#endif
}

// From Python 3.12 on a comprehension is part of its function.
ZI_COLD void zi_raise_unbound_outer(const char *name) {
#if !ZI_INLINES_COMPREHENSIONS
    zi_raise_unbound_free(name);
#else
    zi_raise_unbound_local(name);
#endif
}

ZI_COLD void zi_raise_none_attribute(const char *name) {
    PyErr_Format(PyExc_AttributeError, "'NoneType' object has no attribute '%s'", name);
}

ZI_COLD void zi_raise_attribute_error(const char *text) {
    PyErr_SetString(PyExc_AttributeError, text);
}

ZI_COLD void zi_raise_zero_division(const char *text) {
    PyErr_SetString(PyExc_ZeroDivisionError, text);
}

ZI_COLD void zi_raise_index_error(int axis) {
    PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access (axis %d)", axis);
}

ZI_COLD void zi_raise_slice_error(int axis) {
    if (axis < 0) {
        PyErr_Format(PyExc_ValueError, "Step may not be zero (axis %d)", -1 - axis);
    } else {
        PyErr_Format(PyExc_IndexError, "Index out of bounds (axis %d)", axis);
    }
}

ZI_COLD void zi_raise_indirect(const char *what) {
    PyErr_Format(PyExc_ValueError, "Cannot %s memoryview with indirect dimensions", what);
}

ZI_COLD void zi_raise_layout_error(const zi_view_info *info) {
    const char *layout = info->packing == ZI_PACKING_C         ? "C contiguous"
                         : info->packing == ZI_PACKING_FORTRAN ? "fortran contiguous"
                                                               : "as its type says";
    PyErr_Format(PyExc_ValueError, "Memoryview not %s.", layout);
}

#define WITH_GIL(name, type)                                                                       \
    ZI_COLD void zi_##name##_nogil(type argument) {                                                \
        PyGILState_STATE gil = PyGILState_Ensure();                                                \
        zi_##name(argument);                                                                       \
        PyGILState_Release(gil);                                                                   \
    }
WITH_GIL(raise_none_attribute, const char *)
WITH_GIL(raise_attribute_error, const char *)
WITH_GIL(raise_zero_division, const char *)
WITH_GIL(raise_index_error, int)
WITH_GIL(raise_slice_error, int)
WITH_GIL(raise_indirect, const char *)
WITH_GIL(raise_layout_error, const zi_view_info *)
WITH_GIL(raise_unassigned_local, const char *)
WITH_GIL(raise_unassigned_free, const char *)
WITH_GIL(raise_unbound_local, const char *)
WITH_GIL(raise_unbound_free, const char *)
WITH_GIL(raise_unbound_outer, const char *)
