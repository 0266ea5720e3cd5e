// The words of the IR's text form, for those who write it and those who read it.

#include "abi/abi.h"
#include "codegen/ir/internal.h"

#define X(NAME, text) text,
const char *const ir_c_type_texts[IR_C_TYPE_COUNT] = {IR_C_TYPES(X)};
const char *const ir_convention_texts[IR_CONVENTION_COUNT] = {IR_CONVENTIONS(X)};
const char *const ir_error_convention_texts[IR_ERROR_CONVENTION_COUNT] = {IR_ERROR_CONVENTIONS(X)};
const char *const ir_exchange_kind_texts[IR_EXCHANGE_KIND_COUNT] = {IR_EXCHANGE_KINDS(X)};
const char *const ir_body_kind_texts[IR_BODY_KIND_COUNT] = {IR_BODY_KINDS(X)};
const char *const ir_constant_kind_texts[IR_CONSTANT_KIND_COUNT] = {IR_CONSTANT_KINDS(X)};
const char *const ir_flag_texts[IR_FLAG_COUNT] = {IR_FLAGS(X)};
const char *const ir_singleton_texts[IR_SINGLETON_COUNT] = {IR_SINGLETONS(X)};
#undef X

#define X(NAME, text) #NAME,
const char *const ir_exception_rule_texts[ExceptionRule_COUNT] = {EXCEPTION_RULES(X)};
const char *const ir_parameter_kind_texts[ParameterKind_COUNT] = {PARAMETER_KINDS(X)};
const char *const ir_visibility_texts[CVisibility_COUNT] = {C_VISIBILITIES(X)};
#undef X

const char *const ir_packing_texts[] = {"strided", "contiguous", "follow"};
const char *const ir_access_texts[] = {"direct", "indirect", "generic"};
const char *const ir_type_slot_texts[ZI_SLOT_COUNT] = {
#define TYPE_SLOT(NAME, KIND, table, member, method, second) #NAME,
#include "abi/slot.def"
};
const char *const ir_builtin_texts[IR_BUILTIN_COUNT] = {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container) name,
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
};

const char *const *ir_number_texts(IrOpcode code, uint32_t *count) {
    switch ((unsigned)code) {
    case IR_OP_SINGLETON:
        *count = IR_SINGLETON_COUNT;
        return ir_singleton_texts;
    case IR_OP_COMPARE:
    case IR_OP_PYTHON_COMPARE:
    case IR_OP_PYTHON_COMPARE_TRUTH:
    case IR_OP_DUAL_COMPARE:
    case IR_OP_DUAL_COMPARE_TRUTH:
        *count = CompareOperator_COUNT;
        return CompareOperator_texts;
    case IR_OP_PYTHON_BINARY:
    case IR_OP_DUAL_BINARY:
        *count = BinaryOperator_COUNT;
        return BinaryOperator_texts;
    case IR_OP_PYTHON_UNARY:
    case IR_OP_DUAL_UNARY:
        *count = UnaryOperator_COUNT;
        return UnaryOperator_texts;
    default:
        return NULL;
    }
}
