// Types: each is made once, texts, C's arithmetic, and which conversions there are.

#include "typer/typer.h"
#include <CUnit/CUnit.h>
#include <string.h>

static Compilation *compilation;
static TypeTable *types;
static const CommonTypes *common;

static void set_up(void) {
    compilation = compilation_create();
    types = type_table_create(compilation);
    common = type_common(types);
}

static void tear_down(void) { compilation_destroy(compilation); }

static const Type *view_of(const Type *element, uint8_t dimensions, bool is_contiguous) {
    Type view = {.kind = TYPE_MEMORYVIEW};
    view.memoryview.element = element;
    view.memoryview.dimensions = dimensions;
    if (is_contiguous) {
        for (uint8_t i = 0; i < dimensions; i++)
            view.memoryview.packing[i] = AXIS_FOLLOW;
        view.memoryview.packing[dimensions - 1] = AXIS_CONTIGUOUS;
    }
    return type_memoryview(types, &view);
}

static const Type *function_of(const Type *result, const Type *parameter, bool nogil) {
    SignatureParameter parameters[1] = {{.type = parameter}};
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result = result;
    signature.function.parameters = parameters;
    signature.function.count = 1;
    signature.function.nogil = nogil;
    signature.function.exception.rule = EXCEPTION_RULE_NEVER;
    return type_function(types, &signature);
}

static void test_types_are_made_once(void) {
    CU_ASSERT_PTR_EQUAL(type_pointer(types, common->int_), type_pointer(types, common->int_));
    CU_ASSERT_PTR_NOT_EQUAL(type_pointer(types, common->int_), type_pointer(types, common->uint));
    CU_ASSERT_PTR_EQUAL(type_array(types, common->int_, 3), type_array(types, common->int_, 3));
    CU_ASSERT_PTR_NOT_EQUAL(type_array(types, common->int_, 3), type_array(types, common->int_, 4));
    CU_ASSERT_PTR_EQUAL(view_of(common->double_, 2, true), view_of(common->double_, 2, true));
    CU_ASSERT_PTR_NOT_EQUAL(view_of(common->double_, 2, true), view_of(common->double_, 2, false));
    CU_ASSERT_PTR_EQUAL(function_of(common->int_, common->double_, true),
                        function_of(common->int_, common->double_, true));
    CU_ASSERT_PTR_NOT_EQUAL(function_of(common->int_, common->double_, true),
                            function_of(common->int_, common->double_, false));
    const Type *pair[] = {common->int_, common->double_};
    CU_ASSERT_PTR_EQUAL(type_ctuple(types, pair, 2), type_ctuple(types, pair, 2));
}

static void test_many_types(void) {
    const Type *type = common->int_;
    const Type *all[600];
    for (int i = 0; i < 600; i++)
        all[i] = type = type_pointer(types, type);
    type = common->int_;
    for (int i = 0; i < 600; i++) {
        type = type_pointer(types, type);
        CU_ASSERT_PTR_EQUAL_FATAL(type, all[i]);
    }
}

static void test_const(void) {
    const Type *fixed = type_const(types, common->double_);
    CU_ASSERT_PTR_NOT_EQUAL(fixed, common->double_);
    CU_ASSERT_PTR_EQUAL(type_const(types, fixed), fixed);
    CU_ASSERT_PTR_EQUAL(type_unqualified(types, fixed), common->double_);
    const Type *fixed_int = type_const(types, common->uint);
    CU_ASSERT_STRING_EQUAL(fixed_int->text, "const unsigned int");
    CU_ASSERT_PTR_EQUAL(type_unqualified(types, fixed_int), common->uint);
}

static void test_texts(void) {
    CU_ASSERT_STRING_EQUAL(view_of(common->double_, 2, true)->text, "double[:, ::1]");
    CU_ASSERT_STRING_EQUAL(view_of(type_const(types, common->int_), 1, false)->text,
                           "const int[:]");
    CU_ASSERT_STRING_EQUAL(type_pointer(types, common->char_pointer)->text, "char **");
    CU_ASSERT_STRING_EQUAL(type_array(types, common->long_, 3)->text, "long[3]");
    CU_ASSERT_STRING_EQUAL(common->double_complex->text, "double complex");
    CU_ASSERT_STRING_EQUAL(function_of(common->int_, common->double_, true)->text,
                           "int (double) noexcept nogil");
}

static void test_words(void) {
    const Name *int_name = intern(compilation, "int");
    CU_ASSERT_PTR_EQUAL(type_integer_words(types, NULL, SIGNEDNESS_UNSIGNED, false, 2),
                        common->ulonglong);
    CU_ASSERT_PTR_EQUAL(type_integer_words(types, int_name, SIGNEDNESS_DEFAULT, true, 0),
                        common->short_);
    CU_ASSERT_PTR_EQUAL(
        type_integer_words(types, intern(compilation, "char"), SIGNEDNESS_SIGNED, false, 0),
        common->schar);
    CU_ASSERT_PTR_EQUAL(
        type_integer_words(types, intern(compilation, "double"), SIGNEDNESS_DEFAULT, false, 1),
        common->longdouble);
    CU_ASSERT_PTR_NULL(
        type_integer_words(types, intern(compilation, "list"), SIGNEDNESS_DEFAULT, false, 0));
    CU_ASSERT_PTR_NULL(
        type_integer_words(types, intern(compilation, "list"), SIGNEDNESS_UNSIGNED, false, 0));
    CU_ASSERT_EQUAL(type_known_integer(types, intern(compilation, "uint16_t"))->integer.bits, 16);
}

static void test_arithmetic(void) {
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->char_, common->short_), common->int_);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->bint, common->bint), common->int_);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->int_, common->uint), common->uint);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->long_, common->uint), common->long_);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->long_, common->longlong),
                        common->longlong);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->int_, common->float_),
                        common->float_);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->float_, common->double_),
                        common->double_);
    CU_ASSERT_PTR_EQUAL(type_arithmetic_result(types, common->int_, common->float_complex),
                        common->float_complex);
}

static void test_number_conversions(void) {
    CU_ASSERT_EQUAL(type_conversion(common->int_, common->int_), CONVERT_SAME);
    CU_ASSERT_EQUAL(type_conversion(common->int_, common->double_), CONVERT_C_NUMERIC);
    CU_ASSERT_EQUAL(type_conversion(common->double_, common->object), CONVERT_BOX);
    CU_ASSERT_EQUAL(type_conversion(common->object, common->double_), CONVERT_UNBOX);
    CU_ASSERT_EQUAL(type_conversion(common->object, common->bint), CONVERT_TRUTH);
    CU_ASSERT_EQUAL(type_conversion(common->double_complex, common->double_), CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(common->builtin[BUILTIN_LIST], common->double_),
                    CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(common->int_, common->builtin[BUILTIN_LIST]),
                    CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(common->int_, common->builtin[BUILTIN_INT]), CONVERT_BOX);
    CU_ASSERT_EQUAL(type_conversion(common->builtin[BUILTIN_STR], common->ucs4), CONVERT_UNBOX);
}

static void test_object_conversions(void) {
    const Type *list = common->builtin[BUILTIN_LIST];
    CU_ASSERT_EQUAL(type_conversion(list, common->object), CONVERT_UPCAST);
    CU_ASSERT_EQUAL(type_conversion(common->object, list), CONVERT_CHECK_TYPE);
    CU_ASSERT_EQUAL(type_conversion(list, common->builtin[BUILTIN_DICT]), CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(common->builtin[BUILTIN_BOOL], common->builtin[BUILTIN_INT]),
                    CONVERT_UPCAST);
    ClassSymbol base = {.symbol.name = intern(compilation, "Base")};
    ClassSymbol derived = {.symbol.name = intern(compilation, "Derived"), .base = &base};
    const Type *base_type = type_extension(types, &base);
    const Type *derived_type = type_extension(types, &derived);
    CU_ASSERT_EQUAL(type_conversion(derived_type, base_type), CONVERT_UPCAST);
    CU_ASSERT_EQUAL(type_conversion(base_type, derived_type), CONVERT_CHECK_TYPE);
    ClassSymbol other = {.symbol.name = intern(compilation, "Other")};
    CU_ASSERT_EQUAL(type_conversion(base_type, type_extension(types, &other)), CONVERT_CHECK_TYPE);
    CU_ASSERT_EQUAL(type_conversion(list, base_type), CONVERT_CHECK_TYPE);
    CU_ASSERT_EQUAL(type_conversion(base_type, list), CONVERT_CHECK_TYPE);
}

static void test_pointer_conversions(void) {
    const Type *ints = type_pointer(types, common->int_);
    const Type *fixed = type_pointer(types, type_const(types, common->int_));
    CU_ASSERT_EQUAL(type_conversion(ints, common->void_pointer), CONVERT_POINTER);
    CU_ASSERT_EQUAL(type_conversion(common->void_pointer, ints), CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(ints, fixed), CONVERT_POINTER);
    CU_ASSERT_EQUAL(type_conversion(fixed, ints), CONVERT_POINTER);
    CU_ASSERT(pointer_drops_const(fixed, ints));
    CU_ASSERT_FALSE(pointer_drops_const(ints, fixed));
    CU_ASSERT_EQUAL(type_conversion(common->null_pointer, ints), CONVERT_POINTER);
    CU_ASSERT_EQUAL(type_conversion(type_array(types, common->int_, 3), ints), CONVERT_POINTER);
    CU_ASSERT_EQUAL(type_conversion(ints, common->object), CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(common->char_pointer, common->object), CONVERT_BOX);
    CU_ASSERT_EQUAL(type_conversion(common->object, common->char_pointer), CONVERT_UNBOX);
    CU_ASSERT_EQUAL(type_conversion(function_of(common->int_, common->int_, true),
                                    function_of(common->int_, common->int_, false)),
                    CONVERT_POINTER);
    CU_ASSERT_EQUAL(type_conversion(function_of(common->int_, common->int_, false),
                                    function_of(common->int_, common->int_, true)),
                    CONVERT_IMPOSSIBLE);
}

static void test_view_conversions(void) {
    const Type *strided = view_of(common->double_, 2, false);
    const Type *contiguous = view_of(common->double_, 2, true);
    const Type *fixed = view_of(type_const(types, common->double_), 2, false);
    CU_ASSERT_EQUAL(type_conversion(contiguous, strided), CONVERT_SAME);
    CU_ASSERT_EQUAL(type_conversion(strided, contiguous), CONVERT_TO_MEMORYVIEW);
    CU_ASSERT_EQUAL(type_conversion(strided, fixed), CONVERT_SAME);
    CU_ASSERT_EQUAL(type_conversion(fixed, strided), CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(
        type_conversion(view_of(common->int_, 1, false), view_of(common->double_, 1, false)),
        CONVERT_IMPOSSIBLE);
    CU_ASSERT_EQUAL(type_conversion(common->object, strided), CONVERT_TO_MEMORYVIEW);
    CU_ASSERT_EQUAL(type_conversion(strided, common->object), CONVERT_FROM_MEMORYVIEW);
}

static void test_poison_is_silent(void) {
    CU_ASSERT_EQUAL(type_conversion(common->error, common->int_), CONVERT_SAME);
    CU_ASSERT_EQUAL(type_conversion(common->object, common->error), CONVERT_SAME);
    CU_ASSERT_PTR_EQUAL(type_pointer(types, common->error), common->error);
}

static void test_directives(void) {
    Directives directives = directives_default();
    CU_ASSERT_TRUE(directives.boundscheck);
    const struct {
        const char *name, *value;
        DirectiveResult result;
    } cases[] = {
        {"boundscheck", "False", DIRECTIVE_SET},
        {"boundscheck", "maybe", DIRECTIVE_WRONG_VALUE},
        {"boundcheck", "True", DIRECTIVE_UNKNOWN},
        {"language_level", "2", DIRECTIVE_SET},
        {"language_level", "4", DIRECTIVE_WRONG_VALUE},
        {"fastmath", "all", DIRECTIVE_SET},
        {"fastmath", "reassoc, contract", DIRECTIVE_SET},
        {"fastmath", "quick", DIRECTIVE_WRONG_VALUE},
        {"infer_types", "None", DIRECTIVE_SET},
        {"warn.undeclared", "True", DIRECTIVE_SET},
        {"warn.undeclared", "perhaps", DIRECTIVE_WRONG_VALUE},
        {"warn.all", "true", DIRECTIVE_SET},
        {"nothing.all", "True", DIRECTIVE_UNKNOWN},
        {".all", "True", DIRECTIVE_UNKNOWN},
        {"auto_cpdef", "True", DIRECTIVE_NO_EFFECT},
        {"auto_cpdef", "False", DIRECTIVE_SET},
        {"auto_cpdef", "0", DIRECTIVE_SET},
        {"profile", "True", DIRECTIVE_SET},
        {"linetrace", "yes", DIRECTIVE_WRONG_VALUE},
        {"emit_code_comments", "False", DIRECTIVE_SET},
        {"c_string_type", "str", DIRECTIVE_SET},
        {"c_string_type", "bytes", DIRECTIVE_SET},
        {"c_string_type", "list", DIRECTIVE_WRONG_VALUE},
        {"c_string_encoding", "ascii", DIRECTIVE_SET},
        {"c_string_encoding", "", DIRECTIVE_SET},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_EQUAL(directives_set(&directives, cases[i].name, cases[i].value),
                        cases[i].result);
    CU_ASSERT_FALSE(directives.boundscheck);
    CU_ASSERT_EQUAL(directives.language_level, 2);
    CU_ASSERT_EQUAL(directives.fastmath, FAST_MATH_REASSOC | FAST_MATH_CONTRACT);
    CU_ASSERT_EQUAL(directives.infer_types, INFER_SAFE);
}

void suite_type(void);
void suite_type(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("type", NULL, NULL, set_up, tear_down);
    CU_add_test(suite, "types are made once", test_types_are_made_once);
    CU_add_test(suite, "many types", test_many_types);
    CU_add_test(suite, "const", test_const);
    CU_add_test(suite, "texts", test_texts);
    CU_add_test(suite, "words", test_words);
    CU_add_test(suite, "arithmetic", test_arithmetic);
    CU_add_test(suite, "conversions of numbers", test_number_conversions);
    CU_add_test(suite, "conversions of objects", test_object_conversions);
    CU_add_test(suite, "conversions of pointers", test_pointer_conversions);
    CU_add_test(suite, "conversions of views", test_view_conversions);
    CU_add_test(suite, "poison", test_poison_is_silent);
    CU_add_test(suite, "directives", test_directives);
}
