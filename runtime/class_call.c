// Calls of Python's classes: an instance is made and its __init__ called, without type.__call__ in
// between, its tuple of arguments and its look-ups. That is what type.__call__ does as well if the
// metaclass is `type` itself, the class has no __new__ of its own, and its __init__ is a function
// of Python's or ours, or it has none; all other classes are called the usual way.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"

// Is an instance made by object.__new__ and nothing else, before __init__ is called?
static bool makes_plain_instances(PyObject *class) {
    PyTypeObject *type = (PyTypeObject *)class;
    return PyType_CheckExact(class) && type->tp_new == PyBaseObject_Type.tp_new &&
           !PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT);
}

static bool has_init(PyObject *class) {
    return ((PyTypeObject *)class)->tp_init != PyBaseObject_Type.tp_init;
}

// The __init__ that a call of the class comes to (borrowed); NULL: it is made otherwise.
static PyObject *find_init(PyObject *class, PyObject *name) {
    if (!makes_plain_instances(class) || !has_init(class)) {
        return NULL;
    }
    PyObject *init = _PyType_Lookup((PyTypeObject *)class, name);
    return init && (PyFunction_Check(init) || zi_is_function(init)) ? init : NULL;
}

ZI_COLD static int refuse_init_result(PyObject *result) {
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'",
                 Py_TYPE(result)->tp_name);
    return -1;
}

ZI_INLINE int zi_check_init_result(PyObject *result) {
    return ZI_LIKELY(result == Py_None) ? 0 : refuse_init_result(result);
}

// --- Called as an object -------------------------------------------------------------------------
PyObject *zi_call_class(zi_state *state, PyObject *class, PyObject *const *arguments,
                        size_t flagged_count, PyObject *keyword_names) {
    PyObject *init = find_init(class, state->shared->common.init);
    if (!init) {
        bool is_alone = PyVectorcall_NARGS(flagged_count) == 0 && !keyword_names;
        return is_alone && makes_plain_instances(class) && !has_init(class)
                   ? zi_instance_new(class)
                   : PyObject_Vectorcall(class, arguments, flagged_count, keyword_names);
    }
    zi_class_call call;
    if (!zi_class_call_begin(&call, arguments, flagged_count, keyword_names)) {
        return NULL;
    }
    Py_INCREF(init);
    PyObject *self = zi_instance_new(class);
    PyObject *result = self ? zi_call_with_self(&call, init, self) : NULL;
    zi_class_call_end(&call, flagged_count);
    Py_DECREF(init);
    if (!result || zi_check_init_result(result) < 0) {
        Py_CLEAR(self);
    }
    Py_XDECREF(result);
    return self;
}

// --- Called by a body that knows the __init__ ----------------------------------------------------
#if ZI_READS_DICTS_IN_PLACE
static ZI_SLOW int find_maker(zi_attribute_cache *cache, PyObject *class, PyObject *init) {
    if (!init || find_init(class, cache->name) != init) {
        return 0;
    }
    cache->first.version = ((PyTypeObject *)class)->tp_version_tag;
    cache->first.value = init;
    if (cache->first.version == 0) {
        cache->first.version = ZI_NO_VERSION;
    }
    return 1;
}
#endif

ZI_INLINE int zi_class_calls(zi_cache *cache, PyObject *class, PyObject *init) {
#if ZI_READS_DICTS_IN_PLACE
    zi_attribute_cache *known = zi_as_attribute(cache);
    if (ZI_LIKELY(Py_TYPE(class) == &PyType_Type &&
                  ((PyTypeObject *)class)->tp_version_tag == known->first.version &&
                  known->first.value == init)) {
        return 1;
    }
    return find_maker(known, class, init);
#else
    return init && find_init(class, cache->name) == init;
#endif
}
