// Items and parts of a memoryview's object: indices and slices, what an item is in Python,
// assignments.
#include "runtime/view.h"

#define SELF ((zi_memoryview *)(void *)self)

// --- Indices and slices --------------------------------------------------------------------------
zi_memoryview *zi_memoryview_part(zi_memoryview *view) {
    zi_memoryview *part = zi_memoryview_new(Py_TYPE(view));
    if (part) {
        size_t start = offsetof(zi_memoryview, view);
        memcpy((char *)part + start, (char *)view + start,
               offsetof(zi_memoryview, weakrefs) - start);
        part->view.owner = zi_new_reference((PyObject *)view);
    }
    return part;
}

// Indices are applied to the view of a part axis by axis.
typedef struct Selection {
    zi_memoryview *part;
    const zi_view *source;
    int axis;  // of the source that comes next
    int count; // of axes that are left over so far
    // the last of those that is reached through a pointer, -1: none
    int behind;
    bool slices;
} Selection;

// Steps along an axis: where the items are, or behind the last pointer on the way to them.
static void step(Selection *selection, Py_ssize_t distance) {
    zi_view *view = &selection->part->view;
    if (selection->behind < 0) {
        view->data += distance;
    } else {
        view->suboffsets[selection->behind] += distance;
    }
}

static void keep_axis(Selection *selection, Py_ssize_t length, Py_ssize_t stride,
                      Py_ssize_t suboffset) {
    zi_view *view = &selection->part->view;
    view->shape[selection->count] = length;
    view->strides[selection->count] = stride;
    view->suboffsets[selection->count] = suboffset;
    if (suboffset >= 0) {
        selection->behind = selection->count;
    }
    selection->count++;
}

static int apply_slice(Selection *selection, PyObject *slice) {
    int axis = selection->axis++;
    Py_ssize_t start, stop, stride;
    if (PySlice_Unpack(slice, &start, &stop, &stride) < 0) {
        return -1;
    }
    Py_ssize_t count = PySlice_AdjustIndices(selection->source->shape[axis], &start, &stop, stride);
    step(selection, count > 0 ? start * selection->source->strides[axis] : 0);
    keep_axis(selection, count, selection->source->strides[axis] * stride,
              selection->source->suboffsets[axis]);
    return 0;
}

static int raise_bounds(const Selection *selection, int axis) {
    PyErr_Format(PyExc_IndexError,
                 selection->slices ? "Index out of bounds (axis %d)"
                                   : "Out of bounds on buffer access (axis %d)",
                 axis);
    return -1;
}

static int apply_index(Selection *selection, PyObject *index) {
    int axis = selection->axis++;
    Py_ssize_t place = PyNumber_AsSsize_t(index, PyExc_IndexError);
    if (place == -1 && PyErr_Occurred()) {
        return -1;
    }
    Py_ssize_t length = selection->source->shape[axis];
    place += place < 0 ? length : 0;
    if (place < 0 || place >= length) {
        return raise_bounds(selection, axis);
    }
    step(selection, place * selection->source->strides[axis]);
    Py_ssize_t suboffset = selection->source->suboffsets[axis];
    if (suboffset < 0) {
        return 0;
    }
    if (selection->count > 0) {
        PyErr_Format(PyExc_IndexError,
                     "All dimensions preceding dimension %d must be indexed and not sliced", axis);
        return -1;
    }
    zi_view *view = &selection->part->view;
    view->data = *(char **)(void *)view->data + suboffset;
    return 0;
}

static void keep_axes(Selection *selection, int count) {
    for (; count > 0; count--) {
        int axis = selection->axis++;
        keep_axis(selection, selection->source->shape[axis], selection->source->strides[axis],
                  selection->source->suboffsets[axis]);
    }
}

// Counts the axes that the indices use; -1 with an exception.
static int count_used(Selection *selection, PyObject *indices) {
    int used = 0, made = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(indices); i++) {
        PyObject *index = PyTuple_GET_ITEM(indices, i);
        bool is_index = PyIndex_Check(index);
        made += index == Py_None;
        used += is_index || PySlice_Check(index);
        selection->slices |= !is_index;
        if (!is_index && !PySlice_Check(index) && index != Py_None && index != Py_Ellipsis) {
            PyErr_Format(PyExc_TypeError, "Cannot index with type '%R'", Py_TYPE(index));
            return -1;
        }
    }
    int dimensions = selection->part->dimensions;
    if (used > dimensions) {
        PyErr_Format(PyExc_IndexError, "Too many indices: %d were given, but there are %d axes",
                     used, dimensions);
        return -1;
    }
    if (dimensions - used + made + used > ZI_MAX_DIMENSIONS) {
        PyErr_Format(PyExc_IndexError, "a memoryview has at most %d axes", ZI_MAX_DIMENSIONS);
        return -1;
    }
    selection->slices |= used < dimensions;
    return used;
}

// Applies a tuple of indices; an ellipsis stands for as many full axes as are missing.
static int apply_indices(Selection *selection, PyObject *indices) {
    int used = count_used(selection, indices);
    if (used < 0) {
        return -1;
    }
    int missing = selection->part->dimensions - used;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(indices); i++) {
        PyObject *index = PyTuple_GET_ITEM(indices, i);
        int status = 0;
        if (index == Py_Ellipsis) {
            keep_axes(selection, missing);
            missing = 0;
        } else if (index == Py_None) {
            keep_axis(selection, 1, 0, -1);
        } else {
            status = PySlice_Check(index) ? apply_slice(selection, index)
                                          : apply_index(selection, index);
        }
        if (status < 0) {
            return -1;
        }
    }
    keep_axes(selection, missing);
    selection->part->dimensions = selection->count;
    return 0;
}

// The part of the view that the key selects; a part without axes is an item.
static zi_memoryview *select_part(zi_memoryview *view, PyObject *key) {
    PyObject *indices = PyTuple_Check(key) ? zi_new_reference(key) : PyTuple_Pack(1, key);
    Selection selection = {
        .part = indices ? zi_memoryview_part(view) : NULL, .source = &view->view, .behind = -1};
    if (selection.part && apply_indices(&selection, indices) < 0) {
        Py_CLEAR(selection.part);
    }
    Py_XDECREF(indices);
    return selection.part;
}

// --- Numbers -------------------------------------------------------------------------------------
static PyObject *integer_to_object(const char *item, Py_ssize_t size, bool is_signed) {
    return _PyLong_FromByteArray((const unsigned char *)item, (size_t)size, PY_LITTLE_ENDIAN,
                                 is_signed);
}

static PyObject *complex_to_object(const char *item, Py_ssize_t size) {
    if (size == 2 * sizeof(float)) {
        float parts[2];
        memcpy(parts, item, sizeof parts);
        return PyComplex_FromDoubles(parts[0], parts[1]);
    }
    double parts[2];
    if (size == 2 * sizeof(long double)) {
        long double wide[2];
        memcpy(wide, item, sizeof wide);
        parts[0] = (double)wide[0];
        parts[1] = (double)wide[1];
    } else {
        memcpy(parts, item, sizeof parts);
    }
    return PyComplex_FromDoubles(parts[0], parts[1]);
}

static PyObject *float_to_object(const char *item, Py_ssize_t size) {
    float narrow;
    double number;
    long double wide;
    if (size == sizeof narrow) {
        memcpy(&narrow, item, sizeof narrow);
        return PyFloat_FromDouble(narrow);
    }
    if (size == sizeof number) {
        memcpy(&number, item, sizeof number);
        return PyFloat_FromDouble(number);
    }
    memcpy(&wide, item, sizeof wide);
    return PyFloat_FromDouble((double)wide);
}

static PyObject *number_to_object(uint32_t item_class, const char *item, Py_ssize_t size) {
    PyObject *object;
    switch (item_class) {
    case ZI_ITEM_OBJECT:
        memcpy(&object, item, sizeof object);
        return zi_new_reference(object ? object : Py_None);
    case ZI_ITEM_COMPLEX:
        return complex_to_object(item, size);
    case ZI_ITEM_FLOAT:
        return float_to_object(item, size);
    case ZI_ITEM_BOOL:
        return PyBool_FromLong(*item);
    default:
        return integer_to_object(item, size,
                                 item_class == ZI_ITEM_SIGNED || item_class == ZI_ITEM_CHAR);
    }
}

static int float_from_object(char *item, Py_ssize_t size, double number) {
    float narrow = (float)number;
    long double wide = number;
    memset(item, 0, (size_t)size);
    memcpy(item,
           size == sizeof narrow   ? (const void *)&narrow
           : size == sizeof number ? (const void *)&number
                                   : (const void *)&wide,
           size == sizeof wide ? 10 : (size_t)size);
    return 0;
}

// Takes over the number.
static int wide_from_object(char *item, PyObject *number, bool is_signed, const char *name) {
    uint64_t halves[2];
    int status = zi_unbox_int128(number, name, is_signed, halves);
    Py_DECREF(number);
    if (status == 0) {
        memcpy(item, halves, sizeof halves);
    }
    return status;
}

static int integer_from_object(char *item, Py_ssize_t size, PyObject *value, bool is_signed,
                               const char *name) {
    PyObject *number = PyNumber_Index(value);
    if (!number) {
        return -1;
    }
    if (size > (Py_ssize_t)sizeof(long long)) {
        return wide_from_object(item, number, is_signed, name);
    }
    unsigned long long bits = is_signed ? (unsigned long long)PyLong_AsLongLong(number)
                                        : PyLong_AsUnsignedLongLong(number);
    Py_DECREF(number);
    if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_OverflowError)) {
        return -1;
    }
    int unused = size < 8 ? 64 - 8 * (int)size : 0;
    unsigned long long cut = is_signed ? (unsigned long long)((long long)(bits << unused) >> unused)
                                       : bits << unused >> unused;
    if (PyErr_Occurred() || cut != bits) {
        PyErr_Format(PyExc_OverflowError, "value too large to convert to %s", name);
        return -1;
    }
    memcpy(item, &bits, (size_t)size); // the low bytes come first
    return 0;
}

static int number_from_object(uint32_t item_class, char *item, Py_ssize_t size, PyObject *value,
                              const char *name) {
    if (item_class == ZI_ITEM_OBJECT) {
        PyObject *old;
        memcpy(&old, item, sizeof old);
        Py_INCREF(value);
        memcpy(item, &value, sizeof value);
        Py_XDECREF(old);
        return 0;
    }
    if (item_class == ZI_ITEM_COMPLEX) {
        Py_complex number = PyComplex_AsCComplex(value);
        bool failed = number.real == -1.0 && PyErr_Occurred();
        return failed ? -1
                      : float_from_object(item, size / 2, number.real) +
                            float_from_object(item + size / 2, size / 2, number.imag);
    }
    if (item_class == ZI_ITEM_FLOAT) {
        double number = PyFloat_AsDouble(value);
        return number == -1.0 && PyErr_Occurred() ? -1 : float_from_object(item, size, number);
    }
    return integer_from_object(item, size, value,
                               item_class == ZI_ITEM_SIGNED || item_class == ZI_ITEM_CHAR, name);
}

// --- Structs -------------------------------------------------------------------------------------
// Of one of the parts that an array has along the axis.
static Py_ssize_t size_of_part(const zi_item_field *field, uint32_t axis) {
    Py_ssize_t size = field->size;
    for (uint32_t i = axis + 1; i < field->dimensions; i++) {
        size *= field->lengths[i];
    }
    return size;
}

static PyObject *array_to_object(const zi_item_field *field, const char *item, uint32_t axis) {
    if (axis == field->dimensions) {
        return number_to_object(field->item_class, item, field->size);
    }
    Py_ssize_t size = size_of_part(field, axis);
    PyObject *list = PyList_New(field->lengths[axis]);
    for (uint32_t i = 0; list && i < field->lengths[axis]; i++) {
        PyObject *part = array_to_object(field, item + i * size, axis + 1);
        if (!part) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, part);
    }
    return list;
}

// The dict in which the last name of the path stands, borrowed; `*name` is that.
static PyObject *dict_of_path(PyObject *dict, const char *path, const char **name) {
    const char *dot;
    for (; dict && (dot = strchr(path, '.')) != NULL; path = dot + 1) {
        PyObject *key = PyUnicode_FromStringAndSize(path, dot - path);
        PyObject *inner = key ? PyDict_GetItemWithError(dict, key) : NULL;
        if (key && !inner && !PyErr_Occurred()) {
            inner = PyDict_New();
            int status = inner ? PyDict_SetItem(dict, key, inner) : -1;
            Py_XDECREF(inner); // the dict has it
            inner = status < 0 ? NULL : inner;
        }
        Py_XDECREF(key);
        dict = inner;
    }
    *name = path;
    return dict;
}

// An item that is an array, not a struct, or NULL.
static const zi_item_field *whole_array(const zi_view_info *info) {
    bool is_array = info->field_count == 1 && !info->fields->path && info->fields->dimensions > 0;
    return is_array ? info->fields : NULL;
}

static bool has_names(const zi_view_info *info) {
    for (uint64_t i = 0; i < info->field_count; i++) {
        if (!info->fields[i].path && info->fields[i].part_count == 0) {
            return false;
        }
    }
    return true;
}

static PyObject *struct_to_object(const zi_view_info *info, const char *item) {
    PyObject *dict = PyDict_New();
    for (uint64_t i = 0; dict && i < info->field_count; i++) {
        const zi_item_field *field = &info->fields[i];
        if (field->part_count > 0) {
            continue; // the parts follow
        }
        const char *name;
        PyObject *target = dict_of_path(dict, field->path, &name);
        PyObject *value = target ? array_to_object(field, item + field->offset, 0) : NULL;
        if (!value || PyDict_SetItemString(target, name, value) < 0) {
            Py_CLEAR(dict);
        }
        Py_XDECREF(value);
    }
    return dict;
}

static int array_from_object(const zi_item_field *field, char *item, uint32_t axis,
                             PyObject *value) {
    if (axis == field->dimensions) {
        return number_from_object(field->item_class, item, field->size, value, field->type_name);
    }
    Py_ssize_t size = size_of_part(field, axis);
    PyObject *items = PySequence_Fast(value, "a C array is set from a sequence");
    if (items && PySequence_Fast_GET_SIZE(items) != (Py_ssize_t)field->lengths[axis]) {
        PyErr_Format(PyExc_IndexError, "expected %u values in an array, got %zd",
                     field->lengths[axis], PySequence_Fast_GET_SIZE(items));
        Py_CLEAR(items);
    }
    int status = items ? 0 : -1;
    for (uint32_t i = 0; status == 0 && i < field->lengths[axis]; i++) {
        PyObject *part = zi_new_reference(PySequence_Fast_GET_ITEM(items, i));
        status = array_from_object(field, item + i * size, axis + 1, part);
        Py_DECREF(part);
    }
    Py_XDECREF(items);
    return status;
}

static PyObject *value_at_path(PyObject *value, const char *path) {
    Py_INCREF(value);
    while (value && path) {
        size_t length = strcspn(path, ".");
        PyObject *key = PyUnicode_FromStringAndSize(path, (Py_ssize_t)length);
        PyObject *inner = key ? PyObject_GetItem(value, key) : NULL;
        if (key && !inner && PyErr_ExceptionMatches(PyExc_KeyError)) {
            PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%U'", key);
        }
        Py_XDECREF(key);
        Py_SETREF(value, inner);
        path = path[length] == '.' ? path + length + 1 : NULL;
    }
    return value;
}

static int struct_from_object(const zi_view_info *info, char *item, PyObject *value) {
    for (uint64_t i = 0; i < info->field_count; i++) {
        const zi_item_field *field = &info->fields[i];
        if (field->part_count > 0) {
            continue; // the parts follow
        }
        PyObject *part = value_at_path(value, field->path);
        int status = part ? array_from_object(field, item + field->offset, 0, part) : -1;
        Py_XDECREF(part);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

// --- Other formats -------------------------------------------------------------------------------
static PyObject *call_struct(const char *name, PyObject *arguments) {
    PyObject *module = PyImport_ImportModule("struct");
    PyObject *function = module ? PyObject_GetAttrString(module, name) : NULL;
    PyObject *result = function && arguments ? PyObject_CallObject(function, arguments) : NULL;
    Py_XDECREF(function);
    Py_XDECREF(module);
    Py_XDECREF(arguments);
    return result;
}

static PyObject *unpack_item(const zi_memoryview *view, const char *item) {
    PyObject *values =
        call_struct("unpack", Py_BuildValue("(sy#)", view->format, item, view->item_size));
    if (!values) {
        PyErr_SetString(PyExc_ValueError, "Unable to convert item to object");
        return NULL;
    }
    if (strlen(view->format) != 1) {
        return values;
    }
    PyObject *value = zi_new_reference(PyTuple_GET_ITEM(values, 0));
    Py_DECREF(values);
    return value;
}

static int pack_item(const zi_memoryview *view, char *item, PyObject *value) {
    PyObject *format = Py_BuildValue("(s)", view->format);
    PyObject *values = PyTuple_Check(value) ? zi_new_reference(value) : PyTuple_Pack(1, value);
    PyObject *arguments = format && values ? PySequence_Concat(format, values) : NULL;
    Py_XDECREF(format);
    Py_XDECREF(values);
    PyObject *bytes = call_struct("pack", arguments);
    if (!bytes) {
        return -1;
    }
    Py_ssize_t size = Py_MIN(PyBytes_GET_SIZE(bytes), view->item_size);
    memcpy(item, PyBytes_AS_STRING(bytes), (size_t)size);
    Py_DECREF(bytes);
    return 0;
}

static bool holds_objects(const zi_memoryview *view) { return strcmp(view->format, "O") == 0; }

PyObject *zi_item_to_object(const zi_memoryview *view, const char *item) {
    const zi_view_info *info = view->info;
    if (!info && holds_objects(view)) {
        return number_to_object(ZI_ITEM_OBJECT, item, view->item_size);
    }
    if (!info && view->format[0] == 'Z') {
        return complex_to_object(item, view->item_size);
    }
    if (info && whole_array(info)) {
        return array_to_object(whole_array(info), item, 0);
    }
    if (!info || (info->fields && !has_names(info))) {
        return unpack_item(view, item);
    }
    return info->fields ? struct_to_object(info, item)
                        : number_to_object(info->item_class, item, view->item_size);
}

int zi_item_from_object(const zi_memoryview *view, char *item, PyObject *value) {
    const zi_view_info *info = view->info;
    if (!info && holds_objects(view)) {
        return number_from_object(ZI_ITEM_OBJECT, item, view->item_size, value, "object");
    }
    if (!info && view->format[0] == 'Z') {
        return number_from_object(ZI_ITEM_COMPLEX, item, view->item_size, value, "complex");
    }
    if (info && whole_array(info)) {
        return array_from_object(whole_array(info), item, 0, value);
    }
    if (!info || (info->fields && !has_names(info))) {
        return pack_item(view, item, value);
    }
    return info->fields ? struct_from_object(info, item, value)
                        : number_from_object(info->item_class, item, view->item_size, value,
                                             info->item_name);
}

PyObject *zi_memoryview_subscript(PyObject *self, PyObject *key) {
    if (key == Py_Ellipsis) {
        return zi_new_reference(self);
    }
    zi_memoryview *part = select_part(SELF, key);
    if (!part || part->dimensions > 0) {
        return (PyObject *)part;
    }
    PyObject *value = zi_item_to_object(part, part->view.data);
    Py_DECREF(part);
    return value;
}

// --- Assignments ---------------------------------------------------------------------------------
// Copies from a buffer.
static int copy_buffer(zi_memoryview *part, const Py_buffer *buffer) {
    const char *format = buffer->format ? buffer->format : "B";
    if (buffer->itemsize != part->item_size || (strcmp(format, "O") == 0) != holds_objects(part)) {
        PyErr_Format(PyExc_ValueError, "items of format '%s' are no items of format '%s'", format,
                     part->format);
        return -1;
    }
    if (buffer->ndim > ZI_MAX_DIMENSIONS) {
        PyErr_Format(PyExc_ValueError, "a memoryview has at most %d axes", ZI_MAX_DIMENSIONS);
        return -1;
    }
    zi_view source;
    zi_view_from_buffer(buffer, &source);
    return zi_view_assign(&part->view, &source, part->dimensions, buffer->ndim, part->item_size,
                          holds_objects(part));
}

static int fill_part(zi_memoryview *part, PyObject *value) {
    if (holds_objects(part)) {
        return zi_view_fill(&part->view, part->dimensions, &value, part->item_size, 1);
    }
    char *item = PyMem_Calloc(1, (size_t)part->item_size);
    if (!item) {
        PyErr_NoMemory();
        return -1;
    }
    int status = zi_item_from_object(part, item, value);
    if (status == 0) {
        status = zi_view_fill(&part->view, part->dimensions, item, part->item_size, 0);
    }
    PyMem_Free(item);
    return status;
}

// What has a buffer is copied, any other value is that of all items.
static int assign_part(zi_memoryview *part, PyObject *value) {
    Py_buffer buffer;
    if (!PyObject_CheckBuffer(value)) {
        return fill_part(part, value);
    }
    if (PyObject_GetBuffer(value, &buffer, PyBUF_FULL_RO) < 0) {
        return -1;
    }
    int status = buffer.ndim > 0 ? copy_buffer(part, &buffer) : fill_part(part, value);
    PyBuffer_Release(&buffer);
    return status;
}

int zi_refuse_deletion(PyObject *self) {
    PyErr_Format(PyExc_NotImplementedError, "Subscript deletion not supported by %.200s",
                 Py_TYPE(self)->tp_name);
    return -1;
}

int zi_memoryview_assign(PyObject *self, PyObject *key, PyObject *value) {
    if (!value) {
        return zi_refuse_deletion(self);
    }
    if (SELF->readonly) {
        PyErr_SetString(PyExc_TypeError, "Cannot assign to read-only memoryview");
        return -1;
    }
    zi_memoryview *part = select_part(SELF, key);
    if (!part) {
        return -1;
    }
    int status = part->dimensions > 0 ? assign_part(part, value)
                                      : zi_item_from_object(part, part->view.data, value);
    Py_DECREF(part);
    return status;
}
