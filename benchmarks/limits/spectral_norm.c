/* benchmarks/programs/spectral_norm.py by hand: vectors are lists of float objects. Entries of the
 * matrix and sums are doubles, generator expressions loops. */
#include "limits.h"

/* Return an entry of the matrix. */
static double entry(long row, long column) {
    long diagonal = row + column, before = diagonal * (diagonal + 1) / 2;
    return 1.0 / (double)(before + row + 1);
}

static double float_at(PyObject *vector, Py_ssize_t place) {
    return PyFloat_AS_DOUBLE(PyList_GET_ITEM(vector, place));
}

static double times_row(long row, PyObject *vector) {
    double sum = 0;
    for (Py_ssize_t column = 0; column < PyList_GET_SIZE(vector); column++) {
        sum += entry(row, column) * float_at(vector, column);
    }
    return sum;
}

static double times_column(long column, PyObject *vector) {
    double sum = 0;
    for (Py_ssize_t row = 0; row < PyList_GET_SIZE(vector); row++) {
        sum += entry(row, column) * float_at(vector, row);
    }
    return sum;
}

static PyObject *times_matrix(PyObject *vector) {
    PyObject *image = PyList_New(0);
    for (Py_ssize_t row = 0; image && row < PyList_GET_SIZE(vector); row++) {
        if (!append(image, PyFloat_FromDouble(times_row(row, vector)))) {
            Py_CLEAR(image);
        }
    }
    return image;
}

static PyObject *times_transposed(PyObject *vector) {
    PyObject *image = PyList_New(0);
    for (Py_ssize_t column = 0; image && column < PyList_GET_SIZE(vector); column++) {
        if (!append(image, PyFloat_FromDouble(times_column(column, vector)))) {
            Py_CLEAR(image);
        }
    }
    return image;
}

static PyObject *times_both(PyObject *vector) {
    PyObject *image = times_matrix(vector), *result = image ? times_transposed(image) : NULL;
    Py_XDECREF(image);
    return result;
}

static double dot(PyObject *left, PyObject *right) {
    double total = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(left) && i < PyList_GET_SIZE(right); i++) {
        total += float_at(left, i) * float_at(right, i);
    }
    return total;
}

/* Return the list of so many ones, which are one object. */
static PyObject *make_ones(long size) {
    PyObject *one = PyFloat_FromDouble(1), *vector = one ? PyList_New(size) : NULL;
    for (long i = 0; vector && i < size; i++) {
        PyList_SET_ITEM(vector, i, Py_NewRef(one));
    }
    Py_XDECREF(one);
    return vector;
}

/* Compute the norm of the matrix's first `size` rows and columns. */
static bool compute_norm(long size, int rounds, double *norm) {
    PyObject *vector = make_ones(size), *image = Py_XNewRef(vector);
    for (int i = 0; vector && i < rounds; i++) {
        Py_XSETREF(image, times_both(vector));
        Py_SETREF(vector, image ? times_both(image) : NULL);
    }
    bool done = vector;
    if (done) {
        *norm = pow(dot(vector, image) / dot(image, image), 0.5);
    }
    Py_XDECREF(image);
    Py_XDECREF(vector);
    return done;
}

static PyObject *run(double scale) {
    enum { TEXT_SIZE = 64, ROUNDS = 3 };
    long size = scaled(360, sqrt(scale), 4);
    double norm, half_norm;
    if (!compute_norm(size, ROUNDS, &norm) || !compute_norm(size / 2, ROUNDS, &half_norm)) {
        return NULL;
    }
    char text[TEXT_SIZE], half_text[TEXT_SIZE];
    PyOS_snprintf(text, TEXT_SIZE, "%.9f", norm);
    PyOS_snprintf(half_text, TEXT_SIZE, "%.9f", half_norm);
    return Py_BuildValue("[ss]", text, half_text);
}

static bool prepare(void) { return true; }

LIMITS_MODULE(spectral_norm)
