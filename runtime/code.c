// Code objects of compiled functions: what frames, tracebacks and inspect read of a function. None
// of them runs. Made when somebody first asks, as most functions never need one.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#include <opcode.h>
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

static uint32_t count_parameters(const zi_function_info *info) {
    return info->positional + info->keyword_only + !!(info->flags & ZI_FUNCTION_STAR) +
           !!(info->flags & ZI_FUNCTION_DOUBLE_STAR);
}

// So many of the names in the description, behind as many; or NULL.
static PyObject *list_names(const zi_state *state, const zi_function_info *info, uint32_t before,
                            uint32_t count) {
    PyObject *names = PyTuple_New(count);
    for (uint32_t i = 0; names && i < count; i++) {
        uint32_t constant = zi_function_info_parameters(info)[before + i];
        PyTuple_SET_ITEM(names, i, zi_new_reference(state->constants[constant]));
    }
    return names;
}

// Parameters, then what is neither a parameter nor in a cell.
static PyObject *list_locals(const zi_state *state, const zi_function_info *info) {
    uint32_t parameters = count_parameters(info);
    PyObject *first = list_names(state, info, 0, parameters);
    PyObject *others = list_names(state, info, parameters + info->captured, info->locals);
    PyObject *names = first && others ? PySequence_Concat(first, others) : NULL;
    Py_XDECREF(others);
    Py_XDECREF(first);
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

// Does a class have the function, by what it is called?
static int method_flag(const zi_state *state, const zi_function_info *info) {
#if ZI_CODE_TELLS_METHODS
    const char *name = info ? PyUnicode_AsUTF8(state->constants[info->qualified_name]) : NULL;
    const char *dot = name ? strrchr(name, '.') : NULL;
    return dot && dot[-1] != '>' ? CO_METHOD : 0;
#else
    return 0;
#endif
}

// What only a function of Python's has: its parameters and variables, so that inspect can make a
// signature, what it looks up, and its whole name.
typedef struct Parts {
    const zi_function_info *info;
    int flags;
    PyObject *locals, *captured, *cells, *names, *constants, *qualified_name;
} Parts;

static void drop_parts(const Parts *parts) {
    Py_XDECREF(parts->locals);
    Py_XDECREF(parts->captured);
    Py_XDECREF(parts->cells);
    Py_XDECREF(parts->names);
    Py_XDECREF(parts->constants);
}

// --- Numbers behind the names --------------------------------------------------------------------
static const uint32_t *behind_names(const zi_function_info *info) {
    return zi_function_info_parameters(info) + count_parameters(info) + info->captured +
           info->locals + info->cells + info->names;
}

const uint32_t *zi_traced_lines(const zi_function_info *info, uint32_t *count) {
    *count = 0;
    if (!info || !(info->flags & ZI_FUNCTION_TRACED_LINES)) {
        return NULL;
    }
    const uint32_t *lines = behind_names(info) + !!(info->flags & ZI_FUNCTION_OTHER_FILE);
    *count = *lines;
    return lines + 1;
}

// --- Lines ---------------------------------------------------------------------------------------
// A code has a unit for each line that tracers are told of, behind those of an empty one, which do
// nothing: so a frame that stands at such a unit stands in its line, whoever asks and however, and
// the code names its lines.
enum { UNIT_SIZE = 2, MOST_OF_PLACE = 8 };

// Before the units of lines stands one at least, for what is told before the first line.
static Py_ssize_t size_of_head(PyObject *empty, uint32_t count) {
    Py_ssize_t size = PyBytes_GET_SIZE(empty);
    return size == 0 && count > 0 ? UNIT_SIZE : size;
}

static PyObject *bytes_with_units(PyObject *empty, uint32_t count) {
    Py_ssize_t size = PyBytes_GET_SIZE(empty);
    Py_ssize_t whole = size_of_head(empty, count) + (Py_ssize_t)count * UNIT_SIZE;
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, whole);
    if (bytes) {
        char *to = PyBytes_AS_STRING(bytes);
        memcpy(to, PyBytes_AS_STRING(empty), (size_t)size);
        for (Py_ssize_t i = size; i < whole; i += UNIT_SIZE) {
            to[i] = NOP;
            to[i + 1] = 0;
        }
    }
    return bytes;
}

#if ZI_FRAMES_ARE_INTERNAL
// The code says of all other units but the last that they stand at no place: who asks for the place
// of a traceback entry then takes the line that the entry itself names, and looks for no columns.
// How many units an empty code has, caches among them, differs from version to version. The last
// one is where an entry of the interpreter's stands that was made when somebody ran the code.
static char *put_no_places(char *at, Py_ssize_t units) {
    enum { UNITS_OF_ENTRY = 8, FIRST = 0x80 | PY_CODE_LOCATION_INFO_NONE << 3 };
    for (; units > 0; units -= UNITS_OF_ENTRY) {
        Py_ssize_t length = units < UNITS_OF_ENTRY ? units : UNITS_OF_ENTRY;
        *at++ = (char)(FIRST | (length - 1));
    }
    return at;
}

// A unit without columns, so many lines behind the one before: six bits a byte, the sign lowest.
static char *put_line(char *at, int distance) {
    unsigned value = distance < 0 ? (unsigned)-distance << 1 | 1 : (unsigned)distance << 1;
    *at++ = (char)(0x80 | PY_CODE_LOCATION_INFO_NO_COLUMNS << 3);
    for (; value >= 64; value >>= 6) {
        *at++ = (char)(64 | (value & 63));
    }
    *at++ = (char)value;
    return at;
}

// `units`: so many stand before those of lines.
static PyObject *describe_places(PyCodeObject *empty, const zi_function_info *info,
                                 Py_ssize_t units) {
    uint32_t count;
    const uint32_t *lines = zi_traced_lines(info, &count);
    int line = empty->co_firstlineno;
    PyObject *places =
        PyBytes_FromStringAndSize(NULL, units + (Py_ssize_t)(count + 1) * MOST_OF_PLACE);
    if (!places) {
        return NULL;
    }
    char *start = PyBytes_AS_STRING(places);
    bool has_last = units > 1;
    char *end = put_no_places(start, units - has_last);
    if (has_last) {
        end = put_line(end, 0);
    }
    for (uint32_t i = 0; i < count; i++) {
        end = put_line(end, (int)lines[i] - line);
        line = (int)lines[i];
    }
    _PyBytes_Resize(&places, end - start);
    return places;
}

static char *put_unit(char *at, int opcode, uint32_t argument) {
    *at++ = (char)opcode;
    *at++ = (char)(argument & 0xff);
    return at;
}

// What an empty code does: whoever runs it gets an AssertionError. Before that it takes the
// closure of a function that was made of it, as frames that the interpreter runs have cells then.
// (Not with its first unit: who sees that unit there takes the closure out of frames of ours, which
// have none.)
static PyObject *refuse_to_run(PyCodeObject *empty, uint32_t captured) {
    PyObject *own = PyCode_GetCode(empty);
    if (!own || captured == 0) {
        return own;
    }
    enum { MOST_ADDED = 4 * UNIT_SIZE };
    Py_ssize_t size = PyBytes_GET_SIZE(own);
    const char *from = PyBytes_AS_STRING(own);
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, size + MOST_ADDED);
    if (bytes) {
        char *start = PyBytes_AS_STRING(bytes), *end = start;
        end = put_unit(end, from[0], (unsigned char)from[1]);
        for (int shift = 24; shift > 0; shift -= 8) {
            if (captured >> shift) {
                end = put_unit(end, EXTENDED_ARG, captured >> shift);
            }
        }
        end = put_unit(end, COPY_FREE_VARS, captured);
        memcpy(end, from + UNIT_SIZE, (size_t)(size - UNIT_SIZE));
        _PyBytes_Resize(&bytes, end - start + size - UNIT_SIZE);
    }
    Py_DECREF(own);
    return bytes;
}

static PyCodeObject *complete(const PyCodeObject *empty, const Parts *parts, PyObject *bytes,
                              PyObject *places) {
    const zi_function_info *info = parts->info;
    return ZI_NEW_CODE((int)info->positional, (int)info->positional_only, (int)info->keyword_only,
                       (int)PyTuple_GET_SIZE(parts->locals), empty->co_stacksize, parts->flags,
                       bytes, parts->constants, parts->names, parts->locals, parts->captured,
                       parts->cells, empty->co_filename, empty->co_name, parts->qualified_name,
                       empty->co_firstlineno, places, empty->co_exceptiontable);
}

#else
// What an empty code of later Pythons does: whoever runs it gets an AssertionError. (Frames that
// the interpreter runs have cells from the start.)
enum { CODE_SIZE = 4, STACK_SIZE = 1 };
static PyObject *refuse_to_run(PyCodeObject *empty, uint32_t captured) {
    (void)empty;
    (void)captured;
    static const char code[CODE_SIZE] = {LOAD_ASSERTION_ERROR, 0, (char)RAISE_VARARGS, 1};
    return PyBytes_FromStringAndSize(code, sizeof code);
}

// Pairs: so many bytes and so many lines further, at most 127 lines. From 3.10 on the bytes have
// the line; before, they are those up to it.
static void add_places(PyObject **places, int distance, int bytes_before) {
    enum { MOST_LINES = 127 };
    bool is_first = true, is_last = false;
    while (*places && !is_last) {
        int step = distance > MOST_LINES    ? MOST_LINES
                   : distance < -MOST_LINES ? -MOST_LINES
                                            : distance;
        distance -= step;
        is_last = distance == 0;
        int bytes =
            ZI_CODE_HAS_LINE_TABLE ? (is_last ? UNIT_SIZE : 0) : (is_first ? bytes_before : 0);
        char pair[] = {(char)bytes, (char)step};
        PyBytes_ConcatAndDel(places, PyBytes_FromStringAndSize(pair, sizeof pair));
        is_first = false;
    }
}

static PyObject *describe_places(PyCodeObject *empty, const zi_function_info *info,
                                 Py_ssize_t units) {
    (void)units;
    uint32_t count;
    const uint32_t *lines = zi_traced_lines(info, &count);
    int line = empty->co_firstlineno;
    int bytes_before = CODE_SIZE;
#if ZI_CODE_HAS_LINE_TABLE
    const char head[] = {(char)bytes_before, 0};
    PyObject *places = PyBytes_FromStringAndSize(head, sizeof head);
#else
    PyObject *places = zi_new_reference(empty->co_lnotab);
#endif
    for (uint32_t i = 0; places && i < count; i++) {
        add_places(&places, (int)lines[i] - line, bytes_before);
        line = (int)lines[i];
        bytes_before = UNIT_SIZE;
    }
    return places;
}

static PyCodeObject *complete(const PyCodeObject *empty, const Parts *parts, PyObject *bytes,
                              PyObject *places) {
    const zi_function_info *info = parts->info;
    return PyCode_NewWithPosOnlyArgs(
        (int)info->positional, (int)info->positional_only, (int)info->keyword_only,
        (int)PyTuple_GET_SIZE(parts->locals), STACK_SIZE, parts->flags, bytes, parts->constants,
        parts->names, parts->locals, parts->captured, parts->cells, empty->co_filename,
        empty->co_name, empty->co_firstlineno, places);
}
#endif

static PyCodeObject *fill_in(PyCodeObject *empty, const Parts *parts) {
    uint32_t count;
    zi_traced_lines(parts->info, &count);
    PyObject *own = refuse_to_run(empty, parts->info->captured);
    PyObject *bytes = own ? bytes_with_units(own, count) : NULL;
    Py_ssize_t units = own ? PyBytes_GET_SIZE(own) / UNIT_SIZE : 0;
    PyObject *places = bytes ? describe_places(empty, parts->info, units) : NULL;
    PyCodeObject *code = places ? complete(empty, parts, bytes, places) : NULL;
    Py_XDECREF(places);
    Py_XDECREF(bytes);
    Py_XDECREF(own);
    return code;
}

// False with an exception.
static bool find_parts(const zi_state *state, Parts *parts) {
    const zi_function_info *info = parts->info;
    uint32_t captured = count_parameters(info), cells = captured + info->captured + info->locals;
    parts->locals = list_locals(state, info);
    parts->captured = list_names(state, info, captured, info->captured);
    parts->cells = list_names(state, info, cells, info->cells);
    parts->names = list_names(state, info, cells + info->cells, info->names);
    parts->constants = PyTuple_Pack(1, Py_None);
    return parts->locals && parts->captured && parts->cells && parts->names && parts->constants;
}

static PyCodeObject *describe(zi_state *state, const zi_function_info *info, PyCodeObject *empty) {
    static const zi_function_info module_body = {.flags = ZI_FUNCTION_INNER_CODE};
    Parts parts = {.info = info ? info : &module_body};
    parts.flags =
        code_flags(state, parts.info->flags) | nested_flag(state, info) | method_flag(state, info);
    parts.qualified_name = info ? state->constants[info->qualified_name] : empty->co_name;
    PyCodeObject *code = find_parts(state, &parts) ? fill_in(empty, &parts) : NULL;
    drop_parts(&parts);
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
// Of a file that is included. Without a folder: in that of the module's source (moved).
static PyObject *other_path(PyObject *source, const char *path) {
    const char *own = source ? PyUnicode_AsUTF8(source) : NULL;
    const char *slash = own ? strrchr(own, '/') : NULL;
    Py_ssize_t length = slash && !strchr(path, '/') ? slash + 1 - own : 0;
    PyObject *folder = own ? PyUnicode_FromStringAndSize(own, length) : NULL;
    PyObject *whole = folder ? PyUnicode_FromFormat("%U%s", folder, path) : NULL;
    Py_XDECREF(folder);
    Py_XDECREF(source);
    return whole;
}

// New, or NULL with an exception.
static PyObject *path_of(zi_state *state, const zi_function_info *info) {
    if (!info) { // while the module is made
        return find_source(state);
    }
    if (!(info->flags & ZI_FUNCTION_OTHER_FILE)) {
        return zi_source_path(state);
    }
    const char *path = PyUnicode_AsUTF8(state->constants[*behind_names(info)]);
    return path ? other_path(zi_source_path(state), path) : NULL;
}

static PyCodeObject *make_code(zi_state *state, const zi_function_info *info) {
    const char *name = info ? PyUnicode_AsUTF8(state->constants[info->name]) : "<module>";
    int line = info ? (int)info->first_line : 1;
    PyObject *path = path_of(state, info);
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
