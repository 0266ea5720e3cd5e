// Loops over iterables and ranges, and unpacking.
//
// iter_start gives what a loop reads: the list, tuple or text itself with position 0 (the loop then
// indexes it, as CPython's own iterators do), or an iterator with a position that says what kind it
// is. A generator of our own is resumed without StopIteration.
#include "runtime/generator.h"

enum { POSITION_OF_ITERATOR = -1, POSITION_OF_GENERATOR = -2 };

static inline ZI_INLINE bool is_list_or_tuple(PyObject *iterable) {
    return PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable);
}

static bool is_indexed(PyObject *iterable) {
    return is_list_or_tuple(iterable) || zi_is_plain_text(iterable);
}

static bool is_own_generator(const zi_state *state, PyObject *object) {
    return Py_TYPE(object) == state->shared->generator_type;
}

static ZI_SLOW PyObject *start_other(const zi_state *state, PyObject *iterable, int64_t *position) {
    if (zi_is_plain_text(iterable)) {
        *position = 0;
        return zi_new_reference(iterable);
    }
    PyObject *iterator =
        is_own_generator(state, iterable) ? zi_new_reference(iterable) : PyObject_GetIter(iterable);
    *position = iterator && is_own_generator(state, iterator) ? POSITION_OF_GENERATOR
                                                              : POSITION_OF_ITERATOR;
    return iterator;
}

ZI_INLINE PyObject *zi_iter_start(zi_state *state, PyObject *iterable, int64_t *position) {
    if (is_list_or_tuple(iterable)) {
        *position = 0;
        return zi_new_reference(iterable);
    }
    return start_other(state, iterable, position);
}

// What a generator expression is given, on which no more iter() is called.
PyObject *zi_iter_object(PyObject *iterable) {
    return is_indexed(iterable) ? zi_new_reference(iterable) : PyObject_GetIter(iterable);
}

int64_t zi_iter_position(zi_state *state, PyObject *iterator) {
    return is_indexed(iterator)                ? 0
           : is_own_generator(state, iterator) ? POSITION_OF_GENERATOR
                                               : POSITION_OF_ITERATOR;
}

// One that waits for another, has ended or runs already goes by its type, which is of the module
// that has generators: one without them contains nothing of theirs but this.
static PyObject *generator_item(PyObject *generator) {
    zi_generator *self = (zi_generator *)generator;
    return ZI_LIKELY(self->resume_state >= 0 && !self->detour)
               ? self->info->resume(self, Py_None)
               : Py_TYPE(generator)->tp_iternext(generator);
}

static PyObject *step_iterator(PyObject *iterator, int64_t position) {
    return position == POSITION_OF_GENERATOR ? generator_item(iterator)
                                             : Py_TYPE(iterator)->tp_iternext(iterator);
}

// The next character of a text. At the end, and where there is no memory for it, NULL: the loop
// goes by the position that this leaves.
static ZI_SLOW PyObject *next_character(PyObject *text, int64_t *position) {
    int64_t index = *position;
    if (index >= PyUnicode_GET_LENGTH(text)) {
        return NULL;
    }
    PyObject *character = zi_character_text(zi_read_character(text, index));
    *position = ZI_LIKELY(character != NULL) ? index + 1 : POSITION_OF_ITERATOR;
    return character;
}

// A new reference; NULL at the end, or with an exception set: zi_iter_end tells.
ZI_INLINE PyObject *zi_iter_next(PyObject *iterator, int64_t *position) {
    int64_t index = *position;
    if (index >= 0) {
        // Read anew each time: the loop's body may change the list.
        if (Py_TYPE(iterator) == &PyList_Type) {
            if (index < PyList_GET_SIZE(iterator)) {
                *position = index + 1;
                return zi_new_reference(PyList_GET_ITEM(iterator, index));
            }
            return NULL;
        }
        if (Py_TYPE(iterator) == &PyTuple_Type) {
            if (index < PyTuple_GET_SIZE(iterator)) {
                *position = index + 1;
                return zi_new_reference(PyTuple_GET_ITEM(iterator, index));
            }
            return NULL;
        }
        PyObject *character = zi_shared_character(iterator, index);
        if (ZI_LIKELY(character != NULL)) {
            *position = index + 1;
            return zi_new_reference(character);
        }
        return next_character(iterator, position);
    }
    return step_iterator(iterator, index);
}

// 1: the iterator ended; -1: an exception is set.
static ZI_COLD int iter_has_ended(void) {
    if (!PyErr_Occurred()) {
        return 1;
    }
    if (PyErr_ExceptionMatches(PyExc_StopIteration)) {
        PyErr_Clear();
        return 1;
    }
    return -1;
}

static ZI_SLOW int end_iterator(PyObject *iterator, int64_t position) {
    if (position == POSITION_OF_GENERATOR) {
        Py_CLEAR(((zi_generator *)iterator)->returned);
    }
    return iter_has_ended() > 0 ? 0 : -1;
}

// After zi_iter_next has given nothing. 0: it was the last item; -1: an exception is set.
ZI_INLINE int zi_iter_end(PyObject *iterator, int64_t position) {
    return position >= 0 ? 0 : end_iterator(iterator, position);
}

PyObject *zi_next(PyObject *iterator, PyObject *end, int is_python) {
    if (!PyIter_Check(iterator)) {
        PyErr_Format(PyExc_TypeError,
                     is_python ? "'%.200s' object is not an iterator"
                               : "%.200s object is not an iterator",
                     Py_TYPE(iterator)->tp_name);
        return NULL;
    }
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (item || (!end && PyErr_Occurred())) {
        return item;
    }
    if (end) {
        return iter_has_ended() > 0 ? zi_new_reference(end) : NULL;
    }
    PyErr_SetNone(PyExc_StopIteration);
    return NULL;
}

// --- Ranges --------------------------------------------------------------------------------------
// An int or what has __index__; 1: it fits 64 bits; 0: it does not; -1: an exception.
static int read_index(PyObject *object, int64_t *value) {
    if (Py_TYPE(object) == &PyLong_Type && zi_int_read(object, value)) {
        return 1;
    }
    PyObject *index = PyNumber_Index(object);
    if (!index) {
        return -1;
    }
    int overflow = 0;
    *value = PyLong_AsLongLongAndOverflow(index, &overflow);
    Py_DECREF(index);
    return !overflow;
}

// 1: start, stop and step are set; 0: one does not fit, or the loop's variable would overflow
// beyond the end: take the range object; -1: an exception (a step of zero included).
int zi_range_start(PyObject *start, PyObject *stop, PyObject *step, int64_t *out_start,
                   int64_t *out_stop, int64_t *out_step) {
    int fits = read_index(start, out_start);
    if (fits < 0) {
        return -1;
    }
    int stop_fits = read_index(stop, out_stop);
    if (stop_fits < 0) {
        return -1;
    }
    int step_fits = read_index(step, out_step);
    if (step_fits < 0) {
        return -1;
    }
    if (step_fits && *out_step == 0) {
        PyErr_SetString(PyExc_ValueError, "range() arg 3 must not be zero");
        return -1;
    }
    int64_t past_end;
    return fits && stop_fits && step_fits &&
           !__builtin_add_overflow(*out_stop, *out_step, &past_end);
}

// How many numbers the range has; the step is not zero. Beyond 2**63 - 1: that many.
ZI_INLINE int64_t zi_range_count(int64_t start, int64_t stop, int64_t step) {
    if (step > 0 ? start >= stop : start <= stop) {
        return 0;
    }
    uint64_t distance =
        step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    uint64_t count = (distance - 1) / stride + 1;
    return count > (uint64_t)INT64_MAX ? INT64_MAX : (int64_t)count;
}

// Without the GIL, these two take it to raise.
static ZI_COLD int raise_value_error(const char *text, int64_t expected, int64_t length) {
    PyGILState_STATE held = PyGILState_Ensure();
    PyErr_Format(PyExc_ValueError, text, (long long)expected, (long long)length);
    PyGILState_Release(held);
    return -1;
}

int zi_move_part(void *to, int64_t to_count, const void *from, int64_t from_count, int64_t size) {
    int64_t count = to_count > 0 ? to_count : 0;
    if (ZI_UNLIKELY(count != (from_count > 0 ? from_count : 0))) {
        return raise_value_error("Assignment to slice of wrong length, expected %lld, got %lld",
                                 from_count, to_count);
    }
    memmove(to, from, (size_t)(count * size));
    return 0;
}

int64_t zi_part_count(int64_t start, int64_t stop, int64_t step) {
    return ZI_LIKELY(step != 0) ? zi_range_count(start, stop, step)
                                : raise_value_error("slice step cannot be zero", 0, 0);
}

PyObject *zi_range_object(PyObject *start, PyObject *stop, PyObject *step) {
    PyObject *arguments[] = {NULL, start, stop, step};
    return PyObject_Vectorcall((PyObject *)&PyRange_Type, arguments + 1,
                               3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

// --- Unpacking -----------------------------------------------------------------------------------
// In CPython's words (`in_python`) or Cython's.

static ZI_COLD void *raise_too_few(int64_t expected, int64_t got, bool has_star, bool in_python) {
    if (!in_python) {
        return PyErr_Format(PyExc_ValueError, "need more than %zd value%s to unpack",
                            (Py_ssize_t)got, got == 1 ? "" : "s");
    }
    return PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %s%zd, got %zd)",
                        has_star ? "at least " : "", (Py_ssize_t)expected, (Py_ssize_t)got);
}

// `got`: how many there are; -1: that is not known.
static ZI_COLD void *raise_too_many(int64_t expected, int64_t got, bool in_python) {
    if (ZI_UNPACKING_SAYS_COUNT && got >= 0 && in_python) {
        return PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd, got %zd)",
                            (Py_ssize_t)expected, (Py_ssize_t)got);
    }
    return PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)",
                        (Py_ssize_t)expected);
}

static PyObject *start_unpacking(PyObject *value, bool in_python) {
    PyObject *iterator = PyObject_GetIter(value);
    if (!iterator && in_python && PyErr_ExceptionMatches(PyExc_TypeError) &&
        !Py_TYPE(value)->tp_iter && !PySequence_Check(value)) {
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object",
                     Py_TYPE(value)->tp_name);
    }
    return iterator;
}

// Takes `count` items out of the iterator; false: there are fewer, or an exception. Those that were
// taken are the caller's all the same.
static bool take_items(PyObject *iterator, PyObject **items, int64_t count, int64_t expected,
                       bool has_star, bool in_python) {
    for (int64_t i = 0; i < count; i++) {
        items[i] = PyIter_Next(iterator);
        if (!items[i]) {
            if (!PyErr_Occurred()) {
                raise_too_few(expected, i, has_star, in_python);
            }
            return false;
        }
    }
    return true;
}

// Has the iterator of the value ended? Else an exception is set.
static bool check_end(PyObject *iterator, PyObject *value, int64_t count, bool in_python) {
    PyObject *more = PyIter_Next(iterator);
    if (more) {
        Py_DECREF(more);
        Py_ssize_t size = PyDict_CheckExact(value) ? PyDict_GET_SIZE(value) : -1;
        raise_too_many(count, size > count ? size : -1, in_python);
        return false;
    }
    return !PyErr_Occurred();
}

static inline PyObject **items_of_tuple(PyObject *tuple) {
    return ((PyTupleObject *)tuple)->ob_item;
}

// Gives the items of an exact tuple or list, and how many there are; false: it is something else.
static inline bool find_items(PyObject *value, PyObject ***items, Py_ssize_t *size) {
    if (PyTuple_CheckExact(value)) {
        *items = items_of_tuple(value);
        *size = PyTuple_GET_SIZE(value);
        return true;
    }
    if (PyList_CheckExact(value)) {
        *items = ((PyListObject *)value)->ob_item;
        *size = PyList_GET_SIZE(value);
        return true;
    }
    return false;
}

static inline void take_references(PyObject **items, PyObject *const *from, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        items[i] = zi_new_reference(from[i]);
    }
}

static ZI_COLD int raise_wrong_size(int64_t count, Py_ssize_t size, bool in_python) {
    if (size < count) {
        raise_too_few(count, size, false, in_python);
    } else {
        raise_too_many(count, size, in_python);
    }
    return -1;
}

static ZI_SLOW int unpack_iterable(PyObject *value, int64_t count, bool in_python,
                                   PyObject **items) {
    for (int64_t i = 0; i < count; i++) {
        items[i] = NULL;
    }
    PyObject *iterator = start_unpacking(value, in_python);
    bool taken = iterator && take_items(iterator, items, count, count, false, in_python) &&
                 check_end(iterator, value, count, in_python);
    Py_XDECREF(iterator);
    for (int64_t i = 0; !taken && i < count; i++) {
        Py_CLEAR(items[i]);
    }
    return taken ? 0 : -1;
}

static inline ZI_INLINE int unpack_items(PyObject *value, int64_t count, bool in_python,
                                         PyObject **items) {
    PyObject **all;
    Py_ssize_t size;
    if (ZI_UNLIKELY(!find_items(value, &all, &size))) {
        return unpack_iterable(value, count, in_python, items);
    }
    if (ZI_UNLIKELY(size != count)) {
        return raise_wrong_size(count, size, in_python);
    }
    if (count > 3) {
        take_references(items, all, count);
        return 0;
    }
    // Few items, of a number that callers know mostly: no loop.
    if (count > 0) {
        items[0] = zi_new_reference(all[0]);
    }
    if (count > 1) {
        items[1] = zi_new_reference(all[1]);
    }
    if (count > 2) {
        items[2] = zi_new_reference(all[2]);
    }
    return 0;
}

// Where the items of an exact tuple or list of that size stand, borrowed; NULL: it is something
// else.
ZI_INLINE PyObject **zi_items_in_place(PyObject *value, int64_t count) {
    PyObject **items;
    Py_ssize_t size;
    return ZI_LIKELY(find_items(value, &items, &size) && size == count) ? items : NULL;
}

int zi_unpack_items(PyObject *value, int64_t count, int in_python, PyObject **items) {
    return unpack_items(value, count, in_python, items);
}

// Without a loop.
int zi_unpack_2(PyObject *value, int in_python, PyObject **items) {
    return unpack_items(value, 2, in_python, items);
}
int zi_unpack_3(PyObject *value, int in_python, PyObject **items) {
    return unpack_items(value, 3, in_python, items);
}

// A tuple of exactly `count` items: an exact tuple of that size is given as it is.
PyObject *zi_unpack(PyObject *value, int64_t count, int in_python) {
    if (PyTuple_CheckExact(value) && PyTuple_GET_SIZE(value) == count) {
        return zi_new_reference(value);
    }
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    if (tuple && zi_unpack_items(value, count, in_python, items_of_tuple(tuple)) < 0) {
        Py_CLEAR(tuple);
    }
    return tuple;
}

// The texts of these two are Cython's.
PyObject *zi_ctuple_items(PyObject *value, int64_t count) {
    if (!PySequence_Check(value)) {
        return PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got %.200s",
                            (Py_ssize_t)count, Py_TYPE(value)->tp_name);
    }
    Py_ssize_t size = PySequence_Size(value);
    if (size < 0) {
        return NULL;
    }
    if (size != count) {
        return PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got size %zd",
                            (Py_ssize_t)count, size);
    }
    return zi_unpack(value, count, false);
}

PyObject *zi_array_items(PyObject *value, int64_t count) {
    PyObject *items = PySequence_Tuple(value);
    Py_ssize_t size = items ? PyTuple_GET_SIZE(items) : count;
    if (size == count) {
        return items;
    }
    Py_DECREF(items);
    if (size > count) {
        PyErr_Format(PyExc_IndexError,
                     "too many values found during array assignment, expected %zd",
                     (Py_ssize_t)count);
    } else {
        PyErr_Format(PyExc_IndexError,
                     "not enough values found during array assignment, expected %zd, got %zd",
                     (Py_ssize_t)count, size);
    }
    return NULL;
}

// The characters of an exact text, as iter() gives them; false: an exception is set.
static bool take_characters(PyObject **items, PyObject *text, Py_ssize_t from, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        items[i] = zi_character_text(zi_read_character(text, from + i));
        if (!items[i]) {
            return false;
        }
    }
    return true;
}

// Takes a text of `size` characters apart; `before` and `after` are not more than these.
static bool take_parts_of_text(PyObject *text, Py_ssize_t size, int64_t before, int64_t after,
                               PyObject **items) {
    PyObject *rest = items[before] = PyList_New(size - (Py_ssize_t)(before + after));
    return rest && take_characters(items, text, 0, before) &&
           take_characters(((PyListObject *)rest)->ob_item, text, (Py_ssize_t)before,
                           PyList_GET_SIZE(rest)) &&
           take_characters(items + before + 1, text, size - (Py_ssize_t)after, after);
}

// The rest of the iterator as a list; the last `after` items of that go behind it.
static bool take_rest(PyObject *iterator, PyObject **items, int64_t before, int64_t after,
                      bool in_python) {
    PyObject *rest = items[before] = PySequence_List(iterator);
    if (!rest) {
        return false;
    }
    Py_ssize_t size = PyList_GET_SIZE(rest);
    if (size < after) {
        raise_too_few(before + after, before + size, true, in_python);
        return false;
    }
    for (int64_t i = 0; i < after; i++) {
        PyObject *item = PyList_GET_ITEM(rest, size - after + i);
        items[before + 1 + i] = zi_new_reference(item);
    }
    return PyList_SetSlice(rest, size - (Py_ssize_t)after, size, NULL) == 0;
}

static ZI_SLOW int unpack_parts_of_iterable(PyObject *value, int64_t before, int64_t after,
                                            bool in_python, PyObject **items) {
    int64_t count = before + 1 + after;
    for (int64_t i = 0; i < count; i++) {
        items[i] = NULL;
    }
    bool taken;
    if (zi_is_plain_text(value) && PyUnicode_GET_LENGTH(value) >= before + after) {
        taken = take_parts_of_text(value, PyUnicode_GET_LENGTH(value), before, after, items);
    } else {
        PyObject *iterator = start_unpacking(value, in_python);
        taken = iterator && take_items(iterator, items, before, before + after, true, in_python) &&
                take_rest(iterator, items, before, after, in_python);
        Py_XDECREF(iterator);
    }
    for (int64_t i = 0; !taken && i < count; i++) {
        Py_CLEAR(items[i]);
    }
    return taken ? 0 : -1;
}

int zi_unpack_parts(PyObject *value, int64_t before, int64_t after, int in_python,
                    PyObject **items) {
    PyObject **all;
    Py_ssize_t size;
    if (!find_items(value, &all, &size)) {
        return unpack_parts_of_iterable(value, before, after, in_python, items);
    }
    int64_t left = size - before - after;
    if (left < 0) {
        raise_too_few(before + after, size, true, in_python);
        return -1;
    }
    PyObject *rest = PyList_New((Py_ssize_t)left);
    if (!rest) {
        return -1;
    }
    // To make a list may collect garbage, and so change another one.
    if (ZI_UNLIKELY(!find_items(value, &all, &size) || size != before + left + after)) {
        Py_DECREF(rest);
        return unpack_parts_of_iterable(value, before, after, in_python, items);
    }
    take_references(items, all, before);
    take_references(((PyListObject *)rest)->ob_item, all + before, left);
    items[before] = rest;
    take_references(items + before + 1, all + before + left, after);
    return 0;
}

// a, *b, c = value: a tuple of `before` items, a list, `after` items.
PyObject *zi_unpack_star(PyObject *value, int64_t before, int64_t after, int in_python) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)(before + 1 + after));
    if (tuple && zi_unpack_parts(value, before, after, in_python, items_of_tuple(tuple)) < 0) {
        Py_CLEAR(tuple);
    }
    return tuple;
}

ZI_INLINE PyObject *zi_tuple_item(PyObject *tuple, int64_t index) {
    return PyTuple_GET_ITEM(tuple, index);
}
