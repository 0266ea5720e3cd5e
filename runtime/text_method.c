// Methods of str that are given positions, as `text.find(part, start)`: called without a tuple of
// the arguments and without PyArg_Parse, which take longer than the method mostly does.
//
// That goes for an exact str and plain arguments: the part an exact str, positions exact ints. All
// else, errors among it, is the method's own affair.
#include "runtime/internal.h"

typedef PyObject *Search(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop);

static PyObject *find(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    Py_ssize_t place = PyUnicode_Find(text, part, start, stop, 1);
    return place == -2 ? NULL : PyLong_FromSsize_t(place);
}

static PyObject *find_last(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    Py_ssize_t place = PyUnicode_Find(text, part, start, stop, -1);
    return place == -2 ? NULL : PyLong_FromSsize_t(place);
}

// As the two above; NULL without an exception: the method has to say that it is not there.
static PyObject *index_of(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    Py_ssize_t place = PyUnicode_Find(text, part, start, stop, 1);
    return place < 0 ? NULL : PyLong_FromSsize_t(place);
}

static PyObject *index_of_last(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    Py_ssize_t place = PyUnicode_Find(text, part, start, stop, -1);
    return place < 0 ? NULL : PyLong_FromSsize_t(place);
}

static PyObject *count(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    Py_ssize_t number = PyUnicode_Count(text, part, start, stop);
    return number < 0 ? NULL : PyLong_FromSsize_t(number);
}

static PyObject *matches(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop,
                         int direction) {
    Py_ssize_t truth = PyUnicode_Tailmatch(text, part, start, stop, direction);
    return truth < 0 ? NULL : zi_new_reference(truth ? Py_True : Py_False);
}

static PyObject *starts(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    return matches(text, part, start, stop, -1);
}

static PyObject *ends(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop) {
    return matches(text, part, start, stop, 1);
}

static const struct {
    const char *name;
    Search *search;
} searches[] = {
    {"find", find},   {"startswith", starts}, {"endswith", ends},        {"index", index_of},
    {"count", count}, {"rfind", find_last},   {"rindex", index_of_last},
};

// Names of methods mostly differ in their first letters.
static bool is_name(const char *name, const char *other) {
    while (*name && *name == *other) {
        name++;
        other++;
    }
    return *name == *other;
}

static Search *search_of(const char *name) {
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        if (is_name(searches[i].name, name)) {
            return searches[i].search;
        }
    }
    return NULL;
}

static bool read_position(PyObject *object, Py_ssize_t *position) {
    int64_t value;
    if (!PyLong_CheckExact(object) || !zi_int_read(object, &value)) {
        return false;
    }
    *position = value;
    return true;
}

bool zi_call_text_method(const PyMethodDef *method, PyObject *const *arguments, Py_ssize_t count,
                         PyObject **result) {
    Py_ssize_t start = 0, stop = PY_SSIZE_T_MAX;
    if (count < 1 || count > 3 || !PyUnicode_CheckExact(arguments[0]) ||
        !PyUnicode_CheckExact(arguments[1]) ||
        (count > 1 && !read_position(arguments[2], &start)) ||
        (count > 2 && !read_position(arguments[3], &stop))) {
        return false;
    }
    Search *search = search_of(method->ml_name);
    *result = search ? search(arguments[0], arguments[1], start, stop) : NULL;
    return *result || (search && PyErr_Occurred());
}
