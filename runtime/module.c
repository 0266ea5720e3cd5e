// Modules: multi-phase initialisation, the state of a module and its life.
//
// The state of a module of Python code belongs to the module object; functions keep the module
// alive. A module with cdef globals or classes has one static state and stays alive for good: each
// further import gives the same module object, in the one interpreter that imported it first.
#include "runtime/raised.h"
#include "runtime/unpack.h"
#include <marshal.h>

static zi_module_def *definition_of(PyObject *module) {
    return (zi_module_def *)(void *)PyModule_GetDef(module);
}

static zi_state *state_of(PyObject *module) {
    const zi_module_info *info = definition_of(module)->info;
    return info->static_state ? info->static_state : PyModule_GetState(module);
}

// --- What all compiled modules of a process share ------------------------------------------------
// Kept under a name in sys.modules that carries the version of its layout.
#define SHARED_NAME "_zilant_runtime_12"

static int intern_common_names(zi_common_names *common) {
#define COMMON_NAME(field, text)                                                                   \
    if (!(common->field = PyUnicode_InternFromString(text))) {                                     \
        return -1;                                                                                 \
    }
    ZI_COMMON_NAMES(COMMON_NAME)
#undef COMMON_NAME
    return 0;
}

// AddressSanitizer's, where it is loaded: it has to see that memory is released.
extern void __asan_init(void) __attribute__((weak));

// Lives as long as the process: modules, functions and types of the whole process point to it.
static zi_shared *make_shared(void) {
    if (zi_probe_layouts() < 0) {
        return NULL;
    }
    zi_shared *shared = PyMem_Calloc(1, sizeof *shared);
    if (!shared) {
        PyErr_NoMemory();
        return NULL;
    }
    shared->instance_release = zi_find_instance_release();
    if (PyErr_Occurred() || intern_common_names(&shared->common) < 0) {
        PyMem_Free(shared);
        return NULL;
    }
    shared->size = sizeof *shared;
    shared->most_kept = ZI_IS_FREE_THREADED || __asan_init ? 0 : ZI_MOST_KEPT;
    shared->names = zi_watch_names(&shared->names_watcher);
    return shared;
}

// NULL: there is none, or an exception is set.
static zi_shared *find_shared(PyObject *modules) {
    PyObject *holder, *capsule;
    if (zi_dict_find(modules, SHARED_NAME, &holder) <= 0 || !PyModule_Check(holder) ||
        zi_dict_find(PyModule_GetDict(holder), "shared", &capsule) <= 0 ||
        !PyCapsule_IsValid(capsule, SHARED_NAME)) {
        return NULL;
    }
    zi_shared *shared = PyCapsule_GetPointer(capsule, SHARED_NAME);
    return shared->size == sizeof *shared ? shared : NULL;
}

// NULL with an exception: there is no memory, or this Python is another than it should be.
zi_shared *zi_shared_get(void) {
    PyObject *modules = PyImport_GetModuleDict();
    zi_shared *shared = find_shared(modules);
    if (shared || PyErr_Occurred()) {
        return shared;
    }
    shared = make_shared();
    PyObject *capsule = shared ? PyCapsule_New(shared, SHARED_NAME, NULL) : NULL;
    PyObject *holder = capsule ? PyModule_New(SHARED_NAME) : NULL;
    if (!holder || PyModule_AddObject(holder, "shared", capsule) < 0) {
        Py_XDECREF(capsule);
        Py_XDECREF(holder);
        return NULL;
    }
    int status = PyDict_SetItemString(modules, SHARED_NAME, holder);
    Py_DECREF(holder);
    return status < 0 ? NULL : shared;
}

// --- Execution -----------------------------------------------------------------------------------
static void lay_out_state(zi_state *state, const zi_module_info *info) {
    size_t offset = sizeof *state;
    state->info = info;
#define STATE_ARRAY(name, c_type, count)                                                           \
    state->name = (void *)((char *)state + offset);                                                \
    offset += sizeof(c_type) * (size_t)info->count;
#include "abi/state.def"
    state->pools = (char *)state + offset;
    offset += info->pools_size;
    offset = (offset + ZI_C_GLOBALS_ALIGNMENT - 1) & ~(size_t)(ZI_C_GLOBALS_ALIGNMENT - 1);
    state->c_globals = (char *)state + offset;
}

// Gives room for the module's data, to be freed; -1 with an exception.
static int open_data(const zi_module_info *info, zi_unpacker *data) {
    *data = (zi_unpacker){.packed = info->data, .size = info->data_size};
    data->bytes = PyMem_Malloc(data->size ? data->size : 1);
    if (!data->bytes) {
        PyErr_NoMemory();
        return -1;
    }
    if (!info->is_packed) {
        memcpy(data->bytes, info->data, data->size);
        data->done = data->size;
    }
    return 0;
}

// Docs are seldom asked for, so no module keeps its data unpacked, but while its body runs: what
// that calls may copy the docs of many functions.
PyObject *zi_read_doc(zi_state *state, uint32_t offset) {
    if (!offset) {
        return zi_new_reference(Py_None);
    }
    zi_unpacker once, *data = state->data ? state->data : &once;
    if (data == &once && open_data(state->info, data) < 0) {
        return NULL;
    }
    zi_unpack_bytes(data, data->size);
    PyObject *doc = PyUnicode_FromString(data->bytes + offset);
    if (data == &once) {
        PyMem_Free(once.bytes);
    }
    return doc;
}

static int load_constants(zi_state *state, const char *data) {
    const zi_module_info *info = state->info;
    PyObject *tuple = PyMarshal_ReadObjectFromString(data, (Py_ssize_t)info->constants_size);
    if (!tuple) {
        return -1;
    }
    if (!PyTuple_CheckExact(tuple) || PyTuple_GET_SIZE(tuple) != (Py_ssize_t)info->constant_count) {
        Py_DECREF(tuple);
        PyErr_SetString(PyExc_SystemError, "the constants of this compiled module are damaged");
        return -1;
    }
    for (uint32_t i = 0; i < info->constant_count; i++) {
        Py_XSETREF(state->constants[i], zi_new_reference(PyTuple_GET_ITEM(tuple, i)));
    }
    Py_DECREF(tuple);
    return 0;
}

// Reads a number, 7 bits a byte.
static uint32_t read_number(const unsigned char **bytes) {
    uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = *(*bytes)++;
        number |= (byte & 0x7FU) << shift;
        if (byte < 0x80) {
            return number;
        }
    }
}

// What is in a pool is borrowed from the constants. (There are further entries where the body of a
// static module has failed before.)
static void fill_pools(zi_state *state, const char *data) {
    zi_free_further(state);
    const unsigned char *list = (const unsigned char *)data;
    char *end = state->pools + state->info->pools_size;
    for (char *place = state->pools; place < end;) {
        uint32_t number = read_number(&list);
        PyObject *constant = state->constants[number >> 1];
        if (number & 1) {
            zi_cache *cache = (zi_cache *)(void *)place;
            cache->held[0] = UINT64_MAX; // equal to no version of a type or dict
            cache->further = (uintptr_t)&state->further | 1;
            cache->name = constant;
            place += sizeof *cache;
        } else {
            *(PyObject **)(void *)place = constant;
            place += sizeof constant;
        }
    }
}

static int load_data(zi_state *state) {
    const zi_module_info *info = state->info;
    zi_unpack_bytes(state->data, info->import_size);
    const char *bytes = state->data->bytes;
    if (info->constant_count > 0 && load_constants(state, bytes) < 0) {
        return -1;
    }
    fill_pools(state, bytes + info->constants_size);
    return 0;
}

static int load_and_execute(zi_state *state, const zi_module_info *info) {
    zi_unpacker data;
    if (open_data(info, &data) < 0) {
        return -1;
    }
    state->data = &data;
    int status = load_data(state);
    if (status == 0 && info->body) {
        void *frame = zi_module_frame_enter(state);
        status = info->body(state);
        zi_frame_leave(frame);
    }
    state->data = NULL;
    PyMem_Free(data.bytes);
    return status != 0 ? -1 : 0;
}

// The module's dict gets __builtins__, which frames look for: as the interpreter's modules have it,
// which it imports, or as Cython's have it.
static int bind_names(zi_state *state, PyObject *module) {
    PyObject *builtins = PyImport_ImportModule("builtins");
    if (!builtins) {
        return -1;
    }
    Py_XSETREF(state->globals, zi_new_reference(PyModule_GetDict(module)));
    Py_XSETREF(state->builtins, zi_new_reference(PyModule_GetDict(builtins)));
    PyObject *named = state->info->is_plain_python ? state->builtins : builtins;
    int status = PyDict_SetItemString(state->globals, "__builtins__", named);
    Py_DECREF(builtins);
    return status;
}

static int run_body(zi_state *state, const zi_module_info *info, PyObject *module) {
    state->module = module; // borrowed: the module owns its state
    lay_out_state(state, info);
    state->eval_breaker = zi_find_eval_breaker();
    state->shared = zi_shared_get();
    if (!state->shared || bind_names(state, module) < 0) {
        return -1;
    }
    zi_note_shared(state->shared);
    state->names_version = state->shared->names ? &state->shared->names->version : NULL;
    return load_and_execute(state, info);
}

static int execute_module(PyObject *module) {
    zi_state *state = state_of(module);
    if (!state) {
        PyErr_SetString(PyExc_SystemError, "a compiled module has no state");
        return -1;
    }
    return run_body(state, definition_of(module)->info, module);
}

// --- Modules with a static state -----------------------------------------------------------------
// The first interpreter that asks gets the state, for good.
static int claim_interpreter(zi_state *state, const zi_module_info *info) {
    int64_t number = PyInterpreterState_GetID(PyInterpreterState_Get()) + 1;
    if (state->interpreter == 0) {
        state->interpreter = number;
    }
    if (state->interpreter == number) {
        return 0;
    }
    PyErr_Format(PyExc_ImportError,
                 "module '%.200s' has C variables or cdef classes, which exist once in a process: "
                 "it is loaded in another interpreter and cannot be loaded in this one",
                 info->name);
    return -1;
}

static PyObject *create_static_module(PyObject *spec, PyModuleDef *definition) {
    const zi_module_info *info = ((zi_module_def *)(void *)definition)->info;
    zi_state *state = info->static_state;
    if (claim_interpreter(state, info) < 0) {
        return NULL;
    }
    if (state->module) {
        return zi_new_reference(state->module);
    }
    PyObject *name = PyObject_GetAttrString(spec, "name");
    PyObject *module = name ? PyModule_NewObject(name) : NULL;
    Py_XDECREF(name);
    return module;
}

// A module that is imported again has run. One whose body fails may be imported once more.
static int execute_static_module(PyObject *module) {
    const zi_module_info *info = definition_of(module)->info;
    zi_state *state = info->static_state;
    if (state->module == module) {
        return 0;
    }
    if (state->module) {
        PyErr_Format(PyExc_ImportError, "module '%.200s' is being imported already", info->name);
        return -1;
    }
    Py_INCREF(module);
    int status = run_body(state, info, module);
    if (status < 0) {
        state->module = NULL;
        Py_DECREF(module);
    }
    return status;
}

// --- Garbage -------------------------------------------------------------------------------------
static int traverse_module(PyObject *module, visitproc visit, void *arg) {
    zi_state *state = PyModule_GetState(module);
    if (!state || !state->info) {
        return 0;
    }
    Py_VISIT(state->globals);
    for (uint32_t i = 0; i < state->info->class_count; i++) {
        Py_VISIT(state->classes[i]);
    }
    return zi_visit_kept_entries(state, visit, arg);
}

// Cycles go through classes and the globals (whose dict clears itself). Constants stay:
// code that runs late still reads them.
static int clear_module(PyObject *module) {
    zi_state *state = PyModule_GetState(module);
    if (!state || !state->info) {
        return 0;
    }
    for (uint32_t i = 0; i < state->info->class_count; i++) {
        Py_CLEAR(state->classes[i]);
    }
    zi_drop_kept_entries(state);
    return 0;
}

static void free_module(void *module) {
    zi_state *state = PyModule_GetState(module);
    if (!state || !state->info) {
        return;
    }
    clear_module(module);
    for (uint32_t i = 0; i < state->info->constant_count; i++) {
        Py_CLEAR(state->constants[i]);
    }
    for (uint32_t i = 0; i < state->info->code_count; i++) {
        Py_CLEAR(state->codes[i]);
    }
    zi_free_further(state);
    Py_CLEAR(state->globals);
    Py_CLEAR(state->builtins);
    state->info = NULL;
}

const char *zi_last_component(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

PyObject *zi_module_init(zi_module_def *storage, const zi_module_info *info) {
    if (!storage->info) {
        if (zi_check_version(info) < 0) {
            return NULL;
        }
        if (info->choose_cpu_level && info->choose_cpu_level() < 0) {
            return NULL;
        }
        storage->info = info;
        if (info->static_state) {
            storage->slots[0] = (PyModuleDef_Slot){Py_mod_create, (void *)create_static_module};
            storage->slots[1] = (PyModuleDef_Slot){Py_mod_exec, (void *)execute_static_module};
        } else {
            storage->slots[0] = (PyModuleDef_Slot){Py_mod_exec, (void *)execute_module};
        }
        storage->def = (PyModuleDef){PyModuleDef_HEAD_INIT, .m_name = zi_last_component(info->name),
                                     .m_doc = info->doc, .m_slots = storage->slots};
        if (!info->static_state) {
            storage->def.m_size = (Py_ssize_t)info->state_size;
            storage->def.m_traverse = traverse_module;
            storage->def.m_clear = clear_module;
            storage->def.m_free = free_module;
        }
    }
    return PyModuleDef_Init(&storage->def);
}
