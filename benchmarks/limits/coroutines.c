/* benchmarks/programs/coroutines.py by hand: a scheduler, tasks, queues, a lock and what is awaited
 * are instances whose attributes are in a dictionary; deques, lists and the pairs in them are as
 * they are there. Only coroutines that a task has are objects, state machines of C: what they await
 * of the program's is part of their body, so that its end and that of an iteration are answers of
 * C. A ValueError is raised as an object. */
#include "limits.h"

enum { REQUEST };
enum { COROUTINE, IS_DONE, RESULT, WAITING };
enum { READY, STEPS };
enum { SCHEDULER, LIMIT, ITEMS, READERS, WRITERS };
enum { IS_HELD };
static const char *const suspend_names[] = {"request", NULL};
static const char *const task_names[] = {"coroutine", "is_done", "result", "waiting", NULL};
static const char *const scheduler_names[] = {"ready", "steps", NULL};
static const char *const queue_names[] = {"scheduler", "limit",   "items",
                                          "readers",   "writers", NULL};
static const char *const lock_names[] = {"is_held", NULL};
static Class suspend_class, task_class, scheduler_class, queue_class, lock_class;
static PyObject *deque_type;
static PyCFunction deque_append, deque_pop_left;

enum { ROOM = 8, ADDERS = 4, JOINED = 4, MODULUS = 1009 };

// --- Deques --------------------------------------------------------------------------------------
/* Append an item, whose reference is taken; false where it is NULL too. */
static bool push(PyObject *deque, PyObject *item) {
    PyObject *none = item ? deque_append(deque, item) : NULL;
    Py_XDECREF(none);
    Py_XDECREF(item);
    return none;
}

static PyObject *pop_left(PyObject *deque) { return deque_pop_left(deque, NULL); }

static PyCFunction function_of_deque(const char *name) {
    PyObject *method = PyObject_GetAttrString(deque_type, name);
    return method ? ((PyMethodDescrObject *)method)->d_method->ml_meth : NULL;
}

// --- Coroutines ----------------------------------------------------------------------------------
typedef enum { FAILED, SUSPENDED, RETURNED } Answer;

typedef struct Coroutine Coroutine;

/* Go on with a coroutine that gets `sent`; `*result` is a new reference to what it asks for or
 * returns. */
typedef Answer Step(Coroutine *self, PyObject *sent, PyObject **result);

/* A coroutine of a task, with what its body keeps while it is suspended. */
struct Coroutine {
    PyObject_HEAD Step *step;
    int state;
    // the instance of Suspend that is awaited
    PyObject *awaited;
    PyObject *first, *second, *third, *fourth;
    long number, count, total;
};

/* Await an instance of Suspend; `request` is a new reference to what it asks for, or NULL. What is
 * sent is in `sent` behind it. */
#define SUSPEND(request)                                                                           \
    do {                                                                                           \
        self->awaited = make_suspend(request);                                                     \
        if (!self->awaited) {                                                                      \
            return FAILED;                                                                         \
        }                                                                                          \
        self->state = __LINE__;                                                                    \
        *result = get(&suspend_class, self->awaited, REQUEST);                                     \
        return SUSPENDED;                                                                          \
    case __LINE__:                                                                                 \
        Py_CLEAR(self->awaited);                                                                   \
    } while (0)

static int visit_coroutine(PyObject *object, visitproc visit, void *arg) {
    const Coroutine *self = (Coroutine *)object;
    Py_VISIT(self->awaited);
    Py_VISIT(self->first);
    Py_VISIT(self->second);
    Py_VISIT(self->third);
    Py_VISIT(self->fourth);
    return 0;
}

static int clear_coroutine(PyObject *object) {
    Coroutine *self = (Coroutine *)object;
    Py_CLEAR(self->awaited);
    Py_CLEAR(self->first);
    Py_CLEAR(self->second);
    Py_CLEAR(self->third);
    Py_CLEAR(self->fourth);
    return 0;
}

static void release_coroutine(PyObject *object) {
    PyObject_GC_UnTrack(object);
    clear_coroutine(object);
    PyObject_GC_Del(object);
}

static PyTypeObject coroutine_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "limits.coroutine",
    .tp_basicsize = sizeof(Coroutine),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = visit_coroutine,
    .tp_clear = clear_coroutine,
    .tp_dealloc = release_coroutine,
};

/* Make a coroutine of up to two objects, whose references are not taken, and a number. */
static PyObject *make_coroutine(Step *step, PyObject *first, PyObject *second, long count) {
    Coroutine *self = PyObject_GC_New(Coroutine, &coroutine_type);
    if (!self) {
        return NULL;
    }
    size_t head = offsetof(Coroutine, step);
    memset((char *)self + head, 0, sizeof(Coroutine) - head);
    self->step = step;
    self->first = Py_XNewRef(first);
    self->second = Py_XNewRef(second);
    self->count = count;
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static PyObject *make_suspend(PyObject *request) {
    PyObject *self = request ? make_instance(&suspend_class) : NULL;
    if (self && set(&suspend_class, self, REQUEST, Py_NewRef(request))) {
        Py_DECREF(request);
        return self;
    }
    Py_XDECREF(self);
    Py_XDECREF(request);
    return NULL;
}

// --- The scheduler -------------------------------------------------------------------------------
static PyObject *make_task(PyObject *coroutine) {
    PyObject *self = make_instance(&task_class);
    if (self && set(&task_class, self, COROUTINE, Py_NewRef(coroutine)) &&
        set(&task_class, self, IS_DONE, Py_NewRef(Py_False)) &&
        set(&task_class, self, RESULT, Py_NewRef(Py_None)) &&
        set(&task_class, self, WAITING, PyList_New(0))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static PyObject *make_scheduler(void) {
    PyObject *self = make_instance(&scheduler_class);
    if (self && set(&scheduler_class, self, READY, PyObject_CallNoArgs(deque_type)) &&
        set_long(&scheduler_class, self, STEPS, 0)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Have a task go on, with a value that it gets. */
static bool make_ready(PyObject *scheduler, PyObject *task, PyObject *value) {
    PyObject *ready = borrow(&scheduler_class, scheduler, READY);
    return ready && push(ready, make_pair(Py_NewRef(task), Py_NewRef(value)));
}

/* Make a task of a coroutine, whose reference is taken and which may be NULL. */
static PyObject *spawn(PyObject *scheduler, PyObject *coroutine) {
    PyObject *task = coroutine ? make_task(coroutine) : NULL;
    Py_XDECREF(coroutine);
    if (task && !make_ready(scheduler, task, Py_None)) {
        Py_CLEAR(task);
    }
    return task;
}

/* End a task, and wake those that wait for it. */
static bool end_task(PyObject *scheduler, PyObject *task, PyObject *result) {
    if (!set(&task_class, task, IS_DONE, Py_NewRef(Py_True)) ||
        !set(&task_class, task, RESULT, Py_NewRef(result))) {
        return false;
    }
    PyObject *waiting = borrow(&task_class, task, WAITING);
    bool done = waiting;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(waiting); i++) {
        done = make_ready(scheduler, PyList_GET_ITEM(waiting, i), result);
    }
    return done;
}

/* Do what a task asks for. */
static bool answer_request(PyObject *scheduler, PyObject *task, PyObject *request) {
    if (request == Py_None) {
        return make_ready(scheduler, task, Py_None);
    }
    if (!Py_IS_TYPE(request, task_class.type)) {
        return append(request, Py_NewRef(task));
    }
    if (borrow(&task_class, request, IS_DONE) == Py_True) {
        return make_ready(scheduler, task, borrow(&task_class, request, RESULT));
    }
    return append(borrow(&task_class, request, WAITING), Py_NewRef(task));
}

static bool step_task(PyObject *scheduler, PyObject *task, PyObject *value) {
    Coroutine *coroutine = (Coroutine *)borrow(&task_class, task, COROUTINE);
    PyObject *result = NULL;
    Answer answer = coroutine->step(coroutine, value, &result);
    bool done = answer == RETURNED    ? end_task(scheduler, task, result)
                : answer == SUSPENDED ? answer_request(scheduler, task, result)
                                      : false;
    Py_XDECREF(result);
    return done;
}

static bool run_tasks(PyObject *scheduler) {
    PyObject *ready = borrow(&scheduler_class, scheduler, READY);
    bool done = true;
    while (done && Py_SIZE(ready)) {
        PyObject *pair = pop_left(ready);
        long steps = get_long(&scheduler_class, scheduler, STEPS);
        done = pair && set_long(&scheduler_class, scheduler, STEPS, steps + 1) &&
               step_task(scheduler, PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1));
        Py_XDECREF(pair);
    }
    return done;
}

// --- Queues and locks ----------------------------------------------------------------------------
static PyObject *make_queue(PyObject *scheduler, long limit) {
    PyObject *self = make_instance(&queue_class);
    if (self && set(&queue_class, self, SCHEDULER, Py_NewRef(scheduler)) &&
        set_long(&queue_class, self, LIMIT, limit) &&
        set(&queue_class, self, ITEMS, PyObject_CallNoArgs(deque_type)) &&
        set(&queue_class, self, READERS, PyList_New(0)) &&
        set(&queue_class, self, WRITERS, PyList_New(0))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static Py_ssize_t length(PyObject *queue) { return Py_SIZE(borrow(&queue_class, queue, ITEMS)); }

static bool is_full(PyObject *queue) {
    return length(queue) >= get_long(&queue_class, queue, LIMIT);
}

/* Wake the last one of the tasks that wait, if there is one. */
static bool wake(PyObject *queue, int waiting) {
    PyObject *tasks = borrow(&queue_class, queue, waiting);
    if (!PyList_GET_SIZE(tasks)) {
        return true;
    }
    PyObject *task = pop_last(tasks);
    bool done = make_ready(borrow(&queue_class, queue, SCHEDULER), task, Py_None);
    Py_DECREF(task);
    return done;
}

/* Put an item, whose reference is taken, into a queue that has room. */
static bool put_item(PyObject *queue, PyObject *item) {
    return push(borrow(&queue_class, queue, ITEMS), item) && wake(queue, READERS);
}

/* Take an item out of a queue that has some. */
static PyObject *take_item(PyObject *queue) {
    PyObject *item = pop_left(borrow(&queue_class, queue, ITEMS));
    if (item && !wake(queue, WRITERS)) {
        Py_CLEAR(item);
    }
    return item;
}

static PyObject *waiting_of(PyObject *queue, int attribute) {
    return get(&queue_class, queue, attribute);
}

static PyObject *make_lock(void) {
    PyObject *self = make_instance(&lock_class);
    if (self && set(&lock_class, self, IS_HELD, Py_NewRef(Py_False))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static bool hold(PyObject *lock, PyObject *is_held) {
    return set(&lock_class, lock, IS_HELD, Py_NewRef(is_held));
}

// --- The tasks -----------------------------------------------------------------------------------
static long fibonacci(long number) {
    return number < 2 ? number : fibonacci(number - 1) + fibonacci(number - 2);
}

/* Put the numbers below `count` and None into the queue `first`. */
static Answer produce(Coroutine *self, PyObject *sent, PyObject **result) {
    (void)sent;
    switch (self->state) {
    case 0:
    default:
        for (; self->number < self->count; self->number++) {
            while (is_full(self->first)) {
                SUSPEND(waiting_of(self->first, WRITERS));
            }
            if (!put_item(self->first, PyLong_FromLong(self->number))) {
                return FAILED;
            }
        }
        while (is_full(self->first)) {
            SUSPEND(waiting_of(self->first, WRITERS));
        }
        *result = put_item(self->first, Py_NewRef(Py_None)) ? PyLong_FromLong(self->count) : NULL;
    }
    return *result ? RETURNED : FAILED;
}

/* Put the item `third` into `second`, a number multiplied by `count`. */
static bool put_third(const Coroutine *self) {
    if (self->third == Py_None) {
        return put_item(self->second, Py_NewRef(Py_None));
    }
    long product = number_of(self->third) * self->count % MODULUS;
    return put_item(self->second, PyLong_FromLong(product));
}

/* Put what `first` has, multiplied by `count`, into `second`, up to None; `third` is an item. */
static Answer transform(Coroutine *self, PyObject *sent, PyObject **result) {
    (void)sent;
    switch (self->state) {
    case 0:
    default:
        do {
            while (!length(self->first)) {
                SUSPEND(waiting_of(self->first, READERS));
            }
            Py_XSETREF(self->third, take_item(self->first));
            while (self->third && is_full(self->second)) {
                SUSPEND(waiting_of(self->second, WRITERS));
            }
            if (!self->third || !put_third(self)) {
                return FAILED;
            }
        } while (self->third != Py_None);
    }
    *result = Py_NewRef(Py_None);
    return RETURNED;
}

/* Add the numbers of the queue `first`. */
static Answer consume(Coroutine *self, PyObject *sent, PyObject **result) {
    (void)sent;
    switch (self->state) {
    case 0:
    default:
        while (true) {
            while (!length(self->first)) {
                SUSPEND(waiting_of(self->first, READERS));
            }
            PyObject *item = take_item(self->first);
            if (!item) {
                return FAILED;
            }
            bool ends = item == Py_None;
            self->total += ends ? 0 : number_of(item);
            Py_DECREF(item);
            if (ends) {
                break;
            }
        }
        *result = PyLong_FromLong(self->total);
    }
    return *result ? RETURNED : FAILED;
}

/* Add the numbers below `count` to the one in the list `second`, holding the lock `first`; give way
 * before every fourth. */
static Answer sum_locked(Coroutine *self, PyObject *sent, PyObject **result) {
    (void)sent;
    switch (self->state) {
    case 0:
    default:
        for (; self->number < self->count; self->number++) {
            if (self->number % 4 == 0) {
                SUSPEND(Py_NewRef(Py_None));
            }
            while (borrow(&lock_class, self->first, IS_HELD) == Py_True) {
                SUSPEND(Py_NewRef(Py_None));
            }
            PyObject **total = &PyList_GET_ITEM(self->second, 0);
            if (!hold(self->first, Py_True) ||
                !store_long(total, number_of(*total) + self->number) ||
                !hold(self->first, Py_False)) {
                return FAILED;
            }
        }
        *result = Py_NewRef(Py_None);
    }
    return *result ? RETURNED : FAILED;
}

/* Raise the ValueError of a number. */
static void raise_number(long number) {
    PyObject *argument = PyLong_FromLong(number);
    PyObject *error = argument ? PyObject_CallOneArg(PyExc_ValueError, argument) : NULL;
    if (error) {
        PyErr_SetObject(PyExc_ValueError, error);
    }
    Py_XDECREF(error);
    Py_XDECREF(argument);
}

/* Count the exceptions of every third number below `count`, after giving way for each. */
static Answer fail_often(Coroutine *self, PyObject *sent, PyObject **result) {
    (void)sent;
    switch (self->state) {
    case 0:
    default:
        for (; self->number < self->count; self->number++) {
            SUSPEND(Py_NewRef(Py_None));
            if (self->number % 3) {
                continue;
            }
            raise_number(self->number);
            if (!PyErr_ExceptionMatches(PyExc_ValueError)) {
                return FAILED;
            }
            PyErr_Clear();
            self->total++;
        }
        *result = PyLong_FromLong(self->total);
    }
    return *result ? RETURNED : FAILED;
}

// --- The main task -------------------------------------------------------------------------------
/* Spawn tasks that give something, in the list `second`. */
static bool spawn_joined(Coroutine *self) {
    PyObject *scheduler = self->first, *tasks = self->second;
    PyObject *first = make_queue(scheduler, ROOM), *second = make_queue(scheduler, ROOM);
    bool done =
        first && second &&
        append(tasks, spawn(scheduler, make_coroutine(produce, first, NULL, self->count))) &&
        append(tasks, spawn(scheduler, make_coroutine(transform, first, second, 17))) &&
        append(tasks, spawn(scheduler, make_coroutine(consume, second, NULL, 0))) &&
        append(tasks, spawn(scheduler, make_coroutine(fail_often, NULL, NULL, self->count)));
    Py_XDECREF(second);
    Py_XDECREF(first);
    return done;
}

/* Spawn tasks that add to the list `third`, behind the others. */
static bool spawn_adders(Coroutine *self) {
    PyObject *lock = make_lock();
    bool done = lock && append(self->third, PyLong_FromLong(0));
    for (int i = 0; done && i < ADDERS; i++) {
        PyObject *adder = make_coroutine(sum_locked, lock, self->third, self->count / 2);
        done = append(self->second, spawn(self->first, adder));
    }
    Py_XDECREF(lock);
    return done;
}

/* Spawn all tasks and wait for them; return the list of results and that of the total. */
static Answer main_task(Coroutine *self, PyObject *sent, PyObject **result) {
    switch (self->state) {
    case 0:
    default:
        self->second = PyList_New(0);
        self->third = PyList_New(0);
        self->fourth = PyList_New(0);
        if (!self->second || !self->third || !self->fourth || !spawn_joined(self) ||
            !spawn_adders(self)) {
            return FAILED;
        }
        for (; self->number < PyList_GET_SIZE(self->second); self->number++) {
            SUSPEND(Py_NewRef(PyList_GET_ITEM(self->second, self->number)));
            if (self->number < JOINED && !append(self->fourth, Py_NewRef(sent))) {
                return FAILED;
            }
        }
        *result = PyTuple_Pack(2, self->fourth, self->third);
    }
    return *result ? RETURNED : FAILED;
}

static PyObject *run(double scale) {
    long size = scaled(95000, scale, 8), depth = scale >= 0.5 ? 23 : 8;
    PyObject *scheduler = make_scheduler(), *result = NULL;
    PyObject *coroutine = scheduler ? make_coroutine(main_task, scheduler, NULL, size) : NULL;
    PyObject *task = coroutine ? spawn(scheduler, coroutine) : NULL;
    if (task && run_tasks(scheduler)) {
        result = Py_BuildValue("(Oll)", borrow(&task_class, task, RESULT),
                               get_long(&scheduler_class, scheduler, STEPS), fibonacci(depth));
    }
    Py_XDECREF(task);
    Py_XDECREF(scheduler);
    return result;
}

static bool prepare(void) {
    PyObject *collections = PyImport_ImportModule("collections");
    deque_type = collections ? PyObject_GetAttrString(collections, "deque") : NULL;
    Py_XDECREF(collections);
    return deque_type && (deque_append = function_of_deque("append")) &&
           (deque_pop_left = function_of_deque("popleft")) && PyType_Ready(&coroutine_type) == 0 &&
           make_class(&suspend_class, "Suspend", &PyBaseObject_Type, suspend_names) &&
           make_class(&task_class, "Task", &PyBaseObject_Type, task_names) &&
           make_class(&scheduler_class, "Scheduler", &PyBaseObject_Type, scheduler_names) &&
           make_class(&queue_class, "Queue", &PyBaseObject_Type, queue_names) &&
           make_class(&lock_class, "Lock", &PyBaseObject_Type, lock_names);
}

LIMITS_MODULE(coroutines)
