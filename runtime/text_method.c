// Methods of str that are given positions, as `text.find(part, start)`: called without a tuple of
// the arguments and without PyArg_Parse, which take longer than the method mostly does.
//
// That goes for an exact str and plain arguments: the part an exact str, positions exact ints. All
// else, errors among it, is the method's own affair.
#include "runtime/internal.h"

typedef PyObject *Search(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop,
                         int direction);

static PyObject *find(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop,
                      int direction) {
    Py_ssize_t place = PyUnicode_Find(text, part, start, stop, direction);
    return place == -2 ? NULL : PyLong_FromSsize_t(place);
}

// NULL without an exception: the method has to say that it is not there.
static PyObject *index_of(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop,
                          int direction) {
    Py_ssize_t place = PyUnicode_Find(text, part, start, stop, direction);
    return place < 0 ? NULL : PyLong_FromSsize_t(place);
}

static PyObject *count(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop,
                       int direction) {
    (void)direction;
    Py_ssize_t number = PyUnicode_Count(text, part, start, stop);
    return number < 0 ? NULL : PyLong_FromSsize_t(number);
}

static PyObject *matches(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t stop,
                         int direction) {
    Py_ssize_t truth = PyUnicode_Tailmatch(text, part, start, stop, direction);
    return truth < 0 ? NULL : zi_new_reference(truth ? Py_True : Py_False);
}

typedef struct Method {
    const char *name;
    Search *search;
    int direction;
} Method;
static const Method methods[] = {
    {"find", find, 1},        {"startswith", matches, -1}, {"endswith", matches, 1},
    {"index", index_of, 1},   {"count", count, 1},         {"rfind", find, -1},
    {"rindex", index_of, -1},
};

static const Method *find_method(const char *name) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (strcmp(methods[i].name, name) == 0) {
            return &methods[i];
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
    const Method *known = find_method(method->ml_name);
    *result =
        known ? known->search(arguments[0], arguments[1], start, stop, known->direction) : NULL;
    return *result || (known && PyErr_Occurred());
}
