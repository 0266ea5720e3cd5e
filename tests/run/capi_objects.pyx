"""Python's C API for objects of all kinds: attributes, calls, types, exceptions, weak references, functions, modules."""

from cpython.bool cimport PyBool_Check, PyBool_FromLong
from cpython.cellobject cimport PyCell_Check, PyCell_GET, PyCell_Get, PyCell_New, PyCell_Set
from cpython.contextvars cimport (
    PyContext_CopyCurrent, PyContextVar_CheckExact, PyContextVar_Get, PyContextVar_New, PyContextVar_New_with_default,
    PyContextVar_Reset, PyContextVar_Set, get_value, get_value_no_default,
)
from cpython.descr cimport PyDescr_IsData
from cpython.exc cimport (
    PyErr_BadArgument, PyErr_CheckSignals, PyErr_Clear, PyErr_ExceptionMatches, PyErr_Fetch, PyErr_Format,
    PyErr_GetHandledException, PyErr_GetRaisedException, PyErr_GivenExceptionMatches, PyErr_NewException,
    PyErr_NoMemory, PyErr_Occurred, PyErr_Restore, PyErr_SetFromErrno, PyErr_SetFromErrnoWithFilenameObject,
    PyErr_SetNone, PyErr_SetObject, PyErr_SetRaisedException, PyErr_SetString, PyErr_WarnEx,
)
from cpython.fileobject cimport PyFile_GetLine, PyFile_WriteObject, PyFile_WriteString, Py_PRINT_RAW
from cpython.function cimport PyFunction_Check, PyFunction_GetDefaults, PyFunction_GetModule, PyFunction_SetDefaults
from cpython.getargs cimport PyArg_ParseTuple, PyArg_UnpackTuple
from cpython.marshal cimport (
    PyMarshal_ReadObjectFromString, PyMarshal_WriteObjectToString, Py_MARSHAL_VERSION,
)
from cpython.method cimport PyMethod_Check, PyMethod_Function, PyMethod_GET_SELF, PyMethod_New
from cpython.module cimport (
    PyImport_AddModule, PyImport_GetModuleDict, PyImport_ImportModule, PyModule_AddIntConstant, PyModule_AddObject,
    PyModule_Check, PyModule_GetDict, PyModule_GetName, PyModule_New,
)
from cpython.object cimport (
    PyCallable_Check, PyObject, PyObject_AsFileDescriptor, PyObject_Call, PyObject_CallFunction,
    PyObject_CallFunctionObjArgs, PyObject_CallMethod, PyObject_CallMethodObjArgs, PyObject_CallObject,
    PyObject_DelAttrString, PyObject_Dir, PyObject_Format, PyObject_GenericGetAttr, PyObject_GetAttr,
    PyObject_GetAttrString, PyObject_HasAttr, PyObject_Hash, PyObject_IsInstance, PyObject_IsTrue, PyObject_LengthHint,
    PyObject_RichCompare, PyObject_RichCompareBool, PyObject_SetAttr, PyObject_Size, PyObject_TypeCheck, PyTypeObject,
    Py_EQ, Py_LT, Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HEAPTYPE, Py_TYPE,
)
from cpython.pycapsule cimport (
    PyCapsule_CheckExact, PyCapsule_GetContext, PyCapsule_GetDestructor, PyCapsule_GetName, PyCapsule_GetPointer,
    PyCapsule_IsValid, PyCapsule_New, PyCapsule_SetContext, PyCapsule_SetPointer,
)
from cpython.ref cimport Py_CLEAR, Py_DECREF, Py_INCREF, Py_REFCNT, Py_XDECREF, _Py_REFCNT
from cpython.type cimport PyType_Check, PyType_GenericNew, PyType_HasFeature, PyType_IsSubtype, PyType_Modified
from cpython.version cimport PY_MAJOR_VERSION, PY_MINOR_VERSION, PY_VERSION_HEX
from cpython.weakref cimport PyWeakref_Check, PyWeakref_CheckRef, PyWeakref_GetRef, PyWeakref_NewProxy, PyWeakref_NewRef
from libc.errno cimport ENOENT
from libc cimport errno

import sys


class Thing:
    """What attributes can be set on, and weak references be made to."""

    def twice(self, x):
        return 2 * x


def kept(function):
    """How many references to a new thing stay after a call with it."""
    thing = Thing()
    before = sys.getrefcount(thing)
    result = function(thing)
    del result
    return sys.getrefcount(thing) - before


# --- Objects -------------------------------------------------------------------------------------------------------

def attributes(o, value):
    """
    >>> attributes(Thing(), 3)
    (3, 3, True, False)
    >>> kept(lambda thing: attributes(thing, thing))
    0
    >>> attributes(3, 4)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'name' # until 3.11
    AttributeError: 'int' object has no attribute 'name' and no __dict__ for setting new attributes # from 3.12
    """
    PyObject_SetAttr(o, "name", value)
    result = (PyObject_GetAttr(o, "name"), PyObject_GetAttrString(o, b"name"), PyObject_HasAttr(o, "name"))
    PyObject_DelAttrString(o, b"name")
    return result + (PyObject_HasAttr(o, "name"),)


def no_attribute(o):
    """
    >>> no_attribute(3)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'name'
    """
    return PyObject_GenericGetAttr(o, "name")


def calls(o):
    """
    >>> calls(Thing())
    (4, 4, 4, 'c1', 3, 8)
    >>> calls(3)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'twice'
    """
    cdef object two = 2
    cdef object name = "twice"
    return (PyObject_Call(o.twice, (2,), {"x": 2} if False else {}), PyObject_CallObject(o.twice, (2,)),
            PyObject_CallMethodObjArgs(o, name, <PyObject *>two, NULL),
            PyObject_CallFunction(lambda a, b: a + str(b), b"si", <char *>b"c", <int>1),
            PyObject_CallFunctionObjArgs(len, <PyObject *>"abc", NULL), PyObject_CallMethod(o, b"twice", b"i", <int>4))


def failing_call(o):
    """
    >>> failing_call(lambda: 1 / 0)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> failing_call(3)
    Traceback (most recent call last):
    TypeError: 'int' object is not callable
    """
    return PyObject_CallObject(o, ())


def questions(o):
    """
    >>> questions([])
    (False, True, False, 0, True, False, True)
    >>> questions(3)
    Traceback (most recent call last):
    TypeError: object of type 'int' has no len()
    """
    return (PyObject_IsTrue(o), PyObject_IsInstance(o, (list, int)), PyCallable_Check(o), PyObject_Size(o),
            PyObject_RichCompareBool(o, [], Py_EQ), PyObject_RichCompare(o, [], Py_LT),
            PyObject_TypeCheck(o, Py_TYPE([])))


def hints(o):
    """
    >>> hints(iter([1, 2]))
    (2, 'x  ', True)
    >>> hints(3)
    (7, 'x  ', True)
    """
    return PyObject_LengthHint(o, 7), PyObject_Format("x", "3"), "__class__" in PyObject_Dir(o)


def hashed(o):
    """
    >>> hashed("a") == hash("a")
    True
    >>> hashed([])
    Traceback (most recent call last):
    TypeError: unhashable type: 'list'
    """
    return PyObject_Hash(o)


def descriptor_number(o):
    """
    >>> descriptor_number(3)
    3
    >>> descriptor_number("x")
    Traceback (most recent call last):
    TypeError: argument must be an int, or have a fileno() method.
    """
    return PyObject_AsFileDescriptor(o)


def compared(left, right):
    """
    >>> compared(1, 1)
    True
    >>> compared(1, "a")
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'int' and 'str'
    """
    return PyObject_RichCompareBool(left, right, Py_EQ) or PyObject_RichCompareBool(left, right, Py_LT)


def counts():
    """
    >>> counts()
    (1, 1, 0)
    """
    thing = Thing()
    before = Py_REFCNT(thing)
    Py_INCREF(thing)
    more = Py_REFCNT(thing)
    same = _Py_REFCNT(<PyObject *>thing)
    Py_DECREF(thing)
    return more - before, same - before, Py_REFCNT(thing) - before


# --- Types ---------------------------------------------------------------------------------------------------------

def types(cls):
    """
    >>> types(Thing)
    (True, True, True, False, True)
    >>> types(bool)
    (True, False, False, True, True)
    >>> types(3)
    Traceback (most recent call last):
    TypeError: Cannot convert int to type
    """
    PyType_Modified(Thing)
    cdef PyTypeObject *pointer = <PyTypeObject *>cls
    return (PyType_Check(cls), PyType_HasFeature(cls, Py_TPFLAGS_HEAPTYPE), PyType_HasFeature(cls, Py_TPFLAGS_BASETYPE),
            PyType_IsSubtype(cls, int), pointer.tp_basicsize > 0 and pointer.tp_name != NULL)


def generic_new():
    """
    >>> generic_new()
    True
    """
    return type(PyType_GenericNew(Thing, (), {})) is Thing


# --- Exceptions ----------------------------------------------------------------------------------------------------

cdef int fail(int how) except -1:
    if how == 0:
        PyErr_SetString(ValueError, b"text")
    elif how == 1:
        PyErr_SetObject(KeyError, "key")
    elif how == 2:
        PyErr_SetNone(StopIteration)
    elif how == 3:
        PyErr_Format(TypeError, b"%d of %s", <int>3, <char *>b"x")
    elif how == 4:
        PyErr_BadArgument()
    elif how == 5:
        PyErr_NoMemory()
    elif how == 6:
        errno.errno = ENOENT
        PyErr_SetFromErrno(OSError)
    elif how == 7:
        errno.errno = ENOENT
        PyErr_SetFromErrnoWithFilenameObject(OSError, "name")
    else:
        return PyErr_CheckSignals()
    return -1


def failures(how):
    """
    >>> for how in range(8):
    ...     try:
    ...         failures(how)
    ...     except BaseException as error:
    ...         type(error), error.args
    (<class 'ValueError'>, ('text',))
    (<class 'KeyError'>, ('key',))
    (<class 'StopIteration'>, ())
    (<class 'TypeError'>, ('3 of x',))
    (<class 'TypeError'>, ('bad argument type for built-in operation',))
    (<class 'MemoryError'>, ())
    (<class 'FileNotFoundError'>, (2, 'No such file or directory'))
    (<class 'FileNotFoundError'>, (2, 'No such file or directory'))
    >>> failures(8)
    0
    """
    return fail(how)


def set_and_seen():
    """
    >>> set_and_seen()
    (True, True, False, 'one', 'two')
    """
    cdef PyObject *type
    cdef PyObject *value
    cdef PyObject *traceback
    expected = (KeyError, ValueError)
    no_other = KeyError
    PyErr_SetString(ValueError, b"one")
    occurred = PyErr_Occurred() != NULL
    matches = PyErr_ExceptionMatches(expected)
    PyErr_Fetch(&type, &value, &traceback)
    other = PyErr_GivenExceptionMatches(<object>type, no_other)
    PyErr_Restore(type, value, traceback)
    cdef PyObject *raised = PyErr_GetRaisedException()
    first = str(<object>raised)
    Py_XDECREF(raised)
    error = KeyError("two")
    Py_INCREF(error)
    PyErr_SetRaisedException(<PyObject *>error)
    PyErr_Clear()
    return occurred, matches, other, first, error.args[0]


def handled():
    """
    >>> handled()
    True
    """
    cdef PyObject *error
    try:
        raise ValueError
    except ValueError as expected:
        error = PyErr_GetHandledException()
        same = <object>error is expected
        Py_XDECREF(error)
        return same


def kinds_of_exceptions(base):
    """
    >>> made = kinds_of_exceptions(ValueError)
    >>> made.__name__, made.__module__, made.__base__, made.mark
    ('Error', 'capi', <class 'ValueError'>, 5)
    >>> kinds_of_exceptions(3)
    Traceback (most recent call last):
    TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
    """
    return PyErr_NewException(b"capi.Error", base, {"mark": 5})


def warned():
    """
    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as seen:
    ...     warnings.simplefilter("always")
    ...     warned()
    0
    >>> str(seen[0].message)
    'careful'
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("error")
    ...     warned()
    Traceback (most recent call last):
    UserWarning: careful
    """
    return PyErr_WarnEx(UserWarning, b"careful", 1)


# --- Weak references, cells, functions, methods --------------------------------------------------------------------

def weak(o):
    """
    >>> kept(weak)
    0
    >>> weak(3)
    Traceback (most recent call last):
    TypeError: cannot create weak reference to 'int' object
    """
    cdef PyObject *found = NULL
    reference = PyWeakref_NewRef(o, None)
    assert PyWeakref_Check(reference) and PyWeakref_CheckRef(reference)
    assert PyWeakref_GetRef(reference, &found) == 1
    assert <object>found is o
    Py_XDECREF(found)
    return PyWeakref_NewProxy(o, None).twice(2)


def gone():
    """
    >>> gone()
    (0, True)
    """
    cdef PyObject *found = NULL
    reference = PyWeakref_NewRef(Thing(), None)
    return int(PyWeakref_GetRef(reference, &found)), found == NULL


def cells(o):
    """
    >>> cells("x")
    (True, 'x', 'x', 'y')
    >>> kept(cells)
    0
    """
    cell = PyCell_New(<PyObject *>o)
    first = PyCell_Get(cell)
    second = PyCell_GET(cell)
    PyCell_Set(cell, <PyObject *>"y")
    return PyCell_Check(cell), first, second, PyCell_Get(cell)


def functions(f):
    """
    >>> namespace = {"__name__": "space"}
    >>> exec("def f(a, b=2): return a, b", namespace)
    >>> functions(namespace["f"])
    (True, (2,), 'space', (1, 7))
    >>> functions(3)
    Traceback (most recent call last):
    SystemError
    """
    try:
        before = <object>PyFunction_GetDefaults(f)
    except SystemError:
        raise SystemError from None
    PyFunction_SetDefaults(f, (7,))
    return PyFunction_Check(f), before, <object>PyFunction_GetModule(f), f(1)


def bound(function, o):
    """
    >>> kept(lambda thing: bound(lambda self: self, thing))
    0
    >>> bound(lambda self: self, "x")
    'x'
    """
    method = PyMethod_New(function, o)
    assert PyMethod_Check(method) and <object>PyMethod_Function(method) is function
    assert <object>PyMethod_GET_SELF(method) is o
    return method()


def data_descriptor(o):
    """
    >>> data_descriptor(property()), data_descriptor(len)
    (1, 0)
    """
    return PyDescr_IsData(o)


# --- Modules, arguments, files, marshal ----------------------------------------------------------------------------

def modules(value):
    """
    >>> modules("x")
    ('made', 'x', 5, True, True)
    >>> kept(modules)
    0
    """
    module = PyModule_New(b"made")
    Py_INCREF(value)
    PyModule_AddObject(module, b"value", value)
    PyModule_AddIntConstant(module, b"number", 5)
    names = <dict>PyModule_GetDict(module)
    return (PyModule_GetName(module).decode(), names["value"], module.number, PyModule_Check(module),
            <object>PyImport_GetModuleDict() is sys.modules)


def imported(bytes name):
    """
    >>> imported(b"os.path") is __import__("os").path
    True
    >>> imported(b"no_such_module")
    Traceback (most recent call last):
    ModuleNotFoundError: No module named 'no_such_module'
    """
    return PyImport_ImportModule(name)


def added():
    """
    >>> added()
    True
    """
    same = <object>PyImport_AddModule(b"sys") is sys
    return same


def parsed(tuple arguments):
    """
    >>> parsed((1, "two"))
    (1, b'two', 1, 'two')
    >>> parsed(("one", "two"))
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    cdef int number
    cdef char *text
    cdef PyObject *first
    cdef PyObject *second
    PyArg_ParseTuple(arguments, b"is", &number, &text)
    PyArg_UnpackTuple(arguments, b"parsed", 2, 2, &first, &second)
    return number, <bytes>text, <object>first, <object>second


def files(file):
    """
    >>> import io
    >>> file = io.StringIO()
    >>> files(file)
    'text and more'
    >>> files(3)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'write'
    """
    PyFile_WriteString(b"text", file)
    PyFile_WriteObject(" and more", file, Py_PRINT_RAW)
    file.seek(0)
    return PyFile_GetLine(file, 0)


def marshalled(o):
    """
    >>> marshalled([1, "a"])
    [1, 'a']
    >>> marshalled(Thing())
    Traceback (most recent call last):
    ValueError: unmarshallable object
    """
    data = PyMarshal_WriteObjectToString(o, Py_MARSHAL_VERSION)
    return PyMarshal_ReadObjectFromString(data, len(data))


def broken():
    """
    >>> broken()
    Traceback (most recent call last):
    EOFError: EOF read where object expected
    """
    return PyMarshal_ReadObjectFromString(b"", 0)


# --- Capsules ------------------------------------------------------------------------------------------------------

cdef int freed = 0


cdef void note_freed(object capsule) noexcept:
    global freed
    freed += 1


def capsules():
    """
    >>> capsules()
    (True, True, True, b'name', True, 5, 1)
    """
    global freed
    freed = 0
    cdef int number = 4
    cdef int other = 5
    capsule = PyCapsule_New(&number, b"name", note_freed)
    PyCapsule_SetPointer(capsule, &other)
    PyCapsule_SetContext(capsule, &number)
    result = (PyCapsule_CheckExact(capsule), PyCapsule_IsValid(capsule, b"name"),
              PyCapsule_GetDestructor(capsule) == note_freed, <bytes>PyCapsule_GetName(capsule),
              PyCapsule_GetContext(capsule) == &number, (<int *>PyCapsule_GetPointer(capsule, b"name"))[0])
    del capsule
    return result + (freed,)


def wrong_capsule(o):
    """
    >>> wrong_capsule(3)
    Traceback (most recent call last):
    ValueError: PyCapsule_GetPointer called with invalid PyCapsule object
    """
    return PyCapsule_GetPointer(o, b"name") == NULL


def no_destructor(o):
    """
    >>> no_destructor(3)
    Traceback (most recent call last):
    ValueError: PyCapsule_GetDestructor called with invalid PyCapsule object
    """
    return PyCapsule_GetDestructor(o) == NULL


# --- Context variables ---------------------------------------------------------------------------------------------

def context(value):
    """
    >>> context("x")
    (True, None, 'd', 'x', 'x', 'own', 'other', 'own')
    >>> kept(context)
    0
    """
    cdef PyObject *found = NULL
    plain = PyContextVar_New(b"plain", NULL)
    with_default = PyContextVar_New_with_default(b"with_default", "own")
    nothing = get_value(plain)
    given = get_value(plain, "d")
    token = PyContextVar_Set(plain, value)
    PyContextVar_Get(plain, NULL, &found)
    seen = <object>found
    Py_XDECREF(found)
    again = get_value_no_default(plain, "d")
    own = get_value(with_default, "other")
    other = get_value_no_default(with_default, "other")
    PyContextVar_Reset(plain, token)
    assert plain not in PyContext_CopyCurrent()
    return PyContextVar_CheckExact(plain), nothing, given, seen, again, own, other, get_value(with_default)


def no_variable(o):
    """
    >>> no_variable(3)
    Traceback (most recent call last):
    TypeError: an instance of ContextVar was expected
    """
    return get_value(o)


# --- Truth and versions --------------------------------------------------------------------------------------------

def truth(long number):
    """
    >>> truth(0), truth(5)
    ((False, True), (True, True))
    """
    made = PyBool_FromLong(number)
    return made, PyBool_Check(made)


def version():
    """
    >>> version()
    (True, True)
    """
    return (PY_MAJOR_VERSION, PY_MINOR_VERSION) == sys.version_info[:2], PY_VERSION_HEX >> 8 == sys.hexversion >> 8


cdef struct Owner:
    PyObject *object


def clear(object x, int i):
    """What Py_CLEAR is given is a variable, which it sets.

    >>> clear(object(), 2)
    (4, True, True, True)
    """
    cdef PyObject *one = <PyObject *>x
    cdef PyObject *several[3]
    cdef Owner owner
    for _ in range(4):
        Py_INCREF(x)
    several[2] = owner.object = one
    before = Py_REFCNT(x)
    Py_CLEAR(one)
    Py_CLEAR(several[i])
    Py_CLEAR(owner.object)
    Py_CLEAR(owner.object)
    Py_DECREF(x)
    return before - Py_REFCNT(x), one == NULL, several[2] == NULL, owner.object == NULL
