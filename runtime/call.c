// Calls of Python objects. A method is looked up before the arguments of its call are evaluated,
// and called afterwards: two functions. It is found once a type version, and no bound method object
// is made in between.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/arguments.h"
#include "runtime/cache.h"
#if ZI_GET_METHOD_IS_INTERNAL
#include "internal/pycore_object.h"
#endif

// Classes have no vectorcall of their own.
ZI_SLOW PyObject *zi_call_vector_slow(zi_state *state, PyObject *callee, PyObject *const *arguments,
                                      Py_ssize_t count, PyObject *keyword_names) {
    return state && PyType_CheckExact(callee)
               ? zi_call_class(state, callee, arguments, (size_t)count, keyword_names)
               : PyObject_Vectorcall(callee, arguments, (size_t)count, keyword_names);
}

// Calls with `flagged_count` as the vectorcall protocol wants it.
static inline ZI_INLINE PyObject *call_vector(zi_state *state, PyObject *callee,
                                              PyObject *const *arguments, size_t flagged_count,
                                              PyObject *keyword_names) {
    PyTypeObject *type = Py_TYPE(callee);
    if (ZI_LIKELY(PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL))) {
        vectorcallfunc function =
            *(vectorcallfunc *)(void *)((char *)callee + type->tp_vectorcall_offset);
        if (ZI_LIKELY(function != NULL)) {
            return function(callee, arguments, flagged_count, keyword_names);
        }
    }
    return zi_call_vector_slow(state, callee, arguments, (Py_ssize_t)flagged_count, keyword_names);
}

ZI_INLINE PyObject *zi_call_vector(zi_state *state, PyObject *callee, PyObject *const *arguments,
                                   Py_ssize_t count, PyObject *keyword_names) {
    return call_vector(state, callee, arguments, (size_t)count, keyword_names);
}

// Looks the callee up first.
PyObject *zi_call_global(zi_state *state, zi_cache *cache, PyObject *const *arguments,
                         Py_ssize_t count, PyObject *keyword_names) {
    PyObject *callee = zi_load_global(state, cache);
    PyObject *result =
        callee ? call_vector(state, callee, arguments, (size_t)count, keyword_names) : NULL;
    Py_XDECREF(callee);
    return result;
}

// The function of ours that a call comes to; or NULL. `self`: the object of a method, or NULL.
static zi_function *find_own_function(const zi_state *state, PyObject *callee, PyObject **self) {
    const zi_shared *shared = state->shared;
    bool is_method = PyMethod_Check(callee);
    *self = is_method ? PyMethod_GET_SELF(callee) : NULL;
    callee = is_method ? PyMethod_GET_FUNCTION(callee) : callee;
    if (Py_TYPE(callee) != shared->function_type &&
        Py_TYPE(callee) != shared->unbound_function_type) {
        return NULL;
    }
    zi_function *function = (zi_function *)callee;
    return function->vectorcall == zi_function_info_entry(function->info) ? function : NULL;
}

// Do all positional arguments but the object of a method go into the function's star tuple?
static bool takes_tuple(const zi_function *function, bool is_method) {
    return (function->info->flags & ZI_FUNCTION_STAR) &&
           function->info->positional == (uint32_t)is_method;
}

// Can the function take the dict as what its double star collects?
static bool takes_dict(const zi_function *function, PyObject *keywords) {
    if (!keywords || !(function->info->flags & ZI_FUNCTION_DOUBLE_STAR) ||
        Py_REFCNT(keywords) != 1) {
        return false;
    }
    zi_argument_call call = {.state = function->state, .info = function->info};
    PyObject *key, *value;
    Py_ssize_t position = 0;
    while (PyDict_Next(keywords, &position, &key, &value)) {
        if (!zi_is_plain_text(key) || zi_find_parameter(&call, key) != -1) {
            return false;
        }
    }
    return true;
}

// False with TypeError: a name is no text.
static bool put_keywords(PyObject *keywords, PyObject *names, PyObject **values) {
    PyObject *key, *value;
    Py_ssize_t position = 0, count = 0;
    while (names && PyDict_Next(keywords, &position, &key, &value)) {
        if (!PyUnicode_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            return false;
        }
        values[count] = value;
        PyTuple_SET_ITEM(names, count++, zi_new_reference(key));
    }
    return true;
}

// The tuple stands before the arguments, and may be what the star collects.
static PyObject *call_with_tuple(zi_function *function, PyObject *self, PyObject *tuple,
                                 PyObject *keywords) {
    enum { ROOM = 16 };
    PyObject *room[ROOM], **vector = room;
    bool has_dict = takes_dict(function, keywords);
    Py_ssize_t first = self ? 2 : 1, count = PyTuple_GET_SIZE(tuple);
    Py_ssize_t named = keywords && !has_dict ? PyDict_GET_SIZE(keywords) : 0;
    if (first + count + named > ROOM) {
        vector = PyMem_New(PyObject *, (size_t)(first + count + named));
    }
    PyObject *names = named > 0 ? PyTuple_New(named) : NULL, *result = NULL;
    if (!vector || (named > 0 && !names)) {
        PyErr_NoMemory();
    } else {
        vector[0] = tuple;
        vector[first - 1] = self ? self : tuple;
        memcpy(vector + first, PySequence_Fast_ITEMS(tuple), (size_t)count * sizeof *vector);
        size_t flags = (takes_tuple(function, self != NULL) ? ZI_VECTOR_HAS_TUPLE : 0) |
                       (has_dict ? ZI_VECTOR_HAS_DICT : 0);
        if (put_keywords(keywords, names, vector + first + count)) {
            result = function->vectorcall((PyObject *)function, vector + 1,
                                          (size_t)(first - 1 + count) | flags,
                                          has_dict ? keywords : names);
        }
    }
    Py_XDECREF(names);
    if (vector != room) {
        PyMem_Free(vector);
    }
    return result;
}

PyObject *zi_call_with(zi_state *state, PyObject *callee, PyObject *arguments, PyObject *keywords) {
    PyObject *self;
    zi_function *function = find_own_function(state, callee, &self);
    if (function) {
        return call_with_tuple(function, self, arguments, keywords);
    }
    return keywords || PyType_Check(callee)
               ? PyObject_Call(callee, arguments, keywords)
               : call_vector(state, callee, PySequence_Fast_ITEMS(arguments),
                             (size_t)PyTuple_GET_SIZE(arguments), NULL);
}

// --- Methods -------------------------------------------------------------------------------------
#if ZI_READS_DICTS_IN_PLACE
static ZI_SLOW zi_method load_other_method(zi_attribute_cache *cache, PyObject *object) {
    const zi_attribute_entry *entry = zi_entry_of_type(cache, Py_TYPE(object));
    if (ZI_LIKELY(zi_is_method(entry, object))) {
        return (zi_method){zi_new_reference(entry->value), 1};
    }
    PyObject *value = entry ? zi_read_known(entry, object, cache->name) : NULL;
    if (ZI_UNLIKELY(!value)) {
        return zi_find_method(cache, object);
    }
    if (entry->kind == ZI_ATTRIBUTE_PROPERTY) {
        return (zi_method){zi_call_getter(value, object), 0};
    }
    return (zi_method){zi_new_reference(value), entry->kind == ZI_ATTRIBUTE_METHOD};
}
#endif

ZI_INLINE zi_method zi_load_method(zi_cache *cache, PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    zi_attribute_cache *method = zi_as_attribute(cache);
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == method->first.version &&
                  !zi_is_hidden(object, method->first.index))) {
        // What runs until the call may drop the method from its type.
        return (zi_method){zi_new_reference(method->first.value), 1};
    }
    return load_other_method(method, object);
#else
    zi_method found = {NULL, 0};
    found.takes_self = _PyObject_GetMethod(object, cache->name, &found.callable);
    return found;
#endif
}

// Borrowed, and without running Python code.
#if ZI_READS_DICTS_IN_PLACE
static ZI_SLOW PyObject *find_own_method(zi_attribute_cache *cache, PyObject *object) {
    const zi_attribute_entry *entry = zi_entry_of_type(cache, Py_TYPE(object));
    if (!entry) {
        zi_fill_method(cache, object);
        return Py_None;
    }
    return zi_is_method(entry, object) ? entry->value : Py_None;
}
#endif

ZI_INLINE PyObject *zi_own_method(zi_cache *cache, PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    zi_attribute_cache *method = zi_as_attribute(cache);
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == method->first.version &&
                  !zi_is_hidden(object, method->first.index))) {
        return method->first.value;
    }
    return find_own_method(method, object);
#else
    PyTypeObject *type = Py_TYPE(object);
    PyObject *found =
        type->tp_getattro == PyObject_GenericGetAttr ? _PyType_Lookup(type, cache->name) : NULL;
    bool is_own = found && PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_METHOD_DESCRIPTOR) &&
                  !zi_instance_has(object, cache->name);
    return is_own ? found : Py_None;
#endif
}

// Calls a method of a type of C, found through the type, with `count` arguments behind the object:
// one that searches a text, or takes them one by one or as an array, without what the interpreter
// does around it.
static ZI_SLOW PyObject *call_c_method(PyObject *callable, PyObject *const *arguments,
                                       Py_ssize_t count) {
    const PyMethodDescrObject *descriptor = (const PyMethodDescrObject *)callable;
    const PyMethodDef *method = descriptor->d_method;
    PyObject *result;
    // That it was found through the type does not say that it is one for the type's objects.
    if (ZI_LIKELY(Py_TYPE(arguments[0]) == descriptor->d_common.d_type)) {
        if (method->ml_flags == METH_O && count == 1) {
            return method->ml_meth(arguments[0], arguments[1]);
        }
        if (method->ml_flags == METH_NOARGS && count == 0) {
            return method->ml_meth(arguments[0], NULL);
        }
        if (zi_call_text_method(method, arguments, count, &result)) {
            return result;
        }
        if (method->ml_flags == METH_FASTCALL) {
            _PyCFunctionFast function = (_PyCFunctionFast)(void (*)(void))method->ml_meth;
            return function(arguments[0], arguments + 1, count);
        }
    }
    return call_vector(NULL, callable, arguments,
                       (size_t)(count + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

ZI_INLINE PyObject *zi_call_method(PyObject *callable, Py_ssize_t takes_self,
                                   PyObject *const *arguments, Py_ssize_t count,
                                   PyObject *keyword_names) {
    if (Py_TYPE(callable) == &PyMethodDescr_Type && takes_self && !keyword_names) {
        return call_c_method(callable, arguments, count);
    }
    // The slot before what is passed is the callee's: the object's, where it is not passed.
    size_t flagged_count = (size_t)(count + takes_self) | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return call_vector(NULL, callable, arguments + 1 - takes_self, flagged_count, keyword_names);
}

PyObject *zi_invoke_method(zi_cache *cache, PyObject *const *arguments, Py_ssize_t count,
                           PyObject *keyword_names) {
    zi_method found = zi_load_method(cache, arguments[0]);
    if (!found.callable) {
        return NULL;
    }
    PyObject *result =
        zi_call_method(found.callable, found.takes_self, arguments, count, keyword_names);
    Py_DECREF(found.callable);
    return result;
}

// --- Few arguments -------------------------------------------------------------------------------
// The calls above with arguments one by one, which takes fewer instructions where they are made.
static inline ZI_INLINE PyObject *call_array(PyObject *callee, PyObject **arguments, size_t count) {
    return call_vector(NULL, callee, arguments + 1, count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

static PyObject *call_global_array(zi_state *state, zi_cache *cache, PyObject **arguments,
                                   size_t count) {
    return zi_call_global(state, cache, arguments + 1,
                          (Py_ssize_t)(count | PY_VECTORCALL_ARGUMENTS_OFFSET), NULL);
}

static PyObject *invoke_array(zi_cache *cache, PyObject **arguments, Py_ssize_t count) {
    return zi_invoke_method(cache, arguments + 1, count, NULL);
}

// The first place is the callee's.
#define CALLS(count, PARAMETERS, ...)                                                              \
    PyObject *zi_call_##count(PyObject *callee PARAMETERS) {                                       \
        PyObject *arguments[] = {NULL, ##__VA_ARGS__};                                             \
        return call_array(callee, arguments, count);                                               \
    }                                                                                              \
    PyObject *zi_call_global_##count(zi_state *state, zi_cache *cache PARAMETERS) {                \
        PyObject *arguments[] = {NULL, ##__VA_ARGS__};                                             \
        return call_global_array(state, cache, arguments, count);                                  \
    }                                                                                              \
    PyObject *zi_invoke_##count(zi_cache *cache, PyObject *object PARAMETERS) {                    \
        PyObject *arguments[] = {NULL, object, ##__VA_ARGS__};                                     \
        return invoke_array(cache, arguments, count);                                              \
    }
#define NO_PARAMETERS
#define ONE_PARAMETER , PyObject *first
#define TWO_PARAMETERS ONE_PARAMETER, PyObject *second
#define THREE_PARAMETERS TWO_PARAMETERS, PyObject *third
CALLS(0, NO_PARAMETERS)
CALLS(1, ONE_PARAMETER, first)
CALLS(2, TWO_PARAMETERS, first, second)
CALLS(3, THREE_PARAMETERS, first, second, third)
