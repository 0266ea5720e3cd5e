# Arrays of Python's module `array`. No header declares them, so their struct is here, as it lies in memory in CPython
# 3.9 to 3.15 (Modules/arraymodule.c). An array that exports buffers cannot change its size: these raise BufferError
# then, as Python's own methods do.

from libc.string cimport memcpy, memset
from cpython.object cimport PyObject, PyTypeObject, Py_TYPE

cdef extern from *:
    """
    #include <Python.h>
    #include <string.h>

    typedef PyObject *(*GETF)(PyObject *, Py_ssize_t);
    typedef int (*SETF)(PyObject *, Py_ssize_t, PyObject *);
    typedef struct arraydescr {
        char typecode; /* the first letter of it */
        int itemsize;
        GETF getitem;
        SETF setitem;
    } arraydescr;
    typedef union __data_union {
        float *as_floats;
        double *as_doubles;
        signed char *as_schars;
        unsigned char *as_uchars;
        char *as_chars;
        short *as_shorts;
        unsigned short *as_ushorts;
        int *as_ints;
        unsigned int *as_uints;
        long *as_longs;
        unsigned long *as_ulongs;
        long long *as_longlongs;
        unsigned long long *as_ulonglongs;
        Py_UCS4 *as_pyunicodes;
        void *as_voidptr;
    } __data_union;
    typedef struct arrayobject {
        PyObject ob_base;
        Py_ssize_t ob_size;
        __data_union data;
        Py_ssize_t allocated;
        arraydescr *ob_descr;
        PyObject *weakreflist;
        Py_ssize_t ob_exports;
    } arrayobject;

    static PyObject *newarrayobject(PyTypeObject *type, Py_ssize_t size, arraydescr *descr) {
        if (size < 0) {
            PyErr_SetString(PyExc_ValueError, "negative size of an array");
            return NULL;
        }
        if (size > PY_SSIZE_T_MAX / descr->itemsize)
            return PyErr_NoMemory();
        arrayobject *array = (arrayobject *)type->tp_alloc(type, 0);
        if (array == NULL)
            return NULL;
        array->ob_descr = descr;
        if (size > 0) {
            array->data.as_voidptr = PyMem_Malloc((size_t)size * (size_t)descr->itemsize);
            if (array->data.as_voidptr == NULL) {
                Py_DECREF(array);
                return PyErr_NoMemory();
            }
        }
        array->ob_size = array->allocated = size;
        return (PyObject *)array;
    }

    static int zi_array_resize(arrayobject *array, Py_ssize_t size, Py_ssize_t room) {
        size_t item_size = (size_t)array->ob_descr->itemsize;
        if (size < 0) {
            PyErr_SetString(PyExc_ValueError, "negative size of an array");
            return -1;
        }
        if (array->ob_exports > 0 && size != array->ob_size) {
            PyErr_SetString(PyExc_BufferError, "cannot resize an array that is exporting buffers");
            return -1;
        }
        if ((size_t)room > (size_t)PY_SSIZE_T_MAX / item_size) {
            PyErr_NoMemory();
            return -1;
        }
        void *items = PyMem_Realloc(array->data.as_voidptr, (size_t)room * item_size);
        if (items == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        array->data.as_voidptr = items;
        array->allocated = room;
        array->ob_size = size;
        return 0;
    }

    static int zi_array_resize_exactly(PyObject *object, Py_ssize_t size) {
        return zi_array_resize((arrayobject *)object, size, size);
    }

    /* Appending again and again takes linear time; most of it asks for no memory. */
    static inline int zi_array_resize_smart(PyObject *object, Py_ssize_t size) {
        arrayobject *array = (arrayobject *)object;
        if (array->ob_exports == 0 && size >= 0 && size <= array->allocated && size >= array->allocated / 2) {
            array->ob_size = size;
            return 0;
        }
        return zi_array_resize(array, size, size > 0 ? size + size / 2 + 4 : size);
    }

    static int zi_array_extend(PyObject *object, const void *items, Py_ssize_t count, PyObject *source) {
        arrayobject *array = (arrayobject *)object;
        size_t item_size = (size_t)array->ob_descr->itemsize;
        Py_ssize_t size = array->ob_size;
        if (count < 0 || count > PY_SSIZE_T_MAX - size) {
            PyErr_NoMemory();
            return -1;
        }
        if (zi_array_resize_smart(object, size + count) < 0)
            return -1;
        if (source != NULL)
            items = ((arrayobject *)source)->data.as_voidptr; /* it may be the same array */
        if (count > 0)
            memcpy(array->data.as_chars + (size_t)size * item_size, items, (size_t)count * item_size);
        return 0;
    }

    static int zi_array_extend_by(PyObject *object, PyObject *source) {
        if (((arrayobject *)object)->ob_descr != ((arrayobject *)source)->ob_descr) {
            PyErr_SetString(PyExc_TypeError, "can only extend an array by one of the same type code");
            return -1;
        }
        return zi_array_extend(object, NULL, ((arrayobject *)source)->ob_size, source);
    }
    """

    ctypedef object (*GETF)(array a, Py_ssize_t index)
    ctypedef int (*SETF)(array a, Py_ssize_t index, object value) except -1
    ctypedef struct arraydescr:
        char typecode
        int itemsize
        GETF getitem
        SETF setitem

    ctypedef union __data_union:
        float *as_floats
        double *as_doubles
        signed char *as_schars
        unsigned char *as_uchars
        char *as_chars
        short *as_shorts
        unsigned short *as_ushorts
        int *as_ints
        unsigned int *as_uints
        long *as_longs
        unsigned long *as_ulongs
        long long *as_longlongs
        unsigned long long *as_ulonglongs
        Py_UCS4 *as_pyunicodes
        void *as_voidptr

    ctypedef class array.array [object arrayobject]:
        cdef Py_ssize_t ob_size
        cdef arraydescr *ob_descr
        cdef __data_union data

    array newarrayobject(PyTypeObject *type, Py_ssize_t size, arraydescr *descr)
    # To this size, and no more memory than it needs; the second has some to spare for later growth.
    int resize "zi_array_resize_exactly"(array self, Py_ssize_t n) except -1
    int resize_smart "zi_array_resize_smart"(array self, Py_ssize_t n) except -1
    int _extend "zi_array_extend"(array self, const void *items, Py_ssize_t count, PyObject *source) except -1
    # By the items of another array of the same type code, else TypeError.
    int extend "zi_array_extend_by"(array self, array other) except -1

# A new array of the class and the type code of another.
cdef inline array clone(array template, Py_ssize_t length, bint zero):
    cdef array result = newarrayobject(Py_TYPE(template), length, template.ob_descr)
    if zero and length > 0:
        memset(result.data.as_voidptr, 0, <size_t>length * <size_t>result.ob_descr.itemsize)
    return result

cdef inline array copy(array self):
    cdef array result = newarrayobject(Py_TYPE(self), self.ob_size, self.ob_descr)
    if self.ob_size > 0:
        memcpy(result.data.as_voidptr, self.data.as_voidptr, <size_t>self.ob_size * <size_t>self.ob_descr.itemsize)
    return result

# By so many items (not bytes), which must not be those of the array itself.
cdef inline int extend_buffer(array self, char *stuff, Py_ssize_t n) except -1:
    return _extend(self, stuff, n, NULL)

cdef inline void zero(array self) noexcept:
    if self.ob_size > 0:
        memset(self.data.as_voidptr, 0, <size_t>self.ob_size * <size_t>self.ob_descr.itemsize)
