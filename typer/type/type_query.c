// Questions about types, and the type that arithmetic on two of them gives.

#include "support/hash.h"
#include "typer/internal.h"

static const struct {
    TypeClass class;
    bool is_inferred;
} kinds[TYPE_KIND_COUNT] = {
#define TYPE(KIND, name, CLASS, INFERRED) {CLASS_##CLASS, INFERRED},
#include "typer/type/type.def"
#undef TYPE
};

TypeClass type_class(const Type *type) { return kinds[type->kind].class; }

bool type_is_object(const Type *type) { return type_class(type) == CLASS_OBJECT; }

bool type_can_be_inferred(const Type *type) { return kinds[type->kind].is_inferred; }

const Type *type_common_at(const CommonTypes *common, size_t offset) {
    return *(const Type *const *)((const char *)common + offset);
}

bool same_exception_value(const ExceptionSpec *a, const ExceptionSpec *b) {
    return a->integer_value == b->integer_value &&
           load_word(&a->real_value) == load_word(&b->real_value);
}

bool exception_is_cpp(const ExceptionSpec *exception) {
    return exception->rule == EXCEPTION_RULE_CPP || exception->rule == EXCEPTION_RULE_CPP_STAR;
}

bool type_is_error(const Type *type) { return type->kind == TYPE_ERROR; }

bool type_is_integral(const Type *type) { return type_class(type) == CLASS_INTEGRAL; }

bool type_is_numeric(const Type *type) {
    switch (type_class(type)) {
    case CLASS_INTEGRAL:
    case CLASS_FLOATING:
    case CLASS_COMPLEX:
        return true;
    case CLASS_NOTHING:
    case CLASS_OBJECT:
    case CLASS_ADDRESS:
    case CLASS_AGGREGATE:
    case CLASS_VIEW:
        break;
    }
    return false;
}

const Type *type_element(const Type *type) {
    return type->kind == TYPE_POINTER ? type->element
           : type->kind == TYPE_ARRAY ? type->array.element
                                      : NULL;
}

bool type_is_builtin(const Type *type, BuiltinKind kind) {
    return type->kind == TYPE_BUILTIN && type->builtin == kind;
}

bool enum_is_python(const Type *type) {
    if (type->kind != TYPE_ENUM)
        return false;
    const Node *definition = type->enum_symbol->declaration;
    return node_is(definition, NODE_CEnumDef) && ((const CEnumDef *)definition)->is_cpdef;
}

const Type *enum_integer(const Type *type) {
    return ((const EnumSymbol *)type->enum_symbol)->underlying;
}

bool type_is_c_string(const Type *type) {
    const Type *element = type_element(type);
    return element != NULL && element->kind == TYPE_INTEGER && element->integer.is_char;
}

bool type_is_complete(const Type *type) {
    if (type->kind == TYPE_STRUCT) // a header has the members of its own
        return type->struct_symbol->has_body || type->struct_symbol->symbol.is_extern;
    return type->kind != TYPE_VOID;
}

struct StructSymbol *type_struct_symbol(const Type *type) {
    if (type->kind == TYPE_POINTER)
        type = type->element;
    return type->kind == TYPE_STRUCT ? type->struct_symbol : NULL;
}

static bool is_one_of(const char *text, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, names[i]) == 0)
            return true;
    }
    return false;
}

// How wide an integer is for C's conversions; equal widths are told apart by C's ranks, and by
// Cython's, to which sizes are above long and below long long.
int type_integer_rank(const Type *type) {
    static const char *const sizes[] = {"Py_hash_t", "Py_ssize_t", "size_t",
                                        "ssize_t",   "intptr_t",   "uintptr_t"};
    static const char *const long_longs[] = {"long long",      "unsigned long long", "uint64_t",
                                             "uint_least64_t", "intmax_t",           "uintmax_t"};
    if (type->kind == TYPE_ENUM)
        type = enum_integer(type);
    if (type->kind != TYPE_INTEGER)
        return 32 * 4; // bint is an int
    const char *text = type_unqualified_text(type);
    int rank = type->integer.bits * 4;
    if (is_one_of(text, sizes, sizeof sizes / sizeof *sizes))
        return rank + 1;
    bool is_long_long = is_one_of(text, long_longs, sizeof long_longs / sizeof *long_longs);
    return rank + (is_long_long ? 2 : 0);
}

bool type_is_index(const Type *type) {
    static const char *const names[] = {"Py_ssize_t", "ssize_t", "Py_hash_t"};
    return type->kind == TYPE_INTEGER && is_one_of(type->text, names, sizeof names / sizeof *names);
}

bool type_integer_is_signed(const Type *type) {
    if (type->kind == TYPE_ENUM)
        type = enum_integer(type);
    return type->kind != TYPE_INTEGER || type->integer.is_signed;
}

bool type_number_is_signed(const Type *type) {
    return type->kind == TYPE_FLOATING || type_integer_is_signed(type);
}

// C's integer promotions: what is narrower than int becomes int.
static const Type *promote_integer(TypeTable *types, const Type *type) {
    const CommonTypes *common = type_common(types);
    if (type->kind == TYPE_ENUM)
        type = enum_integer(type);
    if (type->kind != TYPE_INTEGER)
        return common->int_;
    if (type->integer.bits < 32 && type->integer.header_symbol == NULL)
        return common->int_;
    return type_unqualified(types, type);
}

// What two integers have in common: the higher rank, and of one rank the unsigned one.
static const Type *combine_ranks(const Type *left, const Type *right, int ranks_of_a_width) {
    int left_rank = type_integer_rank(left);
    int right_rank = type_integer_rank(right);
    bool is_same_rank = left_rank / ranks_of_a_width == right_rank / ranks_of_a_width;
    if (is_same_rank && type_integer_is_signed(left) != type_integer_is_signed(right))
        return type_integer_is_signed(left) ? right : left;
    return left_rank >= right_rank ? left : right;
}

static const Type *combine_integers(TypeTable *types, const Type *left, const Type *right,
                                    int ranks_of_a_width) {
    return combine_ranks(promote_integer(types, left), promote_integer(types, right),
                         ranks_of_a_width);
}

bool type_is_integer_complex(const Type *type) {
    return type->kind == TYPE_COMPLEX && type_is_integral(type->element);
}

static const Type *real_part(const Type *type) {
    return type->kind == TYPE_COMPLEX ? type->element : type;
}

static const Type *combine_numbers(TypeTable *types, const Type *left, const Type *right,
                                   int ranks_of_a_width) {
    if (left->kind == TYPE_COMPLEX || right->kind == TYPE_COMPLEX)
        return type_complex(
            types, combine_numbers(types, real_part(left), real_part(right), ranks_of_a_width));
    if (left->kind == TYPE_FLOATING || right->kind == TYPE_FLOATING) {
        int left_bits = left->kind == TYPE_FLOATING ? left->floating_bits : 0;
        int right_bits = right->kind == TYPE_FLOATING ? right->floating_bits : 0;
        return type_unqualified(types, left_bits >= right_bits ? left : right);
    }
    return combine_integers(types, left, right, ranks_of_a_width);
}

const Type *type_arithmetic_result(TypeTable *types, const Type *left, const Type *right) {
    return combine_numbers(types, left, right, 1);
}

const Type *type_usual_conversion(TypeTable *types, const Type *left, const Type *right) {
    return combine_numbers(types, left, right, 4);
}

// (Every integer is wider than an enum there, which may lose what the enum is.)
const Type *type_wider(TypeTable *types, const Type *left, const Type *right) {
    bool are_enums = left->kind == TYPE_ENUM && right->kind == TYPE_ENUM;
    if (are_enums || !type_is_integral(left) || !type_is_integral(right))
        return type_arithmetic_result(types, left, right);
    const Type *wider = left->kind == TYPE_ENUM    ? right
                        : right->kind == TYPE_ENUM ? left
                                                   : combine_ranks(left, right, 1);
    return type_unqualified(types, wider);
}
