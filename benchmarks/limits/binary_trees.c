/* benchmarks/programs/binary_trees.py by hand: trees of instances with slots, of tuples, and of
 * instances with a dictionary whose labels are int objects. */
#include "limits.h"

/* An instance of Node. The slots are in the order of their names, as the class statement has them.
 */
typedef struct {
    PyObject_HEAD PyObject *left, *right;
} Node;

enum { LABEL, LEFT, RIGHT };
static const char *const labelled_names[] = {"label", "left", "right", NULL};
static Class node_class, labelled_class;

// --- Nodes with slots ----------------------------------------------------------------------------
/* Make a node of two children, whose references are taken and which may be NULL. */
static PyObject *make_node(PyObject *left, PyObject *right) {
    PyObject *self = left && right ? make_instance(&node_class) : NULL;
    if (!self) {
        Py_XDECREF(left);
        Py_XDECREF(right);
        return NULL;
    }
    ((Node *)self)->left = left;
    ((Node *)self)->right = right;
    return self;
}

static PyObject *make_nodes(long depth) {
    if (depth == 0) {
        return make_node(Py_NewRef(Py_None), Py_NewRef(Py_None));
    }
    PyObject *left = make_nodes(depth - 1);
    return make_node(left, left ? make_nodes(depth - 1) : NULL);
}

static long count_nodes(const Node *node) {
    if (node->left == Py_None) {
        return 1;
    }
    return 1 + count_nodes((Node *)node->left) + count_nodes((Node *)node->right);
}

// --- Tuples --------------------------------------------------------------------------------------
static PyObject *make_tuples(long depth, PyObject *leaf) {
    if (depth == 0) {
        return Py_NewRef(leaf);
    }
    PyObject *left = make_tuples(depth - 1, leaf);
    return make_pair(left, left ? make_tuples(depth - 1, leaf) : NULL);
}

static long count_tuples(PyObject *tree) {
    PyObject *left = PyTuple_GET_ITEM(tree, 0), *right = PyTuple_GET_ITEM(tree, 1);
    return left == Py_None ? 1 : 1 + count_tuples(left) + count_tuples(right);
}

/* Return how many nodes a tree of each kind has, or -1. */
static long count_both(long depth, PyObject *leaf) {
    PyObject *nodes = make_nodes(depth);
    long count = nodes ? count_nodes((Node *)nodes) : -1;
    Py_XDECREF(nodes);
    PyObject *tuples = nodes ? make_tuples(depth, leaf) : NULL;
    count = tuples ? count + count_tuples(tuples) : -1;
    Py_XDECREF(tuples);
    return count;
}

/* Return how many nodes so many trees of each kind have, or -1. */
static long count_trees(long trees, long depth, PyObject *leaf) {
    long total = 0;
    for (long i = 0; i < trees; i++) {
        long count = count_both(depth, leaf);
        if (count < 0) {
            return -1;
        }
        total += count;
    }
    return total;
}

/* Return for each depth how many nodes many trees of that depth have, and the count of a kept one.
 */
static PyObject *compare_depths(long deepest) {
    PyObject *kept = make_nodes(deepest), *counts = PyList_New(0), *result = NULL;
    PyObject *leaf = PyTuple_Pack(2, Py_None, Py_None);
    bool done = kept && counts && leaf;
    for (long depth = 4; done && depth <= deepest; depth += 2) {
        long trees = 1L << (deepest - depth), total = count_trees(trees, depth, leaf);
        done = total >= 0 && append(counts, Py_BuildValue("(lll)", trees, depth, total));
    }
    if (done) {
        result = Py_BuildValue("(Ol)", counts, count_nodes((Node *)kept));
    }
    Py_XDECREF(leaf);
    Py_XDECREF(counts);
    Py_XDECREF(kept);
    return result;
}

// --- The search tree -----------------------------------------------------------------------------
static PyObject *make_labelled(long label) {
    PyObject *self = make_instance(&labelled_class);
    if (self && set_long(&labelled_class, self, LABEL, label) &&
        set(&labelled_class, self, LEFT, Py_NewRef(Py_None)) &&
        set(&labelled_class, self, RIGHT, Py_NewRef(Py_None))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Put a label where it belongs below a node. */
static bool insert(PyObject *root, long label) {
    PyObject *node = root;
    while (true) {
        int side = label < get_long(&labelled_class, node, LABEL) ? LEFT : RIGHT;
        PyObject *next = borrow(&labelled_class, node, side);
        if (!next || next == Py_None) {
            return next && set(&labelled_class, node, side, make_labelled(label));
        }
        node = next;
    }
}

/* Add the labels below a node to `sum`, each times its depth. */
static bool add_labels(PyObject *node, long depth, long *sum) {
    *sum += get_long(&labelled_class, node, LABEL) * depth;
    bool done = true;
    for (int side = LEFT; done && side <= RIGHT; side++) {
        PyObject *child = borrow(&labelled_class, node, side);
        done = child && (child == Py_None || add_labels(child, depth + 1, sum));
    }
    return done;
}

/* Return a figure of an unbalanced tree of numbers. */
static PyObject *search_tree(long size) {
    PyObject *root = make_labelled(5000);
    long state = 7, total = 0;
    bool done = root;
    for (long i = 0; done && i < size; i++) {
        state = (state * 1103515245 + 12345) % 2147483648;
        done = insert(root, state / 65536 % 10000);
    }
    done = done && add_labels(root, 1, &total);
    Py_XDECREF(root);
    return done ? PyLong_FromLong(total) : NULL;
}

static PyObject *run(double scale) {
    long deepest = 4;
    while (deepest < 16 && (double)(1L << (deepest + 1)) <= 60000 * scale) {
        deepest++;
    }
    PyObject *counts = compare_depths(deepest);
    PyObject *total = counts ? search_tree(scaled(40000, scale, 1)) : NULL;
    PyObject *result = total ? PyTuple_Pack(2, counts, total) : NULL;
    Py_XDECREF(total);
    Py_XDECREF(counts);
    return result;
}

static bool prepare(void) {
    return make_slotted_class(&node_class, "Node", "left right") &&
           has_slot(node_class.type, "left", offsetof(Node, left)) &&
           has_slot(node_class.type, "right", offsetof(Node, right)) &&
           make_class(&labelled_class, "Labelled", &PyBaseObject_Type, labelled_names);
}

LIMITS_MODULE(binary_trees)
