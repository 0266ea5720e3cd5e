"""Fused functions of another module: each version is a C function of its own.

>>> import lib, user
>>> user.numbers()
(8, 5.0, 10, 4, 2.5)
>>> user.typedefs()
(2.0, 3.0, 3, 4, 3.0, 4.0)
>>> [name for name in sorted(lib.__pyx_capi__) if name.startswith('before')]
['before[int,int *]', 'before[real,real *]']
>>> user.errors(-1)
Traceback (most recent call last):
    ...
ValueError: double
>>> user.optional()
(6, 4.5, 3.0, 9.0)
>>> user.comparisons(3), user.comparisons(1)
((False, True, True), (False, False, False))
>>> user.callbacks()
>>> lib.printed
[4, 0.5]
>>> user.pointers()
(2.0, 1)
>>> for name, capsule in sorted(lib.__pyx_capi__.items()):
...     if name.startswith('moved'):
...         print(name, '|', str(capsule).split('"')[1])
moved[int ***] | int (int ***)
moved[real **] | int (__pyx_t_3lib_real **)
>>> user.functions(5)
(20, 16.0)
>>> user.functions(0)
Traceback (most recent call last):
    ...
ValueError: no weight
>>> user.shared(), lib.added(1.5, 2)
((4, 1.0, 3, 1.0), 3.5)
>>> user.methods(lib.Registers(), lib.MoreRegisters())
(2, 6, 8, 3, 50, 70, 4, 7)
>>> [name for name in sorted(lib.__pyx_capi__) if 'twice' in name]
['__pyx_fuse_0twice', '__pyx_fuse_1twice', 'twice[double]', 'twice[int]']
>>> for name in sorted(lib.__pyx_capi__):
...     if name.startswith(('applied', 'counted', 'told')):
...         print(name)
applied[double (*)(double) except *,double]
applied[int (*)(int) except *,int]
counted[double (*)(double, bool, int *) except *,double (*)(double) noexcept nogil,double]
counted[double (*)(int, bool, int *) except *,int (*)(int) noexcept nogil,int]
told[double (double) except *,int (double *) except -2,char *(*)(double) except NULL]
told[int (int) except *,int (int *) except -2,char *(*)(int) except NULL]
>>> [name for name in sorted(lib.__pyx_capi__) if 'greater' in name][:2]
['__pyx_fuse_0_0greater', '__pyx_fuse_0_1greater']
"""
