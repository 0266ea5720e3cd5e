// C integers of 128 bits, from and to Python's.
//
// CPython's own functions end at 64 bits: a larger number goes in two halves.

#include "runtime/internal.h"

enum { HALF_BITS = 64 };

// --- To objects ----------------------------------------------------------------------------------
static ZI_COLD PyObject *join_halves(PyObject *high, uint64_t low) {
    PyObject *bits = PyLong_FromLong(HALF_BITS);
    PyObject *rest = PyLong_FromUnsignedLongLong(low);
    PyObject *shifted = high && bits && rest ? PyNumber_Lshift(high, bits) : NULL;
    PyObject *result = shifted ? PyNumber_Or(shifted, rest) : NULL;
    Py_XDECREF(high);
    Py_XDECREF(bits);
    Py_XDECREF(rest);
    Py_XDECREF(shifted);
    return result;
}

PyObject *zi_box_int128(int64_t high, uint64_t low) {
    if (high == (int64_t)low >> (HALF_BITS - 1)) {
        return zi_box_int64((int64_t)low);
    }
    return join_halves(PyLong_FromLongLong(high), low);
}

PyObject *zi_box_uint128(uint64_t high, uint64_t low) {
    return high == 0 ? zi_box_uint64(low) : join_halves(PyLong_FromUnsignedLongLong(high), low);
}

// --- From objects --------------------------------------------------------------------------------
// What is above the lower 64 bits of an int that does not fit them with a sign. False: neither does
// it fit 128, or an exception is set.
static ZI_COLD bool read_upper_half(PyObject *number, bool is_signed, uint64_t *high) {
    PyObject *bits = PyLong_FromLong(HALF_BITS);
    PyObject *upper = bits ? PyNumber_Rshift(number, bits) : NULL;
    Py_XDECREF(bits);
    if (!upper) {
        return false;
    }
    int overflow = 0;
    if (is_signed) {
        *high = (uint64_t)PyLong_AsLongLongAndOverflow(upper, &overflow);
    } else {
        *high = PyLong_AsUnsignedLongLong(upper);
        overflow = *high == UINT64_MAX && PyErr_Occurred() != NULL;
        if (overflow) {
            PyErr_Clear();
        }
    }
    Py_DECREF(upper);
    return !overflow;
}

// 0, or -1 with an exception.
static int32_t read_int128(PyObject *number, const char *c_type, bool is_signed, uint64_t *halves) {
    int overflow = 0;
    long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    bool is_negative = overflow < 0 || (!overflow && value < 0);
    if (is_negative && !is_signed) {
        zi_raise_int_overflow(1, c_type);
        return -1;
    }
    halves[0] = (uint64_t)value;
    halves[1] = is_negative ? UINT64_MAX : 0;
    if (!overflow) {
        return 0;
    }
    halves[0] = PyLong_AsUnsignedLongLongMask(number);
    if (read_upper_half(number, is_signed, &halves[1])) {
        return 0;
    }
    if (!PyErr_Occurred()) {
        zi_raise_int_overflow(0, c_type);
    }
    return -1;
}

int32_t zi_unbox_int128(PyObject *object, const char *c_type, int32_t is_signed, uint64_t *halves) {
    PyObject *number = zi_int_of(object);
    if (!number) {
        return -1;
    }
    int32_t status = read_int128(number, c_type, is_signed != 0, halves);
    Py_DECREF(number);
    return status;
}

int32_t zi_dual_unbox_int128(int64_t payload, void *tag, const char *c_type, int32_t is_signed,
                             uint64_t *halves) {
    if (zi_tag_is_object(tag)) {
        return zi_unbox_int128(tag, c_type, is_signed, halves);
    }
    PyObject *object = zi_dual_box(payload, tag);
    if (!object) {
        return -1;
    }
    int32_t status = zi_unbox_int128(object, c_type, is_signed, halves);
    Py_DECREF(object);
    return status;
}
