// Typed memoryviews: taking a buffer with the checks that the declared type asks for. The texts of
// errors are Cython's.
//
// The owner of a view is an object of the shared holder type that holds the Py_buffer: a view lives
// as long as someone has a reference to its owner, and threads count it as any other object.
#include "runtime/view.h"

// --- Formats -------------------------------------------------------------------------------------
typedef struct Item {
    char code;       // the character of the struct module
    bool is_complex; // Zd
    uint32_t size;
    uint32_t item_class;
} Item;

typedef struct CodeInfo {
    char code;
    uint8_t native_size, standard_size;
    uint8_t item_class;
    // in place: a pointer would need relocating when the module is loaded
    char description[21];
} CodeInfo;

static const CodeInfo code_infos[] = {
    {'?', sizeof(_Bool), 1, ZI_ITEM_BOOL, "'bool'"},
    {'c', 1, 1, ZI_ITEM_CHAR, "'char'"},
    {'b', 1, 1, ZI_ITEM_SIGNED, "'signed char'"},
    {'B', 1, 1, ZI_ITEM_UNSIGNED, "'unsigned char'"},
    {'h', sizeof(short), 2, ZI_ITEM_SIGNED, "'short'"},
    {'H', sizeof(short), 2, ZI_ITEM_UNSIGNED, "'unsigned short'"},
    {'i', sizeof(int), 4, ZI_ITEM_SIGNED, "'int'"},
    {'I', sizeof(int), 4, ZI_ITEM_UNSIGNED, "'unsigned int'"},
    {'l', sizeof(long), 4, ZI_ITEM_SIGNED, "'long'"},
    {'L', sizeof(long), 4, ZI_ITEM_UNSIGNED, "'unsigned long'"},
    {'q', sizeof(long long), 8, ZI_ITEM_SIGNED, "'long long'"},
    {'Q', sizeof(long long), 8, ZI_ITEM_UNSIGNED, "'unsigned long long'"},
    {'n', sizeof(Py_ssize_t), 8, ZI_ITEM_SIGNED, "'long'"},
    {'N', sizeof(size_t), 8, ZI_ITEM_UNSIGNED, "'unsigned long'"},
    {'e', 2, 2, ZI_ITEM_FLOAT, "'half float'"},
    {'f', sizeof(float), 4, ZI_ITEM_FLOAT, "'float'"},
    {'d', sizeof(double), 8, ZI_ITEM_FLOAT, "'double'"},
    {'g', sizeof(long double), sizeof(long double), ZI_ITEM_FLOAT, "'long double'"},
    {'O', sizeof(PyObject *), sizeof(PyObject *), ZI_ITEM_OBJECT, "Python object"},
    {'P', sizeof(void *), sizeof(void *), ZI_ITEM_UNSIGNED, "a pointer"},
    {'s', 1, 1, ZI_ITEM_SIGNED, "a string"},
    {'p', 1, 1, ZI_ITEM_SIGNED, "a string"}};

static const CodeInfo *find_code(char code) {
    for (size_t i = 0; i < sizeof code_infos / sizeof code_infos[0]; i++) {
        if (code_infos[i].code == code) {
            return &code_infos[i];
        }
    }
    return NULL;
}

static bool raise_mismatch(const zi_view_info *info, const char *description, bool is_complex) {
    const char *complex_prefix = is_complex && *description == '\'' ? "'complex " : "";
    PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s%s",
                 info->item_name, complex_prefix, description + (*complex_prefix != '\0'));
    return false;
}

// Skips what stands before the first item: byte order, "T{" of a structure, a count of one.
static const char *skip_prefix(const char *format, bool *is_standard, bool *is_foreign) {
    for (;; format++) {
        switch (*format) {
        case '>':
        case '!':
            *is_foreign = true;
            *is_standard = true;
            break;
        case '<':
        case '=':
            *is_standard = true;
            break;
        case '@':
        case '^':
            *is_standard = false;
            break;
        case '1':
            if (format[1] >= '0' && format[1] <= '9') {
                return format;
            }
            break;
        case ' ':
            break;
        default:
            return format;
        }
    }
}

// One item of the declared type must be all that the format says.
static bool check_format(const char *format, const zi_view_info *info) {
    bool is_standard = false;
    bool is_foreign = false;
    format = skip_prefix(format, &is_standard, &is_foreign);
    bool is_structure = format[0] == 'T' && format[1] == '{';
    if (is_structure) {
        format = skip_prefix(format + 2, &is_standard, &is_foreign);
    }
    bool is_complex = *format == 'Z';
    format += is_complex;
    const CodeInfo *code = find_code(*format);
    if (!code) {
        return raise_mismatch(info, *format ? "unparsable format string" : "end", false);
    }
    uint32_t size = is_standard ? code->standard_size : code->native_size;
    if (is_foreign && size > 1) {
        PyErr_SetString(PyExc_ValueError,
                        "Big-endian buffer not supported on little-endian compiler");
        return false;
    }
    uint32_t item_class = is_complex ? ZI_ITEM_COMPLEX : code->item_class;
    size = is_complex ? 2 * size : size;
    bool is_char = item_class == ZI_ITEM_CHAR || info->item_class == ZI_ITEM_CHAR;
    bool is_bool = item_class == ZI_ITEM_BOOL && info->item_class == ZI_ITEM_UNSIGNED;
    if (size != info->item_size ||
        (item_class != info->item_class && !(is_char && size == 1) && !is_bool)) {
        return raise_mismatch(info, code->description, is_complex);
    }
    const char *rest = format + 1;
    if (is_structure && *rest == ':') {
        const char *end = strchr(rest + 1, ':');
        rest = end ? end + 1 : rest;
    }
    rest += is_structure && *rest == '}';
    if (*rest) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected end but got %s",
                     find_code(*rest) ? find_code(*rest)->description : "a struct");
        return false;
    }
    return true;
}

// --- Acquiring -----------------------------------------------------------------------------------
static int request_flags(const zi_view_info *info) {
    int flags = PyBUF_FORMAT | (info->writable ? PyBUF_WRITABLE : 0);
    return flags | (info->packing == ZI_PACKING_C         ? PyBUF_C_CONTIGUOUS
                    : info->packing == ZI_PACKING_FORTRAN ? PyBUF_F_CONTIGUOUS
                                                          : PyBUF_STRIDES);
}

bool zi_buffer_fits(const Py_buffer *buffer, const zi_view_info *info) {
    if (buffer->ndim != (int)info->dimensions) {
        PyErr_Format(PyExc_ValueError,
                     "Buffer has wrong number of dimensions (expected %d, got %d)",
                     (int)info->dimensions, buffer->ndim);
        return false;
    }
    if (!check_format(buffer->format ? buffer->format : "B", info)) {
        return false;
    }
    if (buffer->itemsize != (Py_ssize_t)info->item_size) {
        PyErr_Format(PyExc_ValueError,
                     "Item size of buffer (%zd byte%s) does not match size of '%s' (%d byte%s)",
                     buffer->itemsize, buffer->itemsize == 1 ? "" : "s", info->item_name,
                     (int)info->item_size, info->item_size == 1 ? "" : "s");
        return false;
    }
    if (buffer->suboffsets) {
        for (int i = 0; i < buffer->ndim; i++) {
            if (buffer->suboffsets[i] >= 0) {
                PyErr_Format(PyExc_ValueError,
                             "Buffer not compatible with direct access in dimension %d.", i);
                return false;
            }
        }
    }
    return true;
}

static void copy_layout(const Py_buffer *buffer, zi_view *out) {
    out->data = buffer->buf;
    Py_ssize_t stride = buffer->itemsize;
    for (int i = buffer->ndim - 1; i >= 0; i--) {
        out->shape[i] = buffer->shape ? buffer->shape[i] : buffer->len / buffer->itemsize;
        out->strides[i] = buffer->strides ? buffer->strides[i] : stride;
        out->suboffsets[i] = -1;
        stride *= out->shape[i];
    }
}

static zi_view_holder *new_holder(zi_shared *shared) {
    PyTypeObject *type = zi_shared_type(&shared->holder_type, zi_make_holder_type);
    return type ? zi_view_holder_new(type) : NULL;
}

// Fills `out`, whose owner is a new reference; 0, or -1 with an exception. None gives a view of
// None.
int zi_view_acquire(PyObject *object, const zi_view_info *info, zi_view *out) {
    if (object == Py_None) {
        memset(out, 0, sizeof *out);
        out->owner = zi_new_reference(Py_None);
        return 0;
    }
    zi_shared *shared = zi_shared_get();
    zi_view_holder *holder = shared ? new_holder(shared) : NULL;
    if (!holder) {
        return -1;
    }
    if (PyObject_GetBuffer(object, &holder->buffer, request_flags(info)) < 0) {
        holder->buffer.obj = NULL;
        Py_DECREF(holder);
        return -1;
    }
    if (!zi_buffer_fits(&holder->buffer, info)) {
        Py_DECREF(holder);
        return -1;
    }
    copy_layout(&holder->buffer, out);
    out->owner = (PyObject *)holder;
    return 0;
}
