/* benchmarks/programs/deltablue.py by hand: strengths, variables, constraints of four classes and
 * planners, whose attributes are in a dictionary, and the lists of constraints of variables, of
 * plans and of what is to be done. Methods are found by the class in C; an int that an attribute
 * holds is its own, and a list is sorted by C numbers. */
#include "limits.h"

enum { FORWARD = 1, BACKWARD = -1, NO_DIRECTION = 0 };
enum {
    REQUIRED,
    STRONG_PREFERRED,
    PREFERRED,
    STRONG_DEFAULT,
    NORMAL,
    WEAK_DEFAULT,
    WEAKEST,
    STRENGTHS
};
static const char *const strength_texts[STRENGTHS] = {
    "required", "strong preferred", "preferred", "strong default",
    "normal",   "weak default",     "weakest"};
// The instances of Strength, in a list.
static PyObject *strengths;

enum { STRENGTH_VALUE, STRENGTH_NAME };
enum { NAME, VALUE, CONSTRAINTS, DETERMINED_BY, MARK, WALK_STRENGTH, STAY };
enum { STRENGTH, VARIABLE, SATISFIED };
// Of binary constraints behind what a ScaleConstraint sets before.
enum { FIRST = STRENGTH + 1, SECOND, DIRECTION };
enum { SCALE, OFFSET, SCALE_ATTRIBUTES };
enum { PLANNER_MARK };
static const char *const strength_names[] = {"value", "name", NULL};
static const char *const variable_names[] = {
    "name", "value", "constraints", "determined_by", "mark", "walk_strength", "stay", NULL};
static const char *const unary_names[] = {"strength", "variable", "satisfied", NULL};
static const char *const binary_names[] = {"strength", "first", "second", "direction", NULL};
static const char *const scale_names[] = {"scale",  "offset",    "strength", "first",
                                          "second", "direction", NULL};
static const char *const planner_names[] = {"mark", NULL};
static Class strength_class, variable_class, stay_class, edit_class, equality_class, scale_class;
static Class planner_class;

// --- Strengths -----------------------------------------------------------------------------------
static PyObject *strength_at(int value) { return PyList_GET_ITEM(strengths, value); }

static long strength_value(PyObject *strength) {
    return get_long(&strength_class, strength, STRENGTH_VALUE);
}

static bool is_stronger(PyObject *strength, PyObject *other) {
    return strength_value(strength) < strength_value(other);
}

static PyObject *weakest_of(PyObject *first, PyObject *second) {
    return strength_value(first) > strength_value(second) ? first : second;
}

// --- Variables -----------------------------------------------------------------------------------
/* Make a variable with a name, whose reference is taken and which may be NULL. */
static PyObject *make_variable(PyObject *name, long value) {
    PyObject *self = name ? make_instance(&variable_class) : NULL;
    if (self && set(&variable_class, self, NAME, Py_NewRef(name)) &&
        set_long(&variable_class, self, VALUE, value) &&
        set(&variable_class, self, CONSTRAINTS, PyList_New(0)) &&
        set(&variable_class, self, DETERMINED_BY, Py_NewRef(Py_None)) &&
        set_long(&variable_class, self, MARK, 0) &&
        set(&variable_class, self, WALK_STRENGTH, Py_NewRef(strength_at(WEAKEST))) &&
        set(&variable_class, self, STAY, Py_NewRef(Py_True))) {
        Py_DECREF(name);
        return self;
    }
    Py_XDECREF(self);
    Py_XDECREF(name);
    return NULL;
}

static PyObject *of_variable(PyObject *variable, int attribute) {
    return borrow(&variable_class, variable, attribute);
}

static bool set_of_variable(PyObject *variable, int attribute, PyObject *value) {
    return set(&variable_class, variable, attribute, Py_NewRef(value));
}

static long value_of(PyObject *variable) { return get_long(&variable_class, variable, VALUE); }

static bool set_value(PyObject *variable, long value) {
    return set_long(&variable_class, variable, VALUE, value);
}

static long mark_of(PyObject *variable) { return get_long(&variable_class, variable, MARK); }

static bool set_mark(PyObject *variable, long mark) {
    return set_long(&variable_class, variable, MARK, mark);
}

static PyObject *walk_strength(PyObject *variable) { return of_variable(variable, WALK_STRENGTH); }

static bool stays(PyObject *variable) { return of_variable(variable, STAY) == Py_True; }

static bool enter_constraint(PyObject *variable, PyObject *constraint) {
    return append(of_variable(variable, CONSTRAINTS), Py_NewRef(constraint));
}

static bool remove_constraint(PyObject *variable, PyObject *constraint) {
    PyObject *list = of_variable(variable, CONSTRAINTS);
    Py_ssize_t place = 0, length = PyList_GET_SIZE(list);
    while (place < length && PyList_GET_ITEM(list, place) != constraint) {
        place++;
    }
    return place < length && PyList_SetSlice(list, place, place + 1, NULL) == 0 &&
           (of_variable(variable, DETERMINED_BY) != constraint ||
            set_of_variable(variable, DETERMINED_BY, Py_None));
}

// --- Constraints ---------------------------------------------------------------------------------
static bool is_scale(PyObject *constraint) { return Py_IS_TYPE(constraint, scale_class.type); }

static bool is_input(PyObject *constraint) { return Py_IS_TYPE(constraint, edit_class.type); }

static bool is_unary(PyObject *constraint) {
    return Py_IS_TYPE(constraint, stay_class.type) || is_input(constraint);
}

static Class *class_of(PyObject *constraint) {
    return is_scale(constraint)                      ? &scale_class
           : is_input(constraint)                    ? &edit_class
           : Py_IS_TYPE(constraint, stay_class.type) ? &stay_class
                                                     : &equality_class;
}

/* Return where all constraints, or all binary ones, have an attribute. */
static int place_of(PyObject *constraint, int attribute) {
    return is_scale(constraint) ? SCALE_ATTRIBUTES + attribute : attribute;
}

static PyObject *of_constraint(PyObject *constraint, int attribute) {
    return borrow(class_of(constraint), constraint, place_of(constraint, attribute));
}

static PyObject *strength_of(PyObject *constraint) { return of_constraint(constraint, STRENGTH); }

static PyObject *scale_of(PyObject *constraint) { return borrow(&scale_class, constraint, SCALE); }

static PyObject *offset_of(PyObject *constraint) {
    return borrow(&scale_class, constraint, OFFSET);
}

static long direction_of(PyObject *constraint) {
    return number_of(of_constraint(constraint, DIRECTION));
}

static bool set_direction(PyObject *constraint, int direction) {
    return set_long(class_of(constraint), constraint, place_of(constraint, DIRECTION), direction);
}

static bool set_satisfied(PyObject *constraint, bool satisfied) {
    return set(class_of(constraint), constraint, SATISFIED, PyBool_FromLong(satisfied));
}

static bool is_satisfied(PyObject *constraint) {
    return is_unary(constraint) ? of_constraint(constraint, SATISFIED) == Py_True
                                : direction_of(constraint) != NO_DIRECTION;
}

static bool mark_unsatisfied(PyObject *constraint) {
    return is_unary(constraint) ? set_satisfied(constraint, false)
                                : set_direction(constraint, NO_DIRECTION);
}

/* Return the variable that a binary constraint reads. */
static PyObject *input_of(PyObject *constraint) {
    return of_constraint(constraint, direction_of(constraint) == FORWARD ? FIRST : SECOND);
}

static PyObject *output_of(PyObject *constraint) {
    return of_constraint(constraint, is_unary(constraint)                  ? VARIABLE
                                     : direction_of(constraint) == FORWARD ? SECOND
                                                                           : FIRST);
}

static bool add_to_graph(PyObject *self) {
    if (is_unary(self)) {
        return enter_constraint(of_constraint(self, VARIABLE), self) && set_satisfied(self, false);
    }
    return enter_constraint(of_constraint(self, FIRST), self) &&
           enter_constraint(of_constraint(self, SECOND), self) &&
           set_direction(self, NO_DIRECTION) &&
           (!is_scale(self) ||
            (enter_constraint(scale_of(self), self) && enter_constraint(offset_of(self), self)));
}

static bool remove_from_graph(PyObject *self) {
    if (is_unary(self)) {
        return remove_constraint(of_constraint(self, VARIABLE), self) && set_satisfied(self, false);
    }
    return remove_constraint(of_constraint(self, FIRST), self) &&
           remove_constraint(of_constraint(self, SECOND), self) &&
           set_direction(self, NO_DIRECTION) &&
           (!is_scale(self) ||
            (remove_constraint(scale_of(self), self) && remove_constraint(offset_of(self), self)));
}

static bool choose_method(PyObject *self, long mark) {
    PyObject *strength = strength_of(self);
    if (is_unary(self)) {
        PyObject *variable = of_constraint(self, VARIABLE);
        return set_satisfied(self, mark_of(variable) != mark &&
                                       is_stronger(strength, walk_strength(variable)));
    }
    PyObject *first = of_constraint(self, FIRST), *second = of_constraint(self, SECOND);
    bool beats_first = is_stronger(strength, walk_strength(first));
    bool beats_second = is_stronger(strength, walk_strength(second));
    int direction;
    if (mark_of(first) == mark) {
        direction = mark_of(second) != mark && beats_second ? FORWARD : NO_DIRECTION;
    } else if (mark_of(second) == mark ||
               is_stronger(walk_strength(second), walk_strength(first))) {
        direction = beats_first ? BACKWARD : NO_DIRECTION;
    } else {
        direction = beats_second ? FORWARD : NO_DIRECTION;
    }
    return set_direction(self, direction);
}

static bool mark_inputs(PyObject *self, long mark) {
    return is_unary(self) || (set_mark(input_of(self), mark) &&
                              (!is_scale(self) || (set_mark(scale_of(self), mark) &&
                                                   set_mark(offset_of(self), mark))));
}

static bool inputs_known(PyObject *self, long mark) {
    if (is_unary(self)) {
        return true;
    }
    PyObject *source = input_of(self);
    return mark_of(source) == mark || stays(source) ||
           of_variable(source, DETERMINED_BY) == Py_None;
}

static long floor_quotient(long dividend, long divisor) {
    long quotient = dividend / divisor;
    return quotient - (dividend % divisor && (dividend < 0) != (divisor < 0));
}

static bool execute(PyObject *self) {
    if (is_unary(self)) {
        return true;
    }
    if (!is_scale(self)) {
        return set_of_variable(output_of(self), VALUE, of_variable(input_of(self), VALUE));
    }
    PyObject *first = of_constraint(self, FIRST), *second = of_constraint(self, SECOND);
    long scale = value_of(scale_of(self)), offset = value_of(offset_of(self));
    return direction_of(self) == FORWARD
               ? set_value(second, value_of(first) * scale + offset)
               : set_value(first, floor_quotient(value_of(second) - offset, scale));
}

static bool recalculate(PyObject *self) {
    PyObject *target = output_of(self), *strength = strength_of(self);
    bool stay = !is_input(self);
    if (!is_unary(self)) {
        PyObject *source = input_of(self);
        strength = weakest_of(strength, walk_strength(source));
        stay =
            stays(source) && (!is_scale(self) || (stays(scale_of(self)) && stays(offset_of(self))));
    }
    return set_of_variable(target, WALK_STRENGTH, strength) &&
           set_of_variable(target, STAY, stay ? Py_True : Py_False) && (!stay || execute(self));
}

// --- The planner ---------------------------------------------------------------------------------
static PyObject *make_planner(void) {
    PyObject *self = make_instance(&planner_class);
    if (self && !set_long(&planner_class, self, PLANNER_MARK, 0)) {
        Py_CLEAR(self);
    }
    return self;
}

/* Return a mark that no variable has, or -1. */
static long new_mark(PyObject *planner) {
    long mark = get_long(&planner_class, planner, PLANNER_MARK) + 1;
    return set_long(&planner_class, planner, PLANNER_MARK, mark) ? mark : -1;
}

/* Append the constraints that are in force on a variable, but the one that gives its value. */
static bool add_consumers(PyObject *variable, PyObject *found) {
    PyObject *determining = of_variable(variable, DETERMINED_BY);
    PyObject *constraints = of_variable(variable, CONSTRAINTS);
    bool done = true;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(constraints); i++) {
        PyObject *constraint = PyList_GET_ITEM(constraints, i);
        done = constraint == determining || !is_satisfied(constraint) ||
               append(found, Py_NewRef(constraint));
    }
    return done;
}

/* Return a list of one item. */
static PyObject *make_list_of(PyObject *item) {
    PyObject *list = PyList_New(1);
    if (list) {
        PyList_SET_ITEM(list, 0, Py_NewRef(item));
    }
    return list;
}

static bool incremental_remove(PyObject *planner, PyObject *constraint);

/* Recalculate what depends on a constraint; a cycle is an error. */
static bool add_propagate(PyObject *planner, PyObject *constraint, long mark) {
    PyObject *todo = make_list_of(constraint);
    bool done = todo;
    while (done && PyList_GET_SIZE(todo)) {
        PyObject *current = pop_last(todo);
        if (mark_of(output_of(current)) == mark) {
            done = false;
            if (incremental_remove(planner, constraint)) {
                PyErr_SetString(PyExc_ValueError, "cycle");
            }
        } else {
            done = recalculate(current) && add_consumers(output_of(current), todo);
        }
        Py_DECREF(current);
    }
    Py_XDECREF(todo);
    return done;
}

/* Enforce a constraint; `*overridden` is a new reference to the one that it puts out of force, or
 * None. */
static bool satisfy(PyObject *self, long mark, PyObject *planner, PyObject **overridden) {
    *overridden = NULL;
    if (!choose_method(self, mark)) {
        return false;
    }
    if (!is_satisfied(self)) {
        if (strength_of(self) == strength_at(REQUIRED)) {
            PyErr_SetString(PyExc_ValueError, "a required constraint cannot be satisfied");
            return false;
        }
        *overridden = Py_NewRef(Py_None);
        return true;
    }
    PyObject *output = output_of(self);
    *overridden = Py_NewRef(of_variable(output, DETERMINED_BY));
    return mark_inputs(self, mark) && (*overridden == Py_None || mark_unsatisfied(*overridden)) &&
           set_of_variable(output, DETERMINED_BY, self) && add_propagate(planner, self, mark) &&
           set_mark(output, mark);
}

static bool incremental_add(PyObject *planner, PyObject *constraint) {
    long mark = new_mark(planner);
    PyObject *next = Py_NewRef(constraint);
    bool done = mark >= 0;
    while (done && next != Py_None) {
        PyObject *overridden;
        done = satisfy(next, mark, planner, &overridden);
        Py_SETREF(next, overridden);
    }
    Py_XDECREF(next);
    return done;
}

/* Sort constraints by their strengths; equal ones, which most are, stay in order. */
static void sort_by_strength(PyObject *constraints) {
    PyObject **items = ((PyListObject *)constraints)->ob_item;
    for (Py_ssize_t i = 1; i < PyList_GET_SIZE(constraints); i++) {
        PyObject *constraint = items[i];
        Py_ssize_t place = i;
        while (place && is_stronger(strength_of(constraint), strength_of(items[place - 1]))) {
            items[place] = items[place - 1];
            place--;
        }
        items[place] = constraint;
    }
}

/* Append the constraints on a variable that are not in force, and the variables of the others. */
static bool divide_constraints(PyObject *variable, PyObject *unsatisfied, PyObject *todo) {
    PyObject *constraints = of_variable(variable, CONSTRAINTS);
    PyObject *determining = of_variable(variable, DETERMINED_BY);
    bool done = true;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(constraints); i++) {
        PyObject *constraint = PyList_GET_ITEM(constraints, i);
        done = is_satisfied(constraint) || append(unsatisfied, Py_NewRef(constraint));
    }
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(constraints); i++) {
        PyObject *constraint = PyList_GET_ITEM(constraints, i);
        if (constraint != determining && is_satisfied(constraint)) {
            done = recalculate(constraint) && append(todo, Py_NewRef(output_of(constraint)));
        }
    }
    return done;
}

/* Return the list of the constraints that are out of force behind a variable, strongest first. */
static PyObject *remove_propagate_from(PyObject *output) {
    PyObject *unsatisfied = PyList_New(0), *todo = make_list_of(output);
    bool done = unsatisfied && todo && set_of_variable(output, DETERMINED_BY, Py_None) &&
                set_of_variable(output, WALK_STRENGTH, strength_at(WEAKEST)) &&
                set_of_variable(output, STAY, Py_True);
    while (done && PyList_GET_SIZE(todo)) {
        PyObject *variable = pop_last(todo);
        done = divide_constraints(variable, unsatisfied, todo);
        Py_DECREF(variable);
    }
    Py_XDECREF(todo);
    if (done) {
        sort_by_strength(unsatisfied);
    } else {
        Py_CLEAR(unsatisfied);
    }
    return unsatisfied;
}

static bool incremental_remove(PyObject *planner, PyObject *constraint) {
    PyObject *output = output_of(constraint);
    bool done = mark_unsatisfied(constraint) && remove_from_graph(constraint);
    PyObject *unsatisfied = done ? remove_propagate_from(output) : NULL;
    for (int strength = REQUIRED; unsatisfied && strength < WEAKEST; strength++) {
        for (Py_ssize_t i = 0; unsatisfied && i < PyList_GET_SIZE(unsatisfied); i++) {
            PyObject *candidate = PyList_GET_ITEM(unsatisfied, i);
            if (strength_of(candidate) == strength_at(strength) &&
                !incremental_add(planner, candidate)) {
                Py_CLEAR(unsatisfied);
            }
        }
    }
    done = unsatisfied;
    Py_XDECREF(unsatisfied);
    return done;
}

static bool destroy(PyObject *constraint, PyObject *planner) {
    return is_satisfied(constraint) ? incremental_remove(planner, constraint)
                                    : remove_from_graph(constraint);
}

/* Return the list of the constraints to execute, in order, once one that may be a source changes.
 */
static PyObject *plan_from(PyObject *planner, PyObject *source) {
    long mark = new_mark(planner);
    PyObject *plan = PyList_New(0), *todo = PyList_New(0);
    bool done = mark >= 0 && plan && todo;
    if (done && is_input(source) && is_satisfied(source)) {
        done = append(todo, Py_NewRef(source));
    }
    while (done && PyList_GET_SIZE(todo)) {
        PyObject *constraint = pop_last(todo), *output = output_of(constraint);
        if (mark_of(output) != mark && inputs_known(constraint, mark)) {
            done = append(plan, Py_NewRef(constraint)) && set_mark(output, mark) &&
                   add_consumers(output, todo);
        }
        Py_DECREF(constraint);
    }
    Py_XDECREF(todo);
    if (!done) {
        Py_CLEAR(plan);
    }
    return plan;
}

static bool execute_plan(PyObject *plan) {
    bool done = true;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(plan); i++) {
        done = execute(PyList_GET_ITEM(plan, i));
    }
    return done;
}

// --- Constraints made ----------------------------------------------------------------------------
/* Add a constraint to its variables and the planner. */
static bool add(PyObject *constraint, PyObject *planner) {
    return add_to_graph(constraint) && incremental_add(planner, constraint);
}

static PyObject *make_unary(Class *class, PyObject *planner, PyObject *variable, int strength) {
    PyObject *self = make_instance(class);
    if (self && set(class, self, STRENGTH, Py_NewRef(strength_at(strength))) &&
        set(class, self, VARIABLE, Py_NewRef(variable)) &&
        set(class, self, SATISFIED, Py_NewRef(Py_False)) && add(self, planner)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Set what all binary constraints have, and add one to the planner. */
static bool begin_binary(PyObject *self, PyObject *planner, PyObject *first, PyObject *second,
                         int strength) {
    Class *class = class_of(self);
    return set(class, self, place_of(self, STRENGTH), Py_NewRef(strength_at(strength))) &&
           set(class, self, place_of(self, FIRST), Py_NewRef(first)) &&
           set(class, self, place_of(self, SECOND), Py_NewRef(second)) &&
           set_direction(self, NO_DIRECTION) && add(self, planner);
}

/* Add a constraint that nothing but the variables refers to. */
static bool add_equality(PyObject *planner, PyObject *first, PyObject *second, int strength) {
    PyObject *self = make_instance(&equality_class);
    bool done = self && begin_binary(self, planner, first, second, strength);
    Py_XDECREF(self);
    return done;
}

static bool add_scale(PyObject *planner, PyObject *first, PyObject *scale, PyObject *offset,
                      PyObject *second, int strength) {
    PyObject *self = make_instance(&scale_class);
    bool done = self && set(&scale_class, self, SCALE, Py_NewRef(scale)) &&
                set(&scale_class, self, OFFSET, Py_NewRef(offset)) &&
                begin_binary(self, planner, first, second, strength);
    Py_XDECREF(self);
    return done;
}

static bool add_stay(PyObject *planner, PyObject *variable, int strength) {
    PyObject *self = make_unary(&stay_class, planner, variable, strength);
    Py_XDECREF(self);
    return self;
}

/* Set a variable so many times, and see what follows. */
static bool change(PyObject *planner, PyObject *variable, long value, long times) {
    PyObject *edit = make_unary(&edit_class, planner, variable, PREFERRED);
    PyObject *plan = edit ? plan_from(planner, edit) : NULL;
    bool done = plan;
    for (long i = 0; done && i < times; i++) {
        done = set_value(variable, value) && execute_plan(plan);
    }
    done = done && destroy(edit, planner);
    Py_XDECREF(plan);
    Py_XDECREF(edit);
    return done;
}

// --- The problems --------------------------------------------------------------------------------
/* Whether something holds that has to. */
static bool check(bool holds) {
    if (!holds) {
        PyErr_SetNone(PyExc_AssertionError);
    }
    return holds;
}

static PyObject *make_chain(long count) {
    PyObject *variables = PyList_New(0);
    for (long number = 0; variables && number <= count; number++) {
        if (!append(variables, make_variable(PyUnicode_FromFormat("v%ld", number), 0))) {
            Py_CLEAR(variables);
        }
    }
    return variables;
}

/* Set the first variable of a chain to all values below 50, and add what comes out. */
static bool edit_chain(PyObject *planner, PyObject *first, PyObject *last, long *total) {
    PyObject *edit = make_unary(&edit_class, planner, first, PREFERRED);
    PyObject *plan = edit ? plan_from(planner, edit) : NULL;
    bool done = plan;
    for (long value = 0; done && value < 50; value++) {
        done = set_value(first, value) && execute_plan(plan) && check(value_of(last) == value);
        *total += value_of(last);
    }
    done = done && destroy(edit, planner);
    Py_XDECREF(plan);
    Py_XDECREF(edit);
    return done;
}

static PyObject *solve_chain(long count) {
    PyObject *planner = make_planner(), *variables = planner ? make_chain(count) : NULL;
    bool done = variables;
    for (long i = 0; done && i < count; i++) {
        done = add_equality(planner, PyList_GET_ITEM(variables, i),
                            PyList_GET_ITEM(variables, i + 1), REQUIRED);
    }
    long total = 0;
    if (done) {
        PyObject *first = PyList_GET_ITEM(variables, 0), *last = PyList_GET_ITEM(variables, count);
        done = add_stay(planner, last, STRONG_DEFAULT) && edit_chain(planner, first, last, &total);
    }
    Py_XDECREF(variables);
    Py_XDECREF(planner);
    return done ? PyLong_FromLong(total) : NULL;
}

/* Append a pair of variables, one of which is the other one scaled and moved. */
static bool add_pair(PyObject *pairs, PyObject *planner, PyObject *scale, PyObject *offset,
                     long number) {
    PyObject *source = make_variable(PyUnicode_FromFormat("source%ld", number), number);
    PyObject *target = make_variable(PyUnicode_FromFormat("target%ld", number), number);
    PyObject *pair = make_pair(source, target);
    return append(pairs, pair) && add_stay(planner, source, NORMAL) &&
           add_scale(planner, source, scale, offset, target, REQUIRED);
}

static PyObject *source_of(PyObject *pairs, Py_ssize_t place) {
    return PyTuple_GET_ITEM(PyList_GET_ITEM(pairs, place), 0);
}

static PyObject *target_of(PyObject *pairs, Py_ssize_t place) {
    return PyTuple_GET_ITEM(PyList_GET_ITEM(pairs, place), 1);
}

/* Check all pairs but the last. */
static bool check_pairs(PyObject *pairs, long scale, long offset) {
    bool holds = true;
    for (Py_ssize_t i = 0; holds && i < PyList_GET_SIZE(pairs) - 1; i++) {
        holds = value_of(target_of(pairs, i)) == value_of(source_of(pairs, i)) * scale + offset;
    }
    return check(holds);
}

static bool change_projection(PyObject *planner, PyObject *pairs, PyObject *scale,
                              PyObject *offset) {
    Py_ssize_t last = PyList_GET_SIZE(pairs) - 1;
    PyObject *source = source_of(pairs, last), *target = target_of(pairs, last);
    return change(planner, source, 17, 10) && check(value_of(target) == 1170) &&
           change(planner, target, 1050, 10) && check(value_of(source) == 5) &&
           change(planner, scale, 5, 10) && check_pairs(pairs, 5, 1000) &&
           change(planner, offset, 2000, 10) && check_pairs(pairs, 5, 2000);
}

static PyObject *solve_projection(long count) {
    PyObject *planner = make_planner(), *pairs = PyList_New(0);
    PyObject *scale = make_variable(PyUnicode_FromString("scale"), 10);
    PyObject *offset = make_variable(PyUnicode_FromString("offset"), 1000);
    bool done = planner && pairs && scale && offset;
    for (long number = 0; done && number < count; number++) {
        done = add_pair(pairs, planner, scale, offset, number);
    }
    done = done && change_projection(planner, pairs, scale, offset);
    long total = 0;
    for (Py_ssize_t i = 0; done && i < count; i++) {
        total += value_of(target_of(pairs, i));
    }
    Py_XDECREF(offset);
    Py_XDECREF(scale);
    Py_XDECREF(pairs);
    Py_XDECREF(planner);
    return done ? PyLong_FromLong(total) : NULL;
}

static PyObject *run(double scale) {
    PyObject *results = PySet_New(NULL), *sorted = NULL;
    long count = scaled(120, scale, 1);
    bool done = results;
    for (long i = 0; done && i < count; i++) {
        PyObject *chain = solve_chain(100);
        PyObject *both = make_pair(chain, chain ? solve_projection(100) : NULL);
        done = both && PySet_Add(results, both) == 0;
        Py_XDECREF(both);
    }
    if (done && (sorted = PySequence_List(results)) && PyList_Sort(sorted) < 0) {
        Py_CLEAR(sorted);
    }
    Py_XDECREF(results);
    return sorted;
}

static PyObject *make_strength(int value) {
    PyObject *self = make_instance(&strength_class);
    if (self && set_long(&strength_class, self, STRENGTH_VALUE, value) &&
        set(&strength_class, self, STRENGTH_NAME, PyUnicode_FromString(strength_texts[value]))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static bool prepare(void) {
    if (!make_class(&strength_class, "Strength", &PyBaseObject_Type, strength_names) ||
        !(strengths = PyList_New(0))) {
        return false;
    }
    for (int value = 0; value < STRENGTHS; value++) {
        if (!append(strengths, make_strength(value))) {
            return false;
        }
    }
    PyTypeObject *constraint = make_type("Constraint", &PyBaseObject_Type, NULL);
    PyTypeObject *unary = constraint ? make_type("UnaryConstraint", constraint, NULL) : NULL;
    PyTypeObject *binary = unary ? make_type("BinaryConstraint", constraint, NULL) : NULL;
    return binary && make_class(&variable_class, "Variable", &PyBaseObject_Type, variable_names) &&
           make_class(&stay_class, "StayConstraint", unary, unary_names) &&
           make_class(&edit_class, "EditConstraint", unary, unary_names) &&
           make_class(&equality_class, "EqualityConstraint", binary, binary_names) &&
           make_class(&scale_class, "ScaleConstraint", binary, scale_names) &&
           make_class(&planner_class, "Planner", &PyBaseObject_Type, planner_names);
}

LIMITS_MODULE(deltablue)
