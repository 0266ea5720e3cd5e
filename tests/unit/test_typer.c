// The typer as a whole: scopes, captures, inference, classes, Cython's declarations and pure mode.

#include "tests/unit/typer_support.h"
#include <CUnit/CUnit.h>
#include <string.h>

static void test_untyped_locals_stay_objects(void) {
    Typed typed = type_text("sample.pyx", "def f(values):\n"
                                          "    total = 0\n"
                                          "    for value in values:\n"
                                          "        total += value * value\n"
                                          "    return total\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "total"), "object");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "value"), "object");
    CU_ASSERT_TRUE(find_local(&typed, "f", "total")->might_overflow);
    release_typed(&typed);
}

static void test_safe_inference(void) {
    Typed typed = type_text("sample.pyx", "def f(int n, double x, list items, flag):\n"
                                          "    i = n\n"
                                          "    j = n\n"
                                          "    k = j + 1\n"
                                          "    y = x * 2\n"
                                          "    names = []\n"
                                          "    text = 'a'\n"
                                          "    text = text + 'b'\n"
                                          "    later = None\n"
                                          "    later = {}\n"
                                          "    mixed = []\n"
                                          "    mixed = ''\n"
                                          "    truth = n > 1\n"
                                          "    half = n / 2\n"
                                          "    size = len(items)\n"
                                          "    for counter in range(n):\n"
                                          "        pass\n"
                                          "    parts = text.split()\n"
                                          "    return i\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    const char *const expected[][2] = {
        {"i", "int"},      {"j", "int object"}, {"k", "int object"},    {"y", "double"},
        {"names", "list"}, {"text", "str"},     {"later", "dict"},      {"mixed", "object"},
        {"truth", "bint"}, {"half", "double"},  {"size", "Py_ssize_t"}, {"counter", "int"},
        {"parts", "list"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", expected[i][0]), expected[i][1]);
    }
    release_typed(&typed);
}

static void test_plain_python_has_no_c_numbers(void) {
    Typed typed = type_text("sample.py", "def f(n: int, x: float):\n"
                                         "    i = 5\n"
                                         "    y = 1.5\n"
                                         "    items = []\n"
                                         "    return missing\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_EQUAL(typed.warnings, 1);
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "n"), "object");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "x"), "object");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "i"), "object");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "y"), "object");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "items"), "list");
    release_typed(&typed);
}

static bool evaluates_annotations(const char *text) {
    Typed typed = type_text("sample.py", text);
    bool result = typed.module->evaluates_annotations;
    release_typed(&typed);
    return result;
}

static void test_annotations_as_texts(void) {
    CU_ASSERT_TRUE(evaluates_annotations("from __future__ import division\n"));
    CU_ASSERT_FALSE(evaluates_annotations("from __future__ import division, annotations\n"));
    CU_ASSERT_TRUE(evaluates_annotations("from .__future__ import annotations\n"));
}

static void test_pure_mode(void) {
    Typed typed =
        type_text("sample.py", "import cython\n"
                               "from cython.cimports.libc.math import sqrt\n"
                               "@cython.cfunc\n"
                               "@cython.exceptval(check=False)\n"
                               "def square(x: cython.double) -> cython.double:\n"
                               "    return x * x\n"
                               "@cython.boundscheck(False)\n"
                               "def f(view: cython.double[:], n: int, x: float, items: list):\n"
                               "    i: cython.long\n"
                               "    total: cython.double = 0.0\n"
                               "    j = cython.declare(cython.int, 3)\n"
                               "    for i in range(view.shape[0]):\n"
                               "        total += sqrt(square(view[i]))\n"
                               "    return total\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "view"), "double[:]");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "n"), "int object");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "x"), "double");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "items"), "list");
    CU_ASSERT_TRUE(find_local(&typed, "f", "items")->not_none);
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "i"), "long");
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "j"), "int");
    CU_ASSERT_STRING_EQUAL(global_type(&typed, "square"), "double (double) noexcept");
    const FunctionSymbol *function = find_function(&typed, "f");
    CU_ASSERT_FALSE(function->directives.boundscheck);
    CU_ASSERT_EQUAL(((FunctionDef *)function->node)->decorators.count, 0);
    CU_ASSERT_EQUAL(find_function(&typed, "square")->kind, FUNCTION_CDEF);
    CU_ASSERT_EQUAL(find_function(&typed, "square")->node->kind, NODE_CFunctionDef);
    release_typed(&typed);
}

static void test_closures(void) {
    Typed typed = type_text("sample.pyx", "def outer(start):\n"
                                          "    total = start\n"
                                          "    unused = 1\n"
                                          "    def middle():\n"
                                          "        def inner(step):\n"
                                          "            nonlocal total\n"
                                          "            total += step\n"
                                          "            return total\n"
                                          "        return inner\n"
                                          "    return middle, lambda: start\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    const FunctionSymbol *outer = find_function(&typed, "outer");
    const FunctionSymbol *middle = find_function(&typed, "outer.<locals>.middle");
    const FunctionSymbol *inner = find_function(&typed, "outer.<locals>.middle.<locals>.inner");
    CU_ASSERT_PTR_NOT_NULL_FATAL(outer);
    CU_ASSERT_PTR_NOT_NULL_FATAL(middle);
    CU_ASSERT_PTR_NOT_NULL_FATAL(inner);
    CU_ASSERT_TRUE(outer->found.has_cells);
    CU_ASSERT_EQUAL(middle->found.captures.count, 1);
    CU_ASSERT_EQUAL(inner->found.captures.count, 1);
    CU_ASSERT_PTR_EQUAL(inner->found.captures.items[0], find_local(&typed, "outer", "total"));
    CU_ASSERT_TRUE(find_local(&typed, "outer", "start")->is_captured);
    CU_ASSERT_FALSE(find_local(&typed, "outer", "unused")->is_captured);
    CU_ASSERT_PTR_EQUAL(inner->outer, middle);
    release_typed(&typed);
}

static void test_globals(void) {
    Typed typed = type_text("sample.pyx", "count = 0\n"
                                          "def once():\n"
                                          "    global count, made_here\n"
                                          "    count += 1\n"
                                          "    made_here = 1\n"
                                          "def twice():\n"
                                          "    return made_here\n"
                                          "class Plain:\n"
                                          "    value = 1\n"
                                          "    def get(self):\n"
                                          "        return super().__init__\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    const Scope *scope = typed.module->scope;
    const Symbol *plain = scope_find(scope, intern(typed.compilation, "Plain"));
    CU_ASSERT_EQUAL(plain->kind, SYMBOL_PYTHON_CLASS);
    CU_ASSERT_TRUE(find_function(&typed, "Plain.get")->found.needs_class_cell);
    CU_ASSERT_FALSE(typed.module->needs_static_state);
    CU_ASSERT_EQUAL(scope_find(scope, intern(typed.compilation, "made_here"))->kind, SYMBOL_GLOBAL);
    release_typed(&typed);
}

static void test_comprehensions_and_generators(void) {
    Typed typed = type_text("sample.pyx", "def f(items):\n"
                                          "    squares = [x * x for x in items]\n"
                                          "    lazy = (y for y in items if y)\n"
                                          "    return squares, lazy\n"
                                          "def g():\n"
                                          "    yield 1\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_PTR_NULL(find_local(&typed, "f", "x"));
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "squares"), "list");
    const FunctionSymbol *lazy = find_function(&typed, "f.<locals>.genexpr");
    CU_ASSERT_PTR_NOT_NULL_FATAL(lazy);
    CU_ASSERT_TRUE(lazy != NULL && lazy->found.is_generator);
    CU_ASSERT_TRUE(lazy != NULL && lazy->parameter_symbols.count == 1);
    CU_ASSERT_TRUE(find_function(&typed, "g")->found.is_generator);
    CU_ASSERT_FALSE(find_function(&typed, "f")->found.is_generator);
    release_typed(&typed);
}

static void test_exception_rules(void) {
    Typed typed = type_text("sample.pyx", "cdef int a(): return 1\n"
                                          "cdef void b(): pass\n"
                                          "cdef object c(): pass\n"
                                          "cdef double d() noexcept: return 1\n"
                                          "cdef int e() except 7: return 1\n"
                                          "cdef int f() except *: return 1\n"
                                          "cdef extern from 'math.h':\n"
                                          "    double sqrt(double)\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    const struct {
        const char *name;
        ExceptionRule rule;
        int64_t value;
    } expected[] = {
        {"a", EXCEPTION_RULE_MAYBE_VALUE, -1}, {"b", EXCEPTION_RULE_ALWAYS, 0},
        {"c", EXCEPTION_RULE_VALUE, 0},        {"d", EXCEPTION_RULE_NEVER, 0},
        {"e", EXCEPTION_RULE_VALUE, 7},        {"f", EXCEPTION_RULE_MAYBE_VALUE, -1},
        {"sqrt", EXCEPTION_RULE_NEVER, 0},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const Symbol *symbol =
            scope_find(typed.module->scope, intern(typed.compilation, expected[i].name));
        CU_ASSERT_PTR_NOT_NULL_FATAL(symbol);
        if (symbol == NULL)
            continue;
        CU_ASSERT_EQUAL(symbol->type->function.exception.rule, expected[i].rule);
        CU_ASSERT_EQUAL(symbol->type->function.exception.integer_value, expected[i].value);
    }
    release_typed(&typed);
}

static void test_declarators(void) {
    Typed typed = type_text("sample.pyx", "cdef int *pointers[3]\n"
                                          "cdef int (*callback)(double, char *) noexcept nogil\n"
                                          "cdef const double *fixed\n"
                                          "cdef unsigned long long big, *to_big\n"
                                          "cdef (int, double) pair\n"
                                          "ctypedef double (*function)(double)\n"
                                          "cdef function table[2]\n"
                                          "cdef double[:, ::1] grid\n"
                                          "cdef enum Color:\n"
                                          "    RED, GREEN = 5, BLUE\n"
                                          "cdef int by_enum[BLUE]\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    const char *const expected[][2] = {
        {"pointers", "int *[3]"},
        {"callback", "int (double, char *) noexcept nogil"},
        {"fixed", "const double *"},
        {"big", "unsigned long long"},
        {"to_big", "unsigned long long *"},
        {"pair", "(int, double)"},
        {"table", "double (double) except *[2]"},
        {"grid", "double[:, ::1]"},
        {"by_enum", "int[6]"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        CU_ASSERT_STRING_EQUAL(global_type(&typed, expected[i][0]), expected[i][1]);
    }
    CU_ASSERT_TRUE(typed.module->needs_static_state);
    release_typed(&typed);
}

static void test_class_layout(void) {
    Typed typed = type_text("sample.pyx", "cdef class Base:\n"
                                          "    cdef public double x\n"
                                          "    cdef int first(self): return 1\n"
                                          "    cpdef int second(self, int n=2): return n\n"
                                          "    def plain(self): return self.x\n"
                                          "    @property\n"
                                          "    def twice(self): return self.x * 2\n"
                                          "cdef class Derived(Base):\n"
                                          "    cdef list items\n"
                                          "    cdef int first(self): return 2\n"
                                          "    cdef int third(self): return 3\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_EQUAL_FATAL(typed.module->classes.count, 2);
    const ClassSymbol *base = typed.module->classes.items[0];
    const ClassSymbol *derived = typed.module->classes.items[1];
    CU_ASSERT_EQUAL(base->vtable.count, 2);
    CU_ASSERT_EQUAL(derived->vtable.count, 3);
    CU_ASSERT_PTR_EQUAL(derived->base, base);
    CU_ASSERT_STRING_EQUAL(derived->vtable.items[0]->qualified_name, "Derived.first");
    CU_ASSERT_PTR_EQUAL(derived->vtable.items[0]->overrides, base->vtable.items[0]);
    CU_ASSERT_STRING_EQUAL(derived->vtable.items[1]->qualified_name, "Base.second");
    CU_ASSERT_EQUAL(base->properties.count, 1);
    CU_ASSERT_EQUAL(base->methods.count, 3);
    CU_ASSERT_EQUAL(base->fields.items[0]->visibility, VISIBILITY_PUBLIC);
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "Base.plain", "self"), "Base");
    release_typed(&typed);
}

static void test_view_slices(void) {
    Typed typed =
        type_text("sample.pyx", "def f(double[:, ::1] c, double[::1, :] f, double[:] s, i):\n"
                                "    a = c[0]\n"
                                "    b = c[:, 1]\n"
                                "    d = c[1:3]\n"
                                "    e = c[:, 1:3]\n"
                                "    g = f[:, 1]\n"
                                "    h = c.T\n"
                                "    j = c[i, i]\n"
                                "    k = c[None, 0]\n"
                                "    l = c[::2]\n"
                                "    m = c[...]\n"
                                "    n = c.shape[1]\n"
                                "    o = s.copy()\n"
                                "    for p in c:\n"
                                "        pass\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    const char *const expected[][2] = {
        {"a", "double[::1]"},    {"b", "double[:]"},      {"d", "double[:, ::1]"},
        {"e", "double[:, ::1]"}, {"g", "double[::1]"},    {"h", "double[::1, :]"},
        {"j", "double"},         {"k", "double[:, ::1]"}, {"l", "double[:, ::1]"},
        {"m", "double[:, ::1]"}, {"n", "Py_ssize_t"},     {"o", "double[::1]"},
        {"p", "double[::1]"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", expected[i][0]), expected[i][1]);
    }
    // The rows of a part with gaps do not follow one another.
    CU_ASSERT_EQUAL(find_local(&typed, "f", "d")->type->memoryview.packing[0], AXIS_FOLLOW);
    CU_ASSERT_EQUAL(find_local(&typed, "f", "e")->type->memoryview.packing[0], AXIS_STRIDED);
    CU_ASSERT_EQUAL(find_local(&typed, "f", "l")->type->memoryview.packing[0], AXIS_STRIDED);
    release_typed(&typed);
}

static void test_compile_time(void) {
    Typed typed = type_text("sample.pyx", "DEF SIZE = 2 ** 4 - 1\n"
                                          "DEF NAME = 'a' + 'b'\n"
                                          "IF SIZE > 10 and NAME == 'ab':\n"
                                          "    cdef int[SIZE] chosen\n"
                                          "ELSE:\n"
                                          "    cdef unknown_type chosen\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_STRING_EQUAL(global_type(&typed, "chosen"), "int[15]");
    release_typed(&typed);
}

static void test_cimport(void) {
    Typed typed = type_text("sample.pyx", "from libc.math cimport sqrt as root, M_PI\n"
                                          "cimport libc.stdlib\n"
                                          "from libc.stdint cimport *\n"
                                          "cdef uint16_t small\n"
                                          "def f(double x):\n"
                                          "    y = root(x) * M_PI\n"
                                          "    cdef void *p = libc.stdlib.malloc(10)\n"
                                          "    return y\n");
    CU_ASSERT_EQUAL(typed.errors, 0);
    CU_ASSERT_STRING_EQUAL(local_type(&typed, "f", "y"), "double");
    CU_ASSERT_STRING_EQUAL(global_type(&typed, "small"), "uint16_t");
    const Symbol *root = scope_find(typed.module->scope, intern(typed.compilation, "root"));
    CU_ASSERT_STRING_EQUAL(root->name->text, "sqrt");
    CU_ASSERT_TRUE(root->is_extern);
    CU_ASSERT_STRING_EQUAL(root->header->name->text, "math.h");
    CU_ASSERT_TRUE(root->header->angle_brackets);
    release_typed(&typed);
}

static void test_errors_do_not_spread(void) {
    Typed typed = type_text("sample.pyx", "def f():\n"
                                          "    x = undefined_name\n"
                                          "    cdef int y = undefined_name\n"
                                          "    return undefined_name + y * x\n");
    CU_ASSERT_EQUAL(typed.errors, 3); // one for each place
    release_typed(&typed);
}

void suite_typer(void);
void suite_typer(void) {
    CU_pSuite suite = CU_add_suite("typer", NULL, NULL);
    CU_add_test(suite, "untyped locals", test_untyped_locals_stay_objects);
    CU_add_test(suite, "safe inference", test_safe_inference);
    CU_add_test(suite, "plain Python", test_plain_python_has_no_c_numbers);
    CU_add_test(suite, "annotations as texts", test_annotations_as_texts);
    CU_add_test(suite, "pure mode", test_pure_mode);
    CU_add_test(suite, "closures", test_closures);
    CU_add_test(suite, "globals", test_globals);
    CU_add_test(suite, "comprehensions and generators", test_comprehensions_and_generators);
    CU_add_test(suite, "exception rules", test_exception_rules);
    CU_add_test(suite, "declarators", test_declarators);
    CU_add_test(suite, "class layout", test_class_layout);
    CU_add_test(suite, "slices of views", test_view_slices);
    CU_add_test(suite, "compile-time conditions", test_compile_time);
    CU_add_test(suite, "cimport", test_cimport);
    CU_add_test(suite, "errors do not spread", test_errors_do_not_spread);
}
