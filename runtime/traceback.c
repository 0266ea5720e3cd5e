// Tracebacks: an entry with the function's name, file and the true line, made on the error path
// only; and the errors that native code raises by itself.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#include <frameobject.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_frame.h"
#endif

// --- Code objects --------------------------------------------------------------------------------
int zi_future_flags(const zi_module_info *info) {
    return (info->future_features & ZI_FUTURE_BARRY_AS_FLUFL ? CO_FUTURE_BARRY_AS_BDFL : 0) |
           (info->future_features & ZI_FUTURE_ANNOTATIONS ? CO_FUTURE_ANNOTATIONS : 0);
}

static PyObject *variable_names(zi_state *state, const zi_function_info *info, uint32_t start,
                                uint32_t count) {
    PyObject *names = PyTuple_New(count);
    for (uint32_t i = 0; names && i < count; i++) {
        PyObject *name = state->constants[zi_function_info_parameters(info)[start + i]];
        PyTuple_SET_ITEM(names, i, zi_new_reference(name));
    }
    return names;
}

// Names and counts of the parameters, so that inspect can make a signature of the code.
static PyObject *describe_parameters(zi_state *state, const zi_function_info *info) {
    bool star = info->flags & ZI_FUNCTION_STAR;
    bool double_star = info->flags & ZI_FUNCTION_DOUBLE_STAR;
    uint32_t count = info->positional + info->keyword_only + star + double_star;
    int kind = info->flags & ZI_FUNCTION_COROUTINE   ? CO_COROUTINE
               : info->flags & ZI_FUNCTION_GENERATOR ? CO_GENERATOR
                                                     : 0;
    int flags = (info->flags & ZI_FUNCTION_INNER_CODE ? 0 : CO_OPTIMIZED | CO_NEWLOCALS) |
                (star ? CO_VARARGS : 0) | (double_star ? CO_VARKEYWORDS : 0) | kind |
                zi_future_flags(state->info);
    PyObject *names = variable_names(state, info, 0, count);
    PyObject *captured = names ? variable_names(state, info, count, info->captured) : NULL;
    if (!captured) {
        Py_XDECREF(names);
        return NULL;
    }
    return Py_BuildValue("{sI sI sI sI si sN sN}", "co_argcount", info->positional,
                         "co_posonlyargcount", info->positional_only, "co_kwonlyargcount",
                         info->keyword_only, "co_nlocals", count, "co_flags", flags, "co_varnames",
                         names, "co_freevars", captured);
}

#if ZI_FRAMES_ARE_INTERNAL
// The code says of all its units that they stand at no place: who asks for the place of a traceback
// entry then takes the line that the entry itself names, and looks for no columns. How many units
// an empty code has, caches among them, differs from version to version.
static PyObject *describe_nowhere(PyObject *code) {
    enum { UNITS_OF_ENTRY = 8, FIRST = 0x80 | PY_CODE_LOCATION_INFO_NONE << 3 };
    Py_ssize_t units = Py_SIZE(code);
    Py_ssize_t entries = (units + UNITS_OF_ENTRY - 1) / UNITS_OF_ENTRY;
    PyObject *places = PyBytes_FromStringAndSize(NULL, entries);
    for (Py_ssize_t i = 0; places && i < entries; i++) {
        Py_ssize_t left = units - i * UNITS_OF_ENTRY;
        Py_ssize_t length = left < UNITS_OF_ENTRY ? left : UNITS_OF_ENTRY;
        PyBytes_AS_STRING(places)[i] = (char)(FIRST | (length - 1));
    }
    return places;
}

static int describe_places(PyObject *changes, PyObject *code, zi_state *state,
                           const zi_function_info *info) {
    PyObject *places = describe_nowhere(code);
    int status = places ? PyDict_SetItemString(changes, "co_linetable", places) : -1;
    Py_XDECREF(places);
    PyObject *name = info ? zi_new_reference(state->constants[info->qualified_name])
                          : PyUnicode_FromString("<module>");
    status = status == 0 && name ? PyDict_SetItemString(changes, "co_qualname", name) : -1;
    Py_XDECREF(name);
    return status;
}
#endif

// What differs from the empty `code`.
static PyObject *describe_code(PyObject *code, zi_state *state, const zi_function_info *info) {
    // eval and exec take the flags of the code that calls them
    PyObject *changes = info ? describe_parameters(state, info)
                             : Py_BuildValue("{si}", "co_flags", zi_future_flags(state->info));
    (void)code;
#if ZI_FRAMES_ARE_INTERNAL
    if (changes && describe_places(changes, code, state, info) < 0) {
        Py_CLEAR(changes);
    }
#endif
    return changes;
}

PyObject *zi_replace_code(PyObject *code, PyObject *changes) {
    PyObject *replace = PyObject_GetAttrString(code, "replace");
    PyObject *nothing = replace ? PyTuple_New(0) : NULL;
    PyObject *result = nothing ? PyObject_Call(replace, nothing, changes) : NULL;
    Py_XDECREF(nothing);
    Py_XDECREF(replace);
    return result;
}

static PyCodeObject *make_code(zi_state *state, const zi_function_info *info) {
    const char *name = info ? PyUnicode_AsUTF8(state->constants[info->name]) : "<module>";
    int line = info ? (int)info->first_line : 1;
    PyObject *code = name ? (PyObject *)PyCode_NewEmpty(state->info->path, name, line) : NULL;
    PyObject *changes = code ? describe_code(code, state, info) : NULL;
    PyObject *result = changes ? zi_replace_code(code, changes) : NULL;
    Py_XDECREF(changes);
    Py_XDECREF(code);
    return (PyCodeObject *)result;
}

// Borrowed from the state; NULL with an exception.
PyCodeObject *zi_code_of(zi_state *state, const zi_function_info *info) {
    uint32_t index = info ? info->index : state->info->function_count;
    if (!state->codes[index]) {
        state->codes[index] = make_code(state, info);
    }
    return state->codes[index];
}

// What frame attributes show: a frame that never runs. It knows its function, not its variables.
PyObject *zi_make_frame(zi_state *state, const zi_function_info *info, bool has_started) {
    PyCodeObject *code = zi_code_of(state, info);
    PyFrameObject *frame =
        code ? PyFrame_New(PyThreadState_Get(), code, state->globals, NULL) : NULL;
#if !ZI_FRAMES_ARE_INTERNAL
    if (frame && has_started) {
        frame->f_lasti = 0; // -1 means that it has not
    }
#endif
    return (PyObject *)frame;
}

// --- Entries -------------------------------------------------------------------------------------
static PyObject *make_entry(PyObject *next, PyFrameObject *frame, int line) {
    return PyObject_CallFunction((PyObject *)&PyTraceBack_Type, "OOii", next ? next : Py_None,
                                 frame, 0, line);
}

// Adds the code to the traceback of the set exception. Whatever fails here is dropped: the
// exception itself matters more.
static void add_entry(zi_state *state, const zi_function_info *info, int line) {
    PyObject *exception = zi_take_exception();
    if (!exception) {
        return;
    }
    PyCodeObject *code = zi_code_of(state, info);
    PyFrameObject *frame =
        code ? PyFrame_New(PyThreadState_Get(), code, state->globals, NULL) : NULL;
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
ZI_COLD void zi_raise_unbound_local(const char *name) {
#if !ZI_UNBOUND_ERROR_SAYS_WHY
    PyErr_Format(PyExc_UnboundLocalError, "local variable '%s' referenced before assignment", name);
#else
    PyErr_Format(PyExc_UnboundLocalError,
                 "cannot access local variable '%s' where it is not associated with a value", name);
#endif
}

ZI_COLD void zi_raise_unbound_free(const char *name) {
#if !ZI_UNBOUND_ERROR_SAYS_WHY
    PyErr_Format(PyExc_NameError,
                 "free variable '%s' referenced before assignment in enclosing scope", name);
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
        PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
    } else {
        PyErr_Format(PyExc_IndexError, "Index out of bounds (axis %d)", axis);
    }
}

#define WITH_GIL(name, type)                                                                       \
    ZI_COLD void zi_##name##_nogil(type argument) {                                                \
        PyGILState_STATE gil = PyGILState_Ensure();                                                \
        zi_##name(argument);                                                                       \
        PyGILState_Release(gil);                                                                   \
    }
WITH_GIL(raise_none_attribute, const char *)
WITH_GIL(raise_zero_division, const char *)
WITH_GIL(raise_index_error, int)
WITH_GIL(raise_slice_error, int)
WITH_GIL(raise_unbound_local, const char *)
WITH_GIL(raise_unbound_free, const char *)
WITH_GIL(raise_unbound_outer, const char *)
