// Questions about types, and the type that arithmetic on two of them gives.

#include "typer/internal.h"
#include <string.h>

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

bool type_is_c_string(const Type *type) {
    const Type *element = type_element(type);
    return element != NULL && element->kind == TYPE_INTEGER && element->integer.is_char;
}

struct StructSymbol *type_struct_symbol(const Type *type) {
    if (type->kind == TYPE_POINTER)
        type = type->element;
    return type->kind == TYPE_STRUCT ? type->struct_symbol : NULL;
}

// How wide an integer is for C's conversions; equal widths are told apart by C's ranks.
static int rank_integer(const CommonTypes *common, const Type *type) {
    if (type->kind != TYPE_INTEGER)
        return 32 * 4; // enums and bint are ints
    int rank = type->integer.bits * 4;
    const char *text = type->is_const ? type->text + strlen("const ") : type->text;
    if (strcmp(text, common->longlong->text) == 0 || strcmp(text, common->ulonglong->text) == 0) {
        rank += 2;
    }
    if (strcmp(text, common->long_->text) == 0 || strcmp(text, common->ulong->text) == 0)
        rank += 1;
    return rank;
}

static bool integer_is_signed(const Type *type) {
    return type->kind != TYPE_INTEGER || type->integer.is_signed;
}

// C's integer promotions: what is narrower than int becomes int.
static const Type *promote_integer(TypeTable *types, const Type *type) {
    const CommonTypes *common = type_common(types);
    if (type->kind != TYPE_INTEGER)
        return common->int_;
    if (type->integer.bits < 32 && type->integer.header_symbol == NULL)
        return common->int_;
    return type_without_const(types, type);
}

static const Type *combine_integers(TypeTable *types, const Type *left, const Type *right) {
    const CommonTypes *common = type_common(types);
    left = promote_integer(types, left);
    right = promote_integer(types, right);
    if (left == right)
        return left;
    int left_rank = rank_integer(common, left);
    int right_rank = rank_integer(common, right);
    if (left_rank / 4 == right_rank / 4 && integer_is_signed(left) != integer_is_signed(right)) {
        return integer_is_signed(left) ? right : left; // of equal width: the unsigned one
    }
    return left_rank >= right_rank ? left : right;
}

bool type_is_integer_complex(const Type *type) {
    return type->kind == TYPE_COMPLEX && type_is_integral(type->element);
}

static const Type *real_part(const Type *type) {
    return type->kind == TYPE_COMPLEX ? type->element : type;
}

const Type *type_arithmetic_result(TypeTable *types, const Type *left, const Type *right) {
    if (left->kind == TYPE_COMPLEX || right->kind == TYPE_COMPLEX) {
        return type_complex(types,
                            type_arithmetic_result(types, real_part(left), real_part(right)));
    }
    if (left->kind == TYPE_FLOATING || right->kind == TYPE_FLOATING) {
        int left_bits = left->kind == TYPE_FLOATING ? left->floating_bits : 0;
        int right_bits = right->kind == TYPE_FLOATING ? right->floating_bits : 0;
        return type_without_const(types, left_bits >= right_bits ? left : right);
    }
    return combine_integers(types, left, right);
}
