// Is this the Python that the module was compiled for, and are its objects laid out as
// runtime/features.h and CPython's headers said? Asked when the runtime is compiled, as far as
// headers tell, and when the first module of a process is imported: what is read in place has to be
// what a function of the running interpreter says. An ImportError is better than a crash later.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"
#include <frameobject.h>
#include <stdlib.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_frame.h"
#endif
#if ZI_BREAKER_OF_THREAD
#include "internal/pycore_ceval.h"
#endif
#if ZI_VALUES_INLINE
#include "internal/pycore_object.h"
#endif

// --- When the runtime is compiled ----------------------------------------------------------------
#define SAYS(condition, text) _Static_assert(condition, text)
SAYS(sizeof(((PyObject *)0)->ob_refcnt) ==
         (ZI_COUNT_HAS_32_BITS ? sizeof(uint32_t) : sizeof(Py_ssize_t)),
     "ZI_COUNT_HAS_32_BITS");
SAYS(ZI_KNOWS_VERSION, "a Python that features.h does not know");
#if ZI_INT_HAS_TAG
SAYS(offsetof(PyLongObject, long_value.ob_digit) == sizeof(PyObject) + sizeof(uintptr_t),
     "ZI_INT_HAS_TAG");
#endif
#if ZI_BREAKER_OF_THREAD
SAYS(sizeof(((PyThreadState *)0)->eval_breaker) == sizeof(uintptr_t), "ZI_BREAKER_OF_THREAD");
SAYS(_PY_EVAL_EVENTS_MASK == 0xFF, "zi_is_pending looks at the events alone");
#endif
#if ZI_VALUES_INLINE && !ZI_IS_FREE_THREADED
SAYS(MANAGED_DICT_OFFSET == -3 * (Py_ssize_t)sizeof(void *), "the dict of an instance");
#endif

// --- When the first module is imported -----------------------------------------------------------
// Objects whose size the emitter or the runtime relies on.
#define SIZES(SIZE)                                                                                \
    SIZE(PyDict_Type, sizeof(PyDictObject))                                                        \
    SIZE(PyList_Type, sizeof(PyListObject))                                                        \
    SIZE(PyTuple_Type, offsetof(PyTupleObject, ob_item))                                           \
    SIZE(PyFloat_Type, sizeof(PyFloatObject))                                                      \
    SIZE(PyComplex_Type, sizeof(PyComplexObject))                                                  \
    SIZE(PySet_Type, sizeof(PySetObject))                                                          \
    SIZE(PyByteArray_Type, sizeof(PyByteArrayObject))                                              \
    SIZE(PyUnicode_Type, sizeof(PyUnicodeObject))                                                  \
    SIZE(PyRange_Type, sizeof(zi_range))                                                           \
    SIZE(PyType_Type, sizeof(PyHeapTypeObject))                                                    \
    SIZE(PyTraceBack_Type, sizeof(PyTracebackObject))

static bool sizes_hold(void) {
#define SIZE(type, size) type.tp_basicsize == (Py_ssize_t)(size) &&
    return SIZES(SIZE)((PyTypeObject *)PyExc_BaseException)->tp_basicsize ==
           (Py_ssize_t)sizeof(PyBaseExceptionObject);
#undef SIZE
}

// A new object has one reference, and the interpreter counts where Py_REFCNT looks.
static bool counts_hold(void) {
    PyObject *object = PyList_New(0);
    if (!object) {
        return false;
    }
    bool holds = Py_REFCNT(object) == 1;
    Py_IncRef(object);
    holds = holds && Py_REFCNT(object) == 2;
    Py_DecRef(object);
    holds = holds && Py_REFCNT(object) == 1;
    Py_DecRef(object);
#if ZI_HAS_IMMORTALS
    holds = holds && _Py_IsImmortal(Py_None);
#endif
    return holds;
}

static bool ints_hold(void) {
    static const int64_t values[] = {0, 1, -5, 1 << 29, -(1LL << 31), 1LL << 45, -(1LL << 58)};
    bool holds = true;
    for (size_t i = 0; holds && i < sizeof values / sizeof *values; i++) {
        int64_t value = 1;
        PyObject *object = PyLong_FromLongLong(values[i]);
        holds = object && zi_int_read(object, &value) && value == values[i];
        Py_XDECREF(object);
    }
    return holds;
}

static bool ranges_hold(void) {
    PyObject *object = PyObject_CallFunction((PyObject *)&PyRange_Type, "iii", 3, 12, 4);
    const zi_range *range = (zi_range *)object;
    bool holds = range && PyLong_AsLong(range->start) == 3 && PyLong_AsLong(range->stop) == 12 &&
                 PyLong_AsLong(range->step) == 4 && PyLong_AsLong(range->length) == 3;
    Py_XDECREF(object);
    return holds;
}

// The thread's exceptions, and where it is asked to stop.
static bool threads_hold(void) {
    PyThreadState *thread = PyThreadState_Get();
    PyErr_SetNone(PyExc_KeyError);
    bool holds = zi_thread_has_raised(thread) && thread->exc_info;
    PyErr_Clear();
    return holds && !zi_thread_has_raised(thread) &&
           thread->interp == PyThreadState_GetInterpreter(thread);
}

// The line that a traceback's frame is given is the one that it says.
static bool frames_hold(void) {
    PyObject *globals = PyDict_New();
    PyCodeObject *code = globals ? PyCode_NewEmpty("", "", 1) : NULL;
    PyFrameObject *frame = code ? PyFrame_New(PyThreadState_Get(), code, globals, NULL) : NULL;
    if (frame) {
        frame->f_lineno = 7;
    }
    bool holds = frame && (!ZI_FRAMES_TELL_SET_LINE || PyFrame_GetLineNumber(frame) == 7);
    Py_XDECREF(frame);
    Py_XDECREF(code);
    Py_XDECREF(globals);
    return holds;
}

static bool modules_hold(void) {
    PyObject *module = PyImport_AddModule("builtins"); // borrowed
    return module && PyModule_GetDict(module) == ((PyObject **)module)[2];
}

// What a dict's table says about a name is what a look-up finds, and nothing without the name.
static bool dicts_hold(void) {
    bool holds = true;
#if ZI_READS_DICTS_IN_PLACE
    PyObject *dict = PyDict_New();
    PyObject *name = PyUnicode_InternFromString("name");
    if (!dict || !name || PyDict_SetItem(dict, name, Py_None) < 0) {
        holds = false;
    } else {
        zi_entry_place place = zi_find_entry(dict, name);
        holds = zi_read_entry(dict, place, name) == Py_None && PyDict_DelItem(dict, name) == 0 &&
                !zi_read_entry(dict, place, name);
    }
    Py_XDECREF(dict);
    Py_XDECREF(name);
#endif
    return holds;
}

// An instance keeps the value of its first attribute where caches look for it.
static bool instances_hold(void) {
    bool holds = true;
#if ZI_READS_DICTS_IN_PLACE
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "probe");
    PyObject *instance = type ? PyObject_CallNoArgs(type) : NULL;
    if (!instance || PyObject_SetAttrString(instance, "name", Py_None) < 0) {
        holds = false;
    } else {
        PyDictValues *values =
            zi_shares_keys((PyTypeObject *)type) ? zi_instance_values(instance) : NULL;
        holds = values && values->values[0] == Py_None;
    }
    Py_XDECREF(instance);
    Py_XDECREF(type);
#endif
    return holds;
}

static ZI_COLD int refuse(const char *part) {
    PyErr_Format(PyExc_ImportError,
                 "a module that was compiled for CPython %s cannot be imported by this CPython "
                 "%.20s, whose %s are laid out otherwise in memory: build it anew with this one",
                 PY_VERSION, Py_GetVersion(), part);
    return -1;
}

// 0, or -1 with ImportError or MemoryError.
int zi_probe_layouts(void) {
    static const struct {
        bool (*holds)(void);
        const char *part;
    } probes[] = {{sizes_hold, "objects"}, {counts_hold, "reference counts"},
                  {ints_hold, "ints"},     {threads_hold, "threads' states"},
                  {frames_hold, "frames"}, {modules_hold, "modules"},
                  {dicts_hold, "dicts"},   {instances_hold, "instances"},
                  {ranges_hold, "ranges"}};
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        if (!probes[i].holds()) {
            // What there was no memory to ask says nothing of the layout.
            bool has_no_memory = PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_MemoryError);
            return has_no_memory ? -1 : refuse(probes[i].part);
        }
    }
    return 0;
}

// A module that was renamed is found by other Pythons too. 0, or -1 with ImportError.
int zi_check_version(const zi_module_info *info) {
    char *end;
    const char *version = Py_GetVersion();
    long major = strtol(version, &end, 10);
    long minor = strtol(end + 1, NULL, 10);
    if (major == PY_MAJOR_VERSION && minor == PY_MINOR_VERSION) {
        return 0;
    }
    PyErr_Format(PyExc_ImportError,
                 "module '%.200s' was compiled for CPython %d.%d and cannot be imported by %ld.%ld",
                 info->name, PY_MAJOR_VERSION, PY_MINOR_VERSION, major, minor);
    return -1;
}
