"""The names of capsules: declarations of every kind, as Cython spells them in C.

>>> import lib
>>> print_capsules()
i1 | int
i2 | unsigned char
i3 | char const *
i4 | int *
i5 | int [5]
i6 | int [2][3]
i7 | __pyx_t_3lib_callback
i8 | int (*)(int, double)
i9 | __pyx_t_3lib_Typed
j1 | struct __pyx_t_3lib_Tagged *
j2 | struct __pyx_obj_3lib_Thing *
j3 | PyObject *
j4 | PyObject *
j5 | __pyx_t_double_complex
j6 | __pyx_t_3lib_word
j7 | enum __pyx_t_3lib_Color
j8 | char *[4]
j9 | int
k1 | __pyx_t_3lib_triple
k2 | __pyx_ctuple_int__and_double
k3 | long double
k4 | int (*)(int (int))
u01 | unsigned int (void)
u02 | char const *(void)
u03 | int *(int)
u04 | __pyx_t_3lib_Typed (__pyx_t_3lib_Typed)
u05 | struct __pyx_t_3lib_Tagged *(void)
u06 | __pyx_t_3lib_callback (void)
u07 | __pyx_ctuple_int__and_int (void)
u08 | struct __pyx_obj_3lib_Thing *(struct __pyx_obj_3lib_Thing *)
u09 | PyObject *(void)
u10 | void *(void)
u11 | PY_LONG_LONG (void)
u12 | PyObject *(PyObject *, struct __pyx_opt_args_3lib_u12 *__pyx_optional_args)
u13 | int (int, int __pyx_skip_dispatch, struct __pyx_opt_args_3lib_u13 *__pyx_optional_args)
u14 | PyObject *(int __pyx_skip_dispatch)
u15 | int (struct __pyx_opt_args_3lib_u15 *__pyx_optional_args)
u16 | enum __pyx_t_3lib_Level (enum __pyx_t_3lib_Level)
u17 | void (char *)
u18 | unsigned int (unsigned int, unsigned short, long)
u19 | void (void)
u20 | __pyx_t_float_complex (__pyx_t_float_complex)
u21 | __pyx_t_3lib_unary (struct __pyx_t_3lib_Cell *)
u23 | __pyx_t_double_complex (__pyx_t_double_complex, __pyx_t_double_complex *)
u24 | __pyx_t_float_complex (__pyx_t_float_complex, __pyx_t_float_complex *)
v01 | void (char, signed char, unsigned char, short, unsigned short)
v02 | void (int, unsigned int, long, unsigned long, PY_LONG_LONG, unsigned PY_LONG_LONG)
v03 | void (float, double, long double, int, Py_ssize_t, size_t, Py_ssize_t, Py_ssize_t *)
v04 | void (Py_UCS4)
v05 | void (int8_t, uint32_t, uint64_t, uintptr_t, FILE *, wchar_t)
v06 | void (__pyx_t_float_complex, __pyx_t_double_complex, __pyx_t_long_double_complex)
v07 | void (PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *,
    PyObject *, PyObject *)
v08 | void (PyTypeObject *, struct __pyx_obj_3lib_Thing *)
v09 | void (char const *, int const *, char **, char const **, void *, void **, void const *)
v10 | void (__pyx_t_3lib_Typed, __pyx_t_3lib_Typed *, struct __pyx_t_3lib_Tagged, struct
    __pyx_t_3lib_Tagged *, union __pyx_t_3lib_Either, union __pyx_t_3lib_Either *,
    __pyx_t_3lib_EitherTyped)
v11 | void (enum __pyx_t_3lib_Color, enum __pyx_t_3lib_Color *, __pyx_t_3lib_Shade, enum
    __pyx_t_3lib_Level, struct __pyx_t_3lib_Packed)
v12 | void (__pyx_t_3lib_word, __pyx_t_3lib_halfword, __pyx_t_3lib_word const *,
    __pyx_t_3lib_typed_pointer)
v13 | void (__pyx_t_3lib_callback, __pyx_t_3lib_maker, __pyx_t_3lib_callback *)
v14 | void (int (*)(double), void (*)(void), double *(*)(int *, int))
v15 | void (int *, int *, double (*)[3], char **)
v16 | void (__pyx_ctuple_int__and_double,
    __pyx_ctuple_long__and_3lib__dunder_pyx_ctuple_int__dunderand_char,
    __pyx_ctuple_3lib__dunder_pyx_t_3lib_Typed__and_char)
v17 | void (int const , double const )
v18 | int (int (int), int)
v19 | void (double (void), void (char *), __pyx_t_3lib_plain, __pyx_t_3lib_plain *)
v20 | int (int (int (int), int), int (int))
v21 | PyObject *(PyObject *(PyObject *, struct __pyx_obj_3lib_Thing *), int (int (int)), int
    *(*)(int *), PyObject *)
v22 | int (__pyx_t_3lib_taker, void (*(int))(int), int (**)(int))
v23 | int (__pyx_t_3lib_word *, __pyx_t_3lib_word *, double *, double *)
w01 | int (int, PyObject *)
w02 | PY_LONG_LONG
w03 | int *(char const *)

Parameters that are declared as functions: either compiler's module calls the other's.

>>> import user
>>> user.passed_functions()
(9, 40, ('x', None))
>>> user.passed_arrays()
19
>>> user.raised_inside()
Traceback (most recent call last):
ValueError: -4
"""

import textwrap

import lib


def print_capsules():
    for name, capsule in sorted(lib.__pyx_capi__.items()):
        text = f"{name} | {str(capsule).split(chr(34))[1]}"
        print(textwrap.fill(text, 95, subsequent_indent="    "))
