// Instances of cdef classes: making them, releasing them, garbage.
//
// Instances start zeroed, object fields then hold None. What is ZI_INLINE here becomes part of the
// class's own entries, where all of its description is known and nothing of it is read.
#include "runtime/internal.h"

static inline ZI_INLINE void *field_place(PyObject *self, const zi_field_info *field) {
    return (char *)self + field->offset;
}

// The object that a field counts a reference to.
static inline ZI_INLINE PyObject **field_object(PyObject *self, const zi_field_info *field) {
    if (field->kind == ZI_FIELD_OBJECT || field->kind == ZI_FIELD_DICT) {
        return field_place(self, field);
    }
    return field->kind == ZI_FIELD_VIEW ? &((zi_view *)field_place(self, field))->owner : NULL;
}

// The base that is not described by this module: where allocation and release end.
static PyTypeObject *foreign_base(const zi_state *state, const zi_class_info *info) {
    while (info->base) {
        info = info->base;
    }
    return state->classes[info->index]->tp_base;
}

// --- Memory and fields ---------------------------------------------------------------------------

// Sets the fields of one class of the line; those of its base are set.
static inline ZI_INLINE void initialise(const zi_class_info *info, PyObject *self) {
    if (info->vtable_offset) {
        *(void *const **)(void *)((char *)self + info->vtable_offset) = info->vtable;
    }
    for (uint32_t i = 0; i < info->field_count; i++) {
        if (info->fields[i].kind == ZI_FIELD_OBJECT) {
            *(PyObject **)field_place(self, &info->fields[i]) = zi_new_reference(Py_None);
        }
    }
}

ZI_COLD static void initialise_line(const zi_class_info *info, PyObject *self) {
    if (info->base) {
        initialise_line(info->base, self);
    }
    initialise(info, self);
}

// (Without a loop, so that each class of the line is known.)
static inline ZI_INLINE void initialise_known_line(const zi_class_info *info, PyObject *self) {
    const zi_class_info *base = info->base;
    if (base) {
        if (base->base) {
            initialise_line(base->base, self);
        }
        initialise(base, self);
    }
    initialise(info, self);
}

// The memory of an instance of exactly this class is kept, if the class says so and there is room.
static inline ZI_INLINE bool keep_memory(const zi_class_info *info, PyObject *self) {
#if !ZI_IS_FREE_THREADED
    zi_freelist *list = info->freelist;
    if (list && list->count < info->freelist_size) {
        list->objects[list->count++] = self;
        return true;
    }
#endif
    (void)info, (void)self;
    return false;
}

static inline ZI_INLINE PyObject *take_memory(const zi_class_info *info, PyTypeObject *type) {
#if !ZI_IS_FREE_THREADED
    zi_freelist *list = info->freelist;
    if (list && list->count > 0) {
        PyObject *self = list->objects[--list->count];
        memset(self + 1, 0, info->basic_size - sizeof *self);
        PyObject_Init(self, type);
        if (PyType_IS_GC(type)) {
            PyObject_GC_Track(self);
        }
        return self;
    }
#endif
    (void)info;
    return PyType_GenericAlloc(type, 0);
}

// Of a class whose line ends in object: a new instance on which no __cinit__ has run.
ZI_INLINE PyObject *zi_class_make(const zi_class_info *info, zi_state *state) {
    PyTypeObject *type = state->classes[info->index];
    PyObject *self = take_memory(info, type);
    if (ZI_LIKELY(self)) {
        initialise_known_line(info, self);
    }
    return self;
}

// --- New -----------------------------------------------------------------------------------------

static PyObject *allocate(const zi_state *state, const zi_class_info *info, PyTypeObject *type,
                          PyObject *arguments, PyObject *keywords) {
    PyTypeObject *base = foreign_base(state, info);
    if (base != &PyBaseObject_Type) {
        return base->tp_new(type, arguments, keywords);
    }
    if (ZI_LIKELY(!PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT))) {
        return type == state->classes[info->index] ? take_memory(info, type)
                                                   : type->tp_alloc(type, 0);
    }
    return zi_instance_new((PyObject *)type);
}

// A __cinit__ that takes nothing but self is called so, whatever the arguments are.
static bool takes_only_self(PyObject *cinit) {
    const zi_function_info *function = ((zi_function *)cinit)->info;
    return function->positional <= 1 && !function->keyword_only &&
           !(function->flags & (ZI_FUNCTION_STAR | ZI_FUNCTION_DOUBLE_STAR));
}

static int call_cinit(zi_state *state, const zi_class_info *info, PyObject *self,
                      PyObject *arguments, PyObject *keywords) {
    PyObject *cinit = state->functions[info->cinit_function];
    PyObject *result;
    if (takes_only_self(cinit)) {
        result = PyObject_CallOneArg(cinit, self);
    } else {
        Py_ssize_t count = PyTuple_GET_SIZE(arguments);
        PyObject *all = PyTuple_New(count + 1);
        if (!all) {
            return -1;
        }
        PyTuple_SET_ITEM(all, 0, zi_new_reference(self));
        for (Py_ssize_t i = 0; i < count; i++) {
            PyTuple_SET_ITEM(all, i + 1, zi_new_reference(PyTuple_GET_ITEM(arguments, i)));
        }
        result = PyObject_Call(cinit, all, keywords);
        Py_DECREF(all);
    }
    Py_XDECREF(result);
    return result ? 0 : -1;
}

#define MAXIMUM_CHAIN 64

// The classes of the line, the derived one first. 0 with an exception: too many.
static int find_line(const zi_class_info *info, const zi_class_info *line[MAXIMUM_CHAIN]) {
    int count = 0;
    for (const zi_class_info *level = info; level; level = level->base) {
        if (count == MAXIMUM_CHAIN) {
            PyErr_Format(PyExc_TypeError, "%.200s has too many base classes", info->name);
            return 0;
        }
        line[count++] = level;
    }
    return count;
}

PyObject *zi_class_new(const zi_class_info *info, zi_state *state, PyTypeObject *type,
                       PyObject *arguments, PyObject *keywords) {
    const zi_class_info *line[MAXIMUM_CHAIN];
    int count = find_line(info, line);
    PyObject *self = count ? allocate(state, info, type, arguments, keywords) : NULL;
    while (self && count > 0) {
        const zi_class_info *level = line[--count];
        initialise(level, self);
        if (level->cinit_function >= 0 && call_cinit(state, level, self, arguments, keywords) < 0) {
            Py_CLEAR(self);
        }
    }
    return self;
}

// --- A call of the type --------------------------------------------------------------------------
// Without a tuple and a dict on the way to __cinit__ and __init__.
static int run_cinit(zi_state *state, const zi_class_info *info, const zi_class_call *call,
                     PyObject *self) {
    if (info->base && run_cinit(state, info->base, call, self) < 0) {
        return -1;
    }
    if (info->cinit_function < 0) {
        return 0;
    }
    PyObject *cinit = state->functions[info->cinit_function];
    PyObject *result = takes_only_self(cinit) ? PyObject_CallOneArg(cinit, self)
                                              : zi_call_with_self(call, cinit, self);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// As CPython's type.__call__ does it: tp_init takes a tuple and a dict.
ZI_COLD static int run_other_init(const zi_class_call *call, PyObject *self) {
    PyObject *arguments = PyTuple_New((Py_ssize_t)call->count);
    PyObject *keywords = call->keyword_names ? PyDict_New() : NULL;
    int status = !arguments || (call->keyword_names && !keywords) ? -1 : 0;
    for (size_t i = 0; !status && i < call->count; i++) {
        PyTuple_SET_ITEM(arguments, (Py_ssize_t)i, zi_new_reference(call->all[i + 1]));
    }
    Py_ssize_t names = call->keyword_names ? PyTuple_GET_SIZE(call->keyword_names) : 0;
    for (Py_ssize_t i = 0; !status && i < names; i++) {
        status = PyDict_SetItem(keywords, PyTuple_GET_ITEM(call->keyword_names, i),
                                call->all[call->count + 1 + (size_t)i]);
    }
    status = status ? status : Py_TYPE(self)->tp_init(self, arguments, keywords);
    Py_XDECREF(arguments);
    Py_XDECREF(keywords);
    return status;
}

static int run_init(const zi_state *state, const zi_class_call *call, PyTypeObject *type,
                    PyObject *self) {
    if (type->tp_init == PyBaseObject_Type.tp_init) {
        return 0;
    }
    PyObject *init = _PyType_Lookup(type, state->shared->common.init);
    if (!init || !zi_is_function(init)) {
        return run_other_init(call, self);
    }
    PyObject *result = zi_call_with_self(call, init, self);
    int status = result ? zi_check_init_result(result) : -1;
    Py_XDECREF(result);
    return status;
}

static PyObject *construct(const zi_class_info *info, zi_state *state, const zi_class_call *call) {
    PyTypeObject *type = state->classes[info->index];
    PyObject *self = info->make_entry();
    if (self && (run_cinit(state, info, call, self) < 0 || run_init(state, call, type, self) < 0)) {
        Py_CLEAR(self);
    }
    return self;
}

PyObject *zi_class_vectorcall(const zi_class_info *info, zi_state *state, PyObject *type,
                              PyObject *const *arguments, size_t flagged_count,
                              PyObject *keyword_names) {
    // The class itself: what derives from it does not inherit this entry.
    (void)type;
    zi_class_call call;
    if (!zi_class_call_begin(&call, arguments, flagged_count, keyword_names)) {
        return NULL;
    }
    PyObject *self = construct(info, state, &call);
    zi_class_call_end(&call, flagged_count);
    return self;
}

// --- Dealloc -------------------------------------------------------------------------------------
// Whose business is the object's reference to its type? By CPython's rule the base's, if that is a
// heap type, else the derived type's. Cython's classes are static types, also where they extend
// one of ours: what derives from such a class sees to the reference itself.
static bool owns_type_reference(const zi_state *state, const zi_class_info *info,
                                const PyTypeObject *type) {
    const PyTypeObject *own = state->classes[info->index];
    while (type != own && type->tp_base && type->tp_base != own) {
        type = type->tp_base;
    }
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

// It comes from `module.Class.__dealloc__`.
static ZI_COLD void report_dealloc(const zi_function *function) {
    PyObject *exception = zi_take_exception(), *module = function->module_name;
    PyObject *place =
        module ? PyUnicode_FromFormat("%S.%U", module, function->qualified_name) : NULL;
    zi_give_exception(exception);
    zi_report_unraisable(place, (function->info->flags & ZI_FUNCTION_REPORTS_ONCE) != 0);
    Py_XDECREF(place);
}

// __dealloc__ sees a living object and must not disturb the set exception.
static void call_dealloc(zi_state *state, const zi_class_info *info, PyObject *self) {
    PyObject *function = state->functions[info->dealloc_function];
    PyObject *exception = zi_take_exception();
    Py_SET_REFCNT(self, Py_REFCNT(self) + 1);
    PyObject *result = function ? PyObject_CallOneArg(function, self) : NULL;
    if (function && !result) {
        report_dealloc((const zi_function *)(void *)function);
    }
    Py_XDECREF(result);
    Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
    zi_give_exception(exception);
}

static inline ZI_INLINE void release_fields(const zi_class_info *info, PyObject *self) {
    for (uint32_t i = 0; i < info->field_count; i++) {
        PyObject **object = field_object(self, &info->fields[i]);
        if (object) {
            Py_CLEAR(*object);
        }
    }
}

static inline ZI_INLINE void clear_weak_references(const zi_class_info *info, PyObject *self) {
    for (uint32_t i = 0; i < info->field_count; i++) {
        if (info->fields[i].kind == ZI_FIELD_WEAKREFS) {
            PyObject_ClearWeakRefs(self);
        }
    }
}

// Runs the __dealloc__ method of one class of the line and releases its fields.
static inline ZI_INLINE void release_level(const zi_class_info *info, zi_state *state,
                                           PyObject *self) {
    clear_weak_references(info, self);
    if (info->dealloc_function >= 0) {
        call_dealloc(state, info, self);
    }
    release_fields(info, self);
}

ZI_COLD static void release_line(const zi_class_info *info, zi_state *state, PyObject *self) {
    for (; info; info = info->base) {
        release_level(info, state, self);
    }
}

// Runs the __dealloc__ methods, derived class first, and gives the memory back.
static void destroy(const zi_class_info *info, zi_state *state, PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    release_line(info, state, self);
    PyTypeObject *base = foreign_base(state, info);
    bool owns_reference = owns_type_reference(state, info, type);
    if (base == &PyBaseObject_Type) {
        // (The collector notes in an object that its finalizer has run.)
        bool may_keep = type == state->classes[info->index] && !type->tp_finalize;
        if (!may_keep || !keep_memory(info, self)) {
            type->tp_free(self);
        }
        if (owns_reference) {
            Py_DECREF(type);
        }
        return;
    }
    if (PyType_IS_GC(base)) {
        PyObject_GC_Track(self); // the base takes it off again
    }
    base->tp_dealloc(self);
    if (owns_reference && !PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)) {
        Py_DECREF(type);
    }
}

// Of an object of a derived class, or one with a finalizer, a base of Python's, a trashcan.
ZI_COLD static void dealloc_other(const zi_class_info *info, zi_state *state, PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    // The finalizer of a derived class of another module has been called there.
    bool is_own = type->tp_dealloc == info->dealloc_entry;
    if (is_own && type->tp_finalize && PyObject_CallFinalizerFromDealloc(self) < 0) {
        return;
    }
    if (!PyType_IS_GC(type)) {
        destroy(info, state, self);
        return;
    }
    PyObject_GC_UnTrack(self);
    if (!(info->flags & ZI_CLASS_TRASHCAN)) {
        destroy(info, state, self);
        return;
    }
    // Beyond a depth Python keeps the object and calls this function again later.
    Py_TRASHCAN_BEGIN(self, info->dealloc_entry);
    destroy(info, state, self);
    Py_TRASHCAN_END;
}

static inline ZI_INLINE void release_known_line(const zi_class_info *info, zi_state *state,
                                                PyObject *self) {
    const zi_class_info *base = info->base;
    release_level(info, state, self);
    if (base) {
        release_level(base, state, self);
        if (base->base) {
            release_line(base->base, state, self);
        }
    }
}

ZI_INLINE void zi_class_dealloc(const zi_class_info *info, zi_state *state, PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    bool is_plain =
        type == state->classes[info->index] && !type->tp_finalize &&
        type->tp_base == (info->base ? state->classes[info->base->index] : &PyBaseObject_Type);
    if (!is_plain || (info->flags & ZI_CLASS_TRASHCAN) || !(info->flags & ZI_CLASS_OF_OBJECT)) {
        dealloc_other(info, state, self);
        return;
    }
    if (PyType_IS_GC(type)) {
        PyObject_GC_UnTrack(self);
    }
    release_known_line(info, state, self);
    if (!keep_memory(info, self)) {
        type->tp_free(self);
    }
    Py_DECREF(type);
}

// --- Garbage -------------------------------------------------------------------------------------

static inline ZI_INLINE int visit_fields(const zi_class_info *info, PyObject *self, visitproc visit,
                                         void *arg) {
    for (uint32_t i = 0; i < info->field_count; i++) {
        if (zi_can_close_cycle(&info->fields[i])) {
            Py_VISIT(*field_object(self, &info->fields[i]));
        }
    }
    return 0;
}

// Of an object of a derived class, or one with a long line of bases or one of Python's.
ZI_COLD static int traverse_other(const zi_class_info *info, zi_state *state, PyObject *self,
                                  visitproc visit, void *arg) {
    for (const zi_class_info *level = info; level; level = level->base) {
        int status = visit_fields(level, self, visit, arg);
        if (status) {
            return status;
        }
    }
    PyTypeObject *base = foreign_base(state, info);
    if (base->tp_traverse && base != &PyBaseObject_Type) {
        int status = base->tp_traverse(self, visit, arg);
        if (status || PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)) {
            return status;
        }
    }
    if (owns_type_reference(state, info, Py_TYPE(self))) {
        Py_VISIT(Py_TYPE(self));
    }
    return 0;
}

ZI_INLINE int zi_class_traverse(const zi_class_info *info, zi_state *state, PyObject *self,
                                visitproc visit, void *arg) {
    const zi_class_info *base = info->base;
    bool is_plain = Py_TYPE(self) == state->classes[info->index] &&
                    (info->flags & ZI_CLASS_OF_OBJECT) && !(base && base->base);
    if (!is_plain) {
        return traverse_other(info, state, self, visit, arg);
    }
    int status = visit_fields(info, self, visit, arg);
    if (!status && base) {
        status = visit_fields(base, self, visit, arg);
    }
    return status ? status : visit((PyObject *)Py_TYPE(self), arg);
}

// Fields become None, not null: code of a finalizer may still read them. Those that no cycle leads
// through keep their value for it.
int zi_class_clear(const zi_class_info *info, zi_state *state, PyObject *self) {
    for (const zi_class_info *level = info; level; level = level->base) {
        if (level->flags & ZI_CLASS_NO_GC_CLEAR) {
            continue;
        }
        for (uint32_t i = 0; i < level->field_count; i++) {
            const zi_field_info *field = &level->fields[i];
            if (!zi_can_close_cycle(field)) {
                continue;
            }
            if (field->kind == ZI_FIELD_OBJECT) {
                zi_replace_object(field_object(self, field), zi_new_reference(Py_None));
            } else {
                Py_CLEAR(*field_object(self, field));
            }
        }
    }
    PyTypeObject *base = foreign_base(state, info);
    return base->tp_clear ? base->tp_clear(self) : 0;
}
