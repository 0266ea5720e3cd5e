// @cython.total_ordering: the comparisons that a cdef class has not, made of one that it has and of
// its equality, as in Cython.
//
// Takes: the class when its body has been bound. Gives: the methods behind it, bound.

#include "typer/internal.h"
#include <string.h>

// How `right` follows from `left`: its truth, negated or not; then, if that does not say it yet,
// equality.
typedef enum EqualityRule {
    EQUALITY_UNUSED,
    EQUALITY_TOO, // or they are equal
    EQUALITY_NOT  // and they are not equal
} EqualityRule;

typedef struct Deduction {
    const char *from, *to;
    bool is_negated;
    EqualityRule equality;
} Deduction;

// In the order in which functools looks for one that is there.
static const Deduction deductions[] = {
    {"__lt__", "__gt__", true, EQUALITY_NOT},    {"__lt__", "__le__", false, EQUALITY_TOO},
    {"__lt__", "__ge__", true, EQUALITY_UNUSED}, {"__le__", "__ge__", true, EQUALITY_TOO},
    {"__le__", "__lt__", false, EQUALITY_NOT},   {"__le__", "__gt__", true, EQUALITY_UNUSED},
    {"__gt__", "__lt__", true, EQUALITY_NOT},    {"__gt__", "__ge__", false, EQUALITY_TOO},
    {"__gt__", "__le__", true, EQUALITY_UNUSED}, {"__ge__", "__le__", true, EQUALITY_TOO},
    {"__ge__", "__gt__", false, EQUALITY_NOT},   {"__ge__", "__lt__", true, EQUALITY_UNUSED},
};

typedef struct Ordering {
    Typer *typer;
    const ClassSymbol *owner;
    Fragment fragment;
} Ordering;

#define WRITE(ordering, ...) fragment_add((ordering)->typer, &(ordering)->fragment, __VA_ARGS__)

// The class of the line that defines the method, or NULL.
static Symbol *definer_of(const Ordering *ordering, const char *method) {
    const Symbol *symbol =
        class_find_member(ordering->owner, intern(ordering->typer->compilation, method));
    bool is_method = symbol != NULL && symbol->kind == SYMBOL_FUNCTION;
    return is_method ? &((const FunctionSymbol *)symbol)->owner->symbol : NULL;
}

static const char *class_with(Ordering *ordering, const char *method) {
    return fragment_symbol(ordering->typer, &ordering->fragment, definer_of(ordering, method));
}

// `==`, or where the class has `!=` alone, not that.
static void write_equality(Ordering *ordering, EqualityRule rule) {
    bool has_equal = definer_of(ordering, "__eq__") != NULL;
    const char *method = has_equal ? "__eq__" : "__ne__";
    WRITE(ordering,
          "    equal = %s.%s(self, other)\n    if equal is NotImplemented:\n"
          "        return equal\n    return %s\n",
          class_with(ordering, method), method,
          has_equal == (rule == EQUALITY_TOO) ? "True if equal else False"
                                              : "False if equal else True");
}

static void write_deduction(Ordering *ordering, const Deduction *deduction) {
    WRITE(ordering,
          "def %s(self, other):\n    order = %s.%s(self, other)\n"
          "    if order is NotImplemented:\n        return order\n",
          deduction->to, class_with(ordering, deduction->from), deduction->from);
    bool is_known_if = deduction->is_negated != (deduction->equality == EQUALITY_TOO);
    if (deduction->equality == EQUALITY_UNUSED) {
        WRITE(ordering, "    return False if order else True\n");
        return;
    }
    WRITE(ordering, "    if %sorder:\n        return %s\n", is_known_if ? "" : "not ",
          deduction->equality == EQUALITY_TOO ? "True" : "False");
    write_equality(ordering, deduction->equality);
}

static void refuse(Typer *typer, Span decorator, const char *why) {
    report(typer, DIAG_W0102, decorator, "total_ordering", "True", why);
}

void complete_ordering(Typer *typer, ClassSymbol *symbol, Span decorator, NodeList *body) {
    Ordering ordering = {
        .typer = typer, .owner = symbol, .fragment = {.span = symbol->symbol.span}};
    const Deduction *end = deductions + sizeof deductions / sizeof *deductions;
    const Deduction *first = deductions;
    while (first < end && definer_of(&ordering, first->from) == NULL)
        first++;
    if (first == end) {
        refuse(typer, decorator, "the class has neither __lt__, __le__, __gt__ nor __ge__");
        return;
    }
    if (definer_of(&ordering, "__eq__") == NULL && definer_of(&ordering, "__ne__") == NULL) {
        refuse(typer, decorator, "the class has neither __eq__ nor __ne__");
        return;
    }
    for (const Deduction *each = first; each < end; each++)
        if (strcmp(each->from, first->from) == 0 && definer_of(&ordering, each->to) == NULL)
            write_deduction(&ordering, each);
    fragment_append(typer, &ordering.fragment, body);
}
