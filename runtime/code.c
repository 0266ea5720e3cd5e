// Code objects of compiled functions: what frames, tracebacks and inspect read of a function. None
// of them runs. Made when somebody first asks, as most functions never need one.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#include <unistd.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_code.h"
#endif
#if !ZI_FRAMES_ARE_INTERNAL
#include <opcode.h>
#endif
#if ZI_NEW_CODE_IS_UNSTABLE
#define ZI_NEW_CODE PyUnstable_Code_NewWithPosOnlyArgs
#else
#define ZI_NEW_CODE PyCode_NewWithPosOnlyArgs
#endif

int zi_future_flags(const zi_module_info *info) {
    return (info->future_features & ZI_FUTURE_BARRY_AS_FLUFL ? CO_FUTURE_BARRY_AS_BDFL : 0) |
           (info->future_features & ZI_FUTURE_ANNOTATIONS ? CO_FUTURE_ANNOTATIONS : 0);
}

static PyObject *name_of_variable(const zi_state *state, const zi_function_info *info,
                                  uint32_t index) {
    return zi_new_reference(state->constants[zi_function_info_parameters(info)[index]]);
}

// Parameters, then what is neither a parameter nor captured.
static PyObject *local_names(const zi_state *state, const zi_function_info *info,
                             uint32_t parameters) {
    PyObject *names = PyTuple_New(parameters + info->locals);
    for (uint32_t i = 0; names && i < parameters + info->locals; i++) {
        uint32_t index = i < parameters ? i : i + info->captured;
        PyTuple_SET_ITEM(names, i, name_of_variable(state, info, index));
    }
    return names;
}

static PyObject *captured_names(const zi_state *state, const zi_function_info *info,
                                uint32_t parameters) {
    PyObject *names = PyTuple_New(info->captured);
    for (uint32_t i = 0; names && i < info->captured; i++) {
        PyTuple_SET_ITEM(names, i, name_of_variable(state, info, parameters + i));
    }
    return names;
}

static int generator_flag(uint32_t flags) {
    if (flags & ZI_FUNCTION_GENERATOR) {
        return flags & ZI_FUNCTION_ASYNC ? CO_ASYNC_GENERATOR : CO_GENERATOR;
    }
    return flags & ZI_FUNCTION_ASYNC ? CO_COROUTINE : 0;
}

// eval and exec take the flags of the code that calls them.
static int code_flags(const zi_state *state, uint32_t flags) {
    return (flags & ZI_FUNCTION_INNER_CODE ? 0 : CO_OPTIMIZED | CO_NEWLOCALS) |
           (flags & ZI_FUNCTION_STAR ? CO_VARARGS : 0) |
           (flags & ZI_FUNCTION_DOUBLE_STAR ? CO_VARKEYWORDS : 0) | generator_flag(flags) |
           zi_future_flags(state->info);
}

// Is the code of a function inside of another one?
static int nested_flag(const zi_state *state, const zi_function_info *info) {
    const char *name = info ? PyUnicode_AsUTF8(state->constants[info->qualified_name]) : NULL;
    return name && strstr(name, "<locals>") ? CO_NESTED : 0;
}

// What only a function of Python's has: its parameters and captured variables, so that inspect can
// make a signature, and its whole name.
typedef struct Parts {
    const zi_function_info *info;
    int flags;
    PyObject *names, *captured, *qualified_name;
} Parts;

#if ZI_FRAMES_ARE_INTERNAL
// The code says of all its units that they stand at no place: who asks for the place of a traceback
// entry then takes the line that the entry itself names, and looks for no columns. How many units
// an empty code has, caches among them, differs from version to version.
static PyObject *describe_places(PyCodeObject *code) {
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

static PyCodeObject *complete(const PyCodeObject *empty, const Parts *parts, PyObject *bytes,
                              PyObject *places) {
    const zi_function_info *info = parts->info;
    PyObject *nothing = empty->co_names; // an empty tuple
    return ZI_NEW_CODE((int)info->positional, (int)info->positional_only, (int)info->keyword_only,
                       (int)PyTuple_GET_SIZE(parts->names), empty->co_stacksize, parts->flags,
                       bytes, empty->co_consts, nothing, parts->names, parts->captured, nothing,
                       empty->co_filename, empty->co_name, parts->qualified_name,
                       empty->co_firstlineno, places, empty->co_exceptiontable);
}

static PyCodeObject *fill_in(PyCodeObject *empty, const Parts *parts) {
    PyObject *bytes = PyCode_GetCode(empty);
    PyObject *places = bytes ? describe_places(empty) : NULL;
    PyCodeObject *code = places ? complete(empty, parts, bytes, places) : NULL;
    Py_XDECREF(places);
    Py_XDECREF(bytes);
    return code;
}
#else
// What an empty code of later Pythons does: whoever runs it gets an AssertionError.
static PyObject *refuse_to_run(void) {
    static const char code[] = {LOAD_ASSERTION_ERROR, 0, (char)RAISE_VARARGS, 1};
    return PyBytes_FromStringAndSize(code, sizeof code);
}

static PyCodeObject *fill_in(PyCodeObject *empty, const Parts *parts) {
    enum { STACK_SIZE = 1 };
    const zi_function_info *info = parts->info;
    PyObject *nothing = empty->co_names; // an empty tuple
    PyObject *bytes = refuse_to_run();
#if ZI_CODE_HAS_LINE_TABLE
    PyObject *places = empty->co_linetable;
#else
    PyObject *places = empty->co_lnotab;
#endif
    PyCodeObject *code =
        bytes ? PyCode_NewWithPosOnlyArgs(
                    (int)info->positional, (int)info->positional_only, (int)info->keyword_only,
                    (int)PyTuple_GET_SIZE(parts->names), STACK_SIZE, parts->flags, bytes,
                    empty->co_consts, nothing, parts->names, parts->captured, nothing,
                    empty->co_filename, empty->co_name, empty->co_firstlineno, places)
              : NULL;
    Py_XDECREF(bytes);
    return code;
}
#endif

static PyCodeObject *describe(zi_state *state, const zi_function_info *info, PyCodeObject *empty) {
    static const zi_function_info module_body = {.flags = ZI_FUNCTION_INNER_CODE};
    Parts parts = {.info = info ? info : &module_body};
    uint32_t flags = parts.info->flags;
    uint32_t count = parts.info->positional + parts.info->keyword_only +
                     !!(flags & ZI_FUNCTION_STAR) + !!(flags & ZI_FUNCTION_DOUBLE_STAR);
    parts.flags = code_flags(state, flags) | nested_flag(state, info);
    parts.qualified_name = info ? state->constants[info->qualified_name] : empty->co_name;
    parts.names = local_names(state, parts.info, count);
    parts.captured = parts.names ? captured_names(state, parts.info, count) : NULL;
    PyCodeObject *code = parts.captured ? fill_in(empty, &parts) : NULL;
    Py_XDECREF(parts.captured);
    Py_XDECREF(parts.names);
    return code;
}

// --- Where the source is -------------------------------------------------------------------------
// The file of that name beside the module's own; NULL: there is none, or an exception.
static PyObject *find_beside_module(const zi_state *state) {
    PyObject *file = PyDict_GetItemString(state->globals, "__file__");
    const char *module = file && PyUnicode_Check(file) ? PyUnicode_AsUTF8(file) : NULL;
    const char *slash = module ? strrchr(module, '/') : NULL;
    if (!slash) {
        return NULL;
    }
    const char *last = strrchr(state->info->path, '/');
    PyObject *folder = PyUnicode_FromStringAndSize(module, slash - module);
    PyObject *found =
        folder ? PyUnicode_FromFormat("%U/%s", folder, last ? last + 1 : state->info->path) : NULL;
    Py_XDECREF(folder);
    PyObject *bytes = found ? PyUnicode_EncodeFSDefault(found) : NULL;
    bool is_there = bytes && access(PyBytes_AS_STRING(bytes), R_OK) == 0;
    Py_XDECREF(bytes);
    if (!is_there) {
        Py_CLEAR(found);
    }
    return found;
}

// What the compiler was given may be relative to a folder that is not known here.
static PyObject *find_source(const zi_state *state) {
    const char *path = state->info->path;
    PyObject *found = path[0] == '/' ? NULL : find_beside_module(state);
    PyErr_Clear();
    return found ? found : PyUnicode_DecodeFSDefault(path);
}

PyObject *zi_source_path(zi_state *state) {
    const PyCodeObject *code = zi_code_of(state, NULL);
    return code ? zi_new_reference(code->co_filename) : NULL;
}

// --- Making them ---------------------------------------------------------------------------------
static PyCodeObject *make_code(zi_state *state, const zi_function_info *info) {
    const char *name = info ? PyUnicode_AsUTF8(state->constants[info->name]) : "<module>";
    int line = info ? (int)info->first_line : 1;
    PyObject *path = info ? zi_source_path(state) : find_source(state);
    PyObject *bytes = path ? PyUnicode_EncodeFSDefault(path) : NULL;
    PyCodeObject *empty =
        name && bytes ? PyCode_NewEmpty(PyBytes_AS_STRING(bytes), name, line) : NULL;
    PyCodeObject *code = empty ? describe(state, info, empty) : NULL;
    Py_XDECREF(empty);
    Py_XDECREF(bytes);
    Py_XDECREF(path);
    return code;
}

// Borrowed from the state; NULL with an exception.
PyCodeObject *zi_code_of(zi_state *state, const zi_function_info *info) {
    uint32_t index = info ? info->index : state->info->function_count;
    if (!state->codes[index]) {
        state->codes[index] = make_code(state, info);
    }
    return state->codes[index];
}
