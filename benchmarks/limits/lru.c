/* benchmarks/programs/lru.py by hand: a dictionary of nodes with slots in a doubly linked ring,
 * caches whose attributes are in a dictionary, tuples as keys. That a key is missing is an answer
 * of C, not an exception. */
#include "limits.h"

/* An instance of Node. The slots are in the order of their names, as the class statement has them.
 */
typedef struct {
    PyObject_HEAD PyObject *after, *before, *key, *value;
} Node;

enum { CAPACITY, NODES, HEAD, HITS, MISSES };
static const char *const cache_names[] = {"capacity", "nodes", "head", "hits", "misses", NULL};
static Class node_class, cache_class;
static PyObject *paths_cache;

/* What a function gives that asks for something. */
typedef enum { FAILED = -1, MISSING, FOUND } Answer;

// --- Nodes ---------------------------------------------------------------------------------------
static PyObject *make_node(PyObject *key, PyObject *value) {
    PyObject *self = make_instance(&node_class);
    if (self) {
        Node *node = (Node *)self;
        node->key = Py_NewRef(key);
        node->value = Py_NewRef(value);
        node->before = Py_NewRef(Py_None);
        node->after = Py_NewRef(Py_None);
    }
    return self;
}

static void set_slot(PyObject **slot, Node *node) { Py_SETREF(*slot, Py_NewRef((PyObject *)node)); }

/* Put a node behind the head of a cache. */
static bool link_node(PyObject *cache, Node *node) {
    Node *head = (Node *)get(&cache_class, cache, HEAD);
    if (!head) {
        return false;
    }
    Node *first = (Node *)head->after;
    set_slot(&node->before, head);
    set_slot(&node->after, first);
    set_slot(&first->before, node);
    set_slot(&head->after, node);
    Py_DECREF(head);
    return true;
}

/* Take a node out of the ring; something else refers to it. */
static void unlink_node(Node *node) {
    Node *before = (Node *)node->before, *after = (Node *)node->after;
    set_slot(&before->after, after);
    set_slot(&after->before, before);
}

// --- Caches --------------------------------------------------------------------------------------
static PyObject *make_cache(long capacity) {
    PyObject *self = make_instance(&cache_class), *head = NULL;
    if (!self || !set_long(&cache_class, self, CAPACITY, capacity) ||
        !set(&cache_class, self, NODES, PyDict_New()) || !(head = make_node(Py_None, Py_None)) ||
        !set(&cache_class, self, HEAD, head)) {
        Py_XDECREF(self);
        return NULL;
    }
    set_slot(&((Node *)head)->after, (Node *)head);
    set_slot(&((Node *)head)->before, (Node *)head);
    if (set_long(&cache_class, self, HITS, 0) && set_long(&cache_class, self, MISSES, 0)) {
        return self;
    }
    Py_DECREF(self);
    return NULL;
}

/* Add 1 to an attribute. */
static bool count(PyObject *cache, int attribute) {
    long number = get_long(&cache_class, cache, attribute);
    return number >= 0 && set_long(&cache_class, cache, attribute, number + 1);
}

static Py_ssize_t length(PyObject *cache) {
    PyObject *nodes = get(&cache_class, cache, NODES);
    Py_ssize_t size = nodes ? PyDict_GET_SIZE(nodes) : -1;
    Py_XDECREF(nodes);
    return size;
}

static Answer contains(PyObject *cache, PyObject *key) {
    PyObject *nodes = get(&cache_class, cache, NODES);
    int found = nodes ? PyDict_Contains(nodes, key) : -1;
    Py_XDECREF(nodes);
    return found;
}

/* Find the node of a key; `*node` is a new reference, NULL if there is none. */
static Answer find_node(PyObject *cache, PyObject *key, Node **node) {
    PyObject *nodes = get(&cache_class, cache, NODES);
    PyObject *found = nodes ? PyDict_GetItemWithError(nodes, key) : NULL;
    *node = (Node *)Py_XNewRef(found);
    Py_XDECREF(nodes);
    return found ? FOUND : PyErr_Occurred() ? FAILED : MISSING;
}

/* Raise the KeyError of a key, made as an object before. */
static void raise_missing(PyObject *key) {
    PyObject *error = PyObject_CallOneArg(PyExc_KeyError, key);
    if (error) {
        PyErr_SetObject(PyExc_KeyError, error);
        Py_DECREF(error);
    }
}

/* Do what `cache[key]` does, which counts hits and misses; read an int into `number`. */
static bool get_item(PyObject *cache, PyObject *key, long *number) {
    Node *node;
    Answer answer = find_node(cache, key, &node);
    if (answer == MISSING && count(cache, MISSES)) {
        raise_missing(key);
    }
    if (answer != FOUND) {
        return false;
    }
    bool done = count(cache, HITS);
    if (done) {
        unlink_node(node);
        done = link_node(cache, node);
        *number = number_of(node->value);
    }
    Py_DECREF(node);
    return done;
}

/* Forget the oldest entry. */
static bool forget(PyObject *cache, PyObject *nodes) {
    Node *head = (Node *)get(&cache_class, cache, HEAD);
    if (!head) {
        return false;
    }
    Node *oldest = (Node *)Py_NewRef(head->before);
    unlink_node(oldest);
    bool done = PyDict_DelItem(nodes, oldest->key) == 0;
    Py_DECREF(oldest);
    Py_DECREF(head);
    return done;
}

/* Put a new node for a key into a cache that has none. */
static bool add_node(PyObject *cache, PyObject *key, PyObject *value) {
    PyObject *nodes = get(&cache_class, cache, NODES), *node = NULL;
    long capacity = nodes ? get_long(&cache_class, cache, CAPACITY) : -1;
    bool done = capacity >= 0 && (PyDict_GET_SIZE(nodes) < capacity || forget(cache, nodes)) &&
                (node = make_node(key, value)) && PyDict_SetItem(nodes, key, node) == 0 &&
                link_node(cache, (Node *)node);
    Py_XDECREF(node);
    Py_XDECREF(nodes);
    return done;
}

static bool set_item(PyObject *cache, PyObject *key, PyObject *value) {
    Node *node;
    Answer answer = find_node(cache, key, &node);
    if (answer != FOUND) {
        return answer == MISSING && add_node(cache, key, value);
    }
    Py_SETREF(node->value, Py_NewRef(value));
    unlink_node(node);
    bool done = link_node(cache, node);
    Py_DECREF(node);
    return done;
}

static bool set_item_to(PyObject *cache, PyObject *key, long number) {
    PyObject *value = PyLong_FromLong(number);
    bool done = value && set_item(cache, key, value);
    Py_XDECREF(value);
    return done;
}

static bool delete_item(PyObject *cache, PyObject *key) {
    Node *node;
    PyObject *nodes = get(&cache_class, cache, NODES);
    bool done = nodes && find_node(cache, key, &node) == FOUND;
    if (done) {
        done = PyDict_DelItem(nodes, key) == 0;
        unlink_node(node);
        Py_DECREF(node);
    }
    Py_XDECREF(nodes);
    return done;
}

/* Read the value of a key, if there is one. */
static Answer get_value(PyObject *cache, PyObject *key, long *number) {
    Answer answer = contains(cache, key);
    return answer == FOUND && !get_item(cache, key, number) ? FAILED : answer;
}

// --- The decorated function ----------------------------------------------------------------------
static long paths(long rows, long columns);

/* Count the ways through a grid; -1 where that fails. */
static long compute_paths(long rows, long columns) {
    if (rows == 0 || columns == 0) {
        return 1;
    }
    long left = paths(rows - 1, columns);
    long right = left < 0 ? -1 : paths(rows, columns - 1);
    return right < 0 ? -1 : (left + right) % 1000003;
}

/* The same with a cache of the results. */
static long paths(long rows, long columns) {
    PyObject *arguments = make_pair(PyLong_FromLong(rows), PyLong_FromLong(columns));
    long result = -1;
    if (arguments && !get_item(paths_cache, arguments, &result) &&
        PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        result = compute_paths(rows, columns);
        if (result >= 0 && !set_item_to(paths_cache, arguments, result)) {
            result = -1;
        }
    }
    Py_XDECREF(arguments);
    return result;
}

// --- Simulations ---------------------------------------------------------------------------------
/* Use a key once, add to the total what it stands for. */
static bool use_key(PyObject *cache, long drawn, long number, long *total) {
    PyObject *key = PyLong_FromLong(drawn);
    long value = 0;
    Answer answer = key ? get_value(cache, key, &value) : FAILED;
    bool done = answer != FAILED;
    if (answer == MISSING) {
        value = drawn * number % 1009;
        done = count(cache, MISSES) && set_item_to(cache, key, value);
    }
    *total = (*total + value) % 1000003;
    if (done && number % 97 == 0) {
        answer = contains(cache, key);
        done = answer == MISSING || (answer == FOUND && delete_item(cache, key));
    }
    Py_XDECREF(key);
    return done;
}

/* Go on with the checksum over the keys, from the newest to the oldest. */
static bool sum_keys(PyObject *cache, long *total) {
    Node *head = (Node *)get(&cache_class, cache, HEAD);
    if (!head) {
        return false;
    }
    long place = 0;
    for (Node *node = (Node *)head->after; node != head; node = (Node *)node->after) {
        *total = (*total * 31 + number_of(node->key) * place++) % 1000003;
    }
    Py_DECREF(head);
    return true;
}

/* Use keys, some much more often than others; return hits, misses and a checksum. */
static PyObject *simulate(long capacity, long draws, long spread) {
    PyObject *cache = make_cache(capacity), *result = NULL;
    long state = 1, total = 0;
    bool done = cache;
    for (long number = 0; done && number < draws; number++) {
        state = (state * 1103515245 + 12345) % 2147483648;
        long draw = state >> 8;
        long key = draw & 0x1000 ? draw % spread : draw % (spread / 8);
        done = use_key(cache, key, number, &total);
    }
    if (done && sum_keys(cache, &total)) {
        result = Py_BuildValue("(NNnl)", get(&cache_class, cache, HITS),
                               get(&cache_class, cache, MISSES), length(cache), total);
    }
    Py_XDECREF(cache);
    return result;
}

static bool count_ways(long count, long *sum) {
    PyObject *ways = PyList_New(0);
    bool done = ways;
    *sum = 0;
    for (long number = 0; done && number < count; number++) {
        long found = paths(number % 20, number % 15);
        done = found >= 0 && append(ways, PyLong_FromLong(found));
    }
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(ways); i++) {
        *sum += number_of(PyList_GET_ITEM(ways, i));
    }
    Py_XDECREF(ways);
    return done;
}

static PyObject *run(double scale) {
    static const long capacities[] = {50, 200, 500};
    long draws = scaled(28000, scale, 100), ways = 0;
    PyObject *results = PyList_New(0);
    bool done = results;
    for (size_t i = 0; done && i < sizeof(capacities) / sizeof(*capacities); i++) {
        done = append(results, simulate(capacities[i], draws, 1000));
    }
    if (!done || !count_ways(draws / 4, &ways)) {
        Py_XDECREF(results);
        return NULL;
    }
    return Py_BuildValue("(Nln)", results, ways, length(paths_cache));
}

static bool prepare(void) {
    return make_slotted_class(&node_class, "Node", "after before key value") &&
           has_slot(node_class.type, "after", offsetof(Node, after)) &&
           has_slot(node_class.type, "before", offsetof(Node, before)) &&
           has_slot(node_class.type, "key", offsetof(Node, key)) &&
           has_slot(node_class.type, "value", offsetof(Node, value)) &&
           make_class(&cache_class, "LRU", &PyBaseObject_Type, cache_names) &&
           (paths_cache = make_cache(64));
}

LIMITS_MODULE(lru)
