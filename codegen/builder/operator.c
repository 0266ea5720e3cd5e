// Unary and binary operators: C's arithmetic on C numbers, with Python's division unless cdivision
// says otherwise; Python's operators on all else.

#include "abi/abi.h"
#include "codegen/builder/internal.h"
#include <string.h>

// --- Division ------------------------------------------------------------------------------------

static bool is_nonzero_immediate(IrValue value) {
    return (value.kind == IR_VALUE_INTEGER && value.integer != 0) ||
           (value.kind == IR_VALUE_REAL && value.real != 0);
}

static void check_nonzero(Builder *builder, IrValue divisor, const char *text) {
    if (is_nonzero_immediate(divisor))
        return;
    IrOp *op = add_op(builder, IR_OP_CHECK_NONZERO, IR_NO_REGISTER, &divisor, 1);
    op->aux.text = (Text){.bytes = text, .length = (uint32_t)strlen(text)};
}

static IrValue add_number(Builder *builder, IrOpcode code, IrValue left, IrValue right,
                          const Type *type) {
    IrValue operands[] = {left, right};
    IrOp *op = add_op_giving(builder, code, ir_type_of(builder->owner, type), operands, 2);
    op->flags |= is_unsigned(type) ? IR_FLAG_UNSIGNED : 0;
    return ir_reg(op->result);
}

// The smallest integer by -1 does not fit: OverflowError.
static void check_quotient(Builder *builder, IrValue left, IrValue is_minus_one, const Type *type) {
    IrKind kind = ir_type_of(builder->owner, type).kind;
    if (kind == IR_I128)
        return;
    int64_t bits = kind == IR_I8 ? 8 : kind == IR_I16 ? 16 : kind == IR_I32 ? 32 : 64;
    IrValue minimum = ir_int(kind, bits == 64 ? INT64_MIN : -(INT64_C(1) << (bits - 1)));
    IrValue is_minimum = add_compare(builder, COMPARE_EQUAL, left, minimum, false);
    IrBlock *overflow = builder_new_block(builder, "overflow");
    IrBlock *after = builder_new_block(builder, "divide");
    overflow->is_cold = true;
    add_branch(builder, add_binary(builder, IR_OP_AND, IR_BOOL, is_minus_one, is_minimum), overflow,
               after);
    builder_start_block(builder, overflow);
    add_runtime_list(builder, RUNTIME_raise_division_overflow, NULL, 0);
    builder_start_block(builder, after);
}

// The machine's division traps for the smallest integer by -1: for a remainder the divisor 1 stands
// in.
static IrValue divide_signed(Builder *builder, IrOpcode code, IrValue left, IrValue right,
                             const Type *type) {
    bool is_safe = right.kind == IR_VALUE_INTEGER && right.integer != -1;
    if (is_safe || is_unsigned(type))
        return add_number(builder, code, left, right, type);
    IrKind kind = ir_type_of(builder->owner, type).kind;
    IrValue is_minus_one = add_compare(builder, COMPARE_EQUAL, right, ir_int(kind, -1), false);
    if (code == IR_OP_FLOOR_DIVIDE) {
        check_quotient(builder, left, is_minus_one, type);
        return add_number(builder, code, left, right, type);
    }
    IrValue select[] = {is_minus_one, ir_int(kind, 1), right};
    IrOp *divisor =
        add_op_giving(builder, IR_OP_SELECT, ir_type_of(builder->owner, type), select, 3);
    return add_number(builder, code, left, ir_reg(divisor->result), type);
}

// Plain Python files say what CPython says, others what Cython does.
static const char *float_zero_text(const Builder *builder, BinaryOperator operator) {
    if (!builder->typed->is_pure_python)
        return operator== BINARY_MODULO ? "float divmod()" : "float division";
    if (operator== BINARY_DIVIDE)
        return "float division by zero";
    return operator== BINARY_MODULO ? "float modulo" : "float floor division by zero";
}

// Python's `//` and `%`; the divisor is not zero.
static IrValue floor_floats(Builder *builder, bool is_modulo, IrValue left, IrValue right,
                            const Type *type) {
    const Type *wide = builder->common->double_;
    IrValue a = build_conversion(builder, value_of(left, type), wide);
    IrValue b = build_conversion(builder, value_of(right, type), wide);
    IrValue result = is_modulo ? ADD_RUNTIME(builder, floor_modulo_float, a, b)
                               : ADD_RUNTIME(builder, floor_divide_float, a, b);
    return build_conversion(builder, value_of(result, wide), type);
}

static IrValue is_negative(Builder *builder, IrValue number, const Type *type) {
    Value zero = value_of(ir_int(IR_I64, 0), builder->common->long_);
    return add_compare(builder, COMPARE_LESS, number, build_conversion(builder, zero, type), false);
}

// cdivision_warnings: if one of the two is negative, C's result differs from Python's.
static void warn_of_signs(Builder *builder, BinaryOperator operator, IrValue left, IrValue right,
                          const Type *type) {
    if (!builder->directives.cdivision_warnings || operator== BINARY_DIVIDE || is_unsigned(type))
        return;
    uint32_t line = source_line(builder->module->compilation->sources, builder->span);
    IrBlock *differ = builder_new_block(builder, "signs differ");
    IrBlock *after = builder_new_block(builder, "divide");
    differ->is_cold = true;
    IrValue signs[] = {is_negative(builder, left, type), is_negative(builder, right, type)};
    add_branch(builder, add_binary(builder, IR_OP_XOR, IR_BOOL, signs[0], signs[1]), differ, after);
    builder_start_block(builder, differ);
    ADD_RUNTIME(builder, warn_division, ir_int(IR_I64, line));
    add_jump(builder, after);
    builder_start_block(builder, after);
}

static IrValue divide_floats(Builder *builder, BinaryOperator operator, IrValue left, IrValue right,
                             const Type *type) {
    bool is_modulo = operator== BINARY_MODULO;
    const Type *wide = builder->common->double_;
    if (!builder->directives.cdivision)
        check_nonzero(builder, right, float_zero_text(builder, operator));
    warn_of_signs(builder, operator, left, right, type);
    if (operator== BINARY_DIVIDE)
        return add_number(builder, IR_OP_DIVIDE, left, right, type);
    if (is_modulo && builder->directives.cdivision)
        return add_number(builder, IR_OP_REMAINDER, left, right, type);
    if (builder->directives.cdivision) {
        Value quotient = value_of(add_number(builder, IR_OP_DIVIDE, left, right, type), type);
        IrValue whole = ADD_RUNTIME(builder, floor, build_conversion(builder, quotient, wide));
        return build_conversion(builder, value_of(whole, wide), type);
    }
    return floor_floats(builder, is_modulo, left, right, type);
}

static IrValue divide_numbers(Builder *builder, BinaryOperator operator, IrValue left,
                              IrValue right, const Type *type) {
    if (type->kind == TYPE_FLOATING)
        return divide_floats(builder, operator, left, right, type);
    bool is_modulo = operator== BINARY_MODULO;
    if (!builder->directives.cdivision)
        check_nonzero(builder, right, "integer division or modulo by zero");
    warn_of_signs(builder, operator, left, right, type);
    if (builder->directives.cdivision)
        return add_number(builder, is_modulo ? IR_OP_REMAINDER : IR_OP_DIVIDE, left, right, type);
    return divide_signed(builder, is_modulo ? IR_OP_FLOOR_MODULO : IR_OP_FLOOR_DIVIDE, left, right,
                         type);
}

Value build_quotient_and_rest(Builder *builder, IrValue left, IrValue right, const Type *pair) {
    const Type *type = pair->members.items[0];
    check_nonzero(builder, right, "division by zero");
    IrValue members[2];
    for (int i = 0; i < 2; i++) {
        IrOpcode code = i == 0 ? IR_OP_FLOOR_DIVIDE : IR_OP_FLOOR_MODULO;
        members[i] = type->kind == TYPE_FLOATING ? floor_floats(builder, i == 1, left, right, type)
                                                 : divide_signed(builder, code, left, right, type);
    }
    return aggregate_of(builder, pair, members);
}

// Those of integers by way of doubles, towards zero.
static IrValue divide_complex(Builder *builder, IrValue left, IrValue right, const Type *type) {
    if (type_is_integer_complex(type)) {
        const Type *wide = builder->common->double_complex;
        IrValue quotient =
            divide_complex(builder, build_conversion(builder, value_of(left, type), wide),
                           build_conversion(builder, value_of(right, type), wide), wide);
        return build_conversion(builder, value_of(quotient, wide), type);
    }
    if (!builder->directives.cdivision)
        check_nonzero(builder, build_truth(builder, value_of(right, type)), "float division");
    return add_number(builder, IR_OP_DIVIDE, left, right, type);
}

typedef struct Power {
    IrValue left, right;
    IrRegisterId result;
} Power;

// It may raise, and asks whether it has.
static void build_float_power(Builder *builder, void *context) {
    const Power *power = context;
    add_copy(builder, power->result, ADD_RUNTIME(builder, power_float, power->left, power->right));
}

// An exponent that stands in the source and is a natural number.
static bool natural_exponent(IrValue exponent, int64_t *number) {
    if (exponent.kind == IR_VALUE_INTEGER)
        *number = exponent.integer;
    else if (exponent.kind == IR_VALUE_REAL && exponent.real >= 0 && exponent.real <= INT32_MAX)
        *number = (int64_t)exponent.real;
    else
        return false;
    bool is_same = exponent.kind == IR_VALUE_INTEGER || exponent.real == (double)*number;
    return is_same && *number >= 0;
}

// By squaring: for a small exponent that is known, a few multiplications.
static IrValue multiply_out(Builder *builder, IrValue base, int64_t exponent, const Type *type) {
    IrValue result = exponent & 1 ? base : number_of_type(builder, type, 1);
    for (exponent >>= 1; exponent > 0; exponent >>= 1) {
        base = add_number(builder, IR_OP_MULTIPLY, base, base, type);
        if (exponent & 1)
            result = add_number(builder, IR_OP_MULTIPLY, result, base, type);
    }
    return result;
}

// Integers wrap around, so that the order does not matter. Of floats the square alone is what pow()
// gives.
static bool can_multiply_out(int64_t exponent, const Type *type) {
    enum { MOST_MULTIPLIED = 64 };
    if (type->kind == TYPE_FLOATING)
        return exponent == 1 || exponent == 2;
    return exponent <= MOST_MULTIPLIED;
}

static IrValue power_numbers(Builder *builder, IrValue left, IrValue right, const Type *type) {
    int64_t exponent;
    bool is_natural = natural_exponent(right, &exponent);
    if (is_natural && can_multiply_out(exponent, type))
        return multiply_out(builder, left, exponent, type);
    bool is_float = type->kind == TYPE_FLOATING;
    const Type *wide = is_float ? builder->common->double_ : builder->common->long_;
    Power power = {build_conversion(builder, value_of(left, type), wide),
                   build_conversion(builder, value_of(right, type), wide),
                   builder_new_register(builder, wide, NULL)};
    // C's cannot fail for a natural exponent.
    if (is_float && (is_natural || builder->directives.cpow))
        add_copy(builder, power.result, ADD_RUNTIME(builder, c_power, power.left, power.right));
    else if (is_float)
        build_with_gil(builder, build_float_power, &power);
    else
        add_copy(builder, power.result, ADD_RUNTIME(builder, power_int, power.left, power.right));
    return build_conversion(builder, value_of(ir_reg(power.result), wide), type);
}

// --- overflowcheck -------------------------------------------------------------------------------

static bool can_overflow(BinaryOperator operator) {
    return operator== BINARY_ADD || operator== BINARY_SUBTRACT || operator==
        BINARY_MULTIPLY || operator== BINARY_LEFT_SHIFT;
}

// Raises if the result does not fit the type of C integers.
static void check_overflow(Builder *builder, BinaryOperator operator, IrValue left, IrValue right,
                           const Type *type) {
    const Type *wide = builder->common->long_;
    int32_t bits = (int32_t)(type->kind == TYPE_INTEGER ? type->integer.bits : 32);
    IrValue a = build_conversion(builder, value_of(left, type), wide);
    IrValue b = build_conversion(builder, value_of(right, type), wide);
    IrValue overflows = ADD_RUNTIME(builder, arithmetic_overflows, a, b,
                                    ir_int(IR_I32, ir_operator_of_runtime(operator)),
                                    ir_int(IR_I32, is_unsigned(type) ? -bits : bits));
    IrBlock *failed = builder_new_block(builder, "overflow");
    IrBlock *after = builder_new_block(builder, "fits");
    failed->is_cold = true;
    add_branch(builder, overflows, failed, after);
    builder_start_block(builder, failed);
    add_runtime_list(builder, RUNTIME_raise_overflow, NULL, 0);
    builder_start_block(builder, after);
}

// --- Arithmetic ----------------------------------------------------------------------------------

static IrValue build_arithmetic(Builder *builder, BinaryOperator operator, IrValue left,
                                IrValue right, const Type *type) {
    static const IrOpcode codes[] = {
        [BINARY_ADD] = IR_OP_ADD,
        [BINARY_SUBTRACT] = IR_OP_SUBTRACT,
        [BINARY_MULTIPLY] = IR_OP_MULTIPLY,
        [BINARY_LEFT_SHIFT] = IR_OP_SHIFT_LEFT,
        [BINARY_RIGHT_SHIFT] = IR_OP_SHIFT_RIGHT,
        [BINARY_BIT_AND] = IR_OP_AND,
        [BINARY_BIT_OR] = IR_OP_OR,
        [BINARY_BIT_XOR] = IR_OP_XOR,
    };
    if (builder->directives.overflowcheck && type_is_integral(type) && can_overflow(operator))
        check_overflow(builder, operator, left, right, type);
    if (type->kind == TYPE_COMPLEX && operator== BINARY_DIVIDE)
        return divide_complex(builder, left, right, type);
    if (type->kind == TYPE_COMPLEX && operator== BINARY_POWER)
        return build_complex_power(builder, value_of(left, type), value_of(right, type));
    switch (operator) {
    case BINARY_DIVIDE:
    case BINARY_FLOOR_DIVIDE:
    case BINARY_MODULO:
        return divide_numbers(builder, operator, left, right, type);
    case BINARY_POWER:
        return power_numbers(builder, left, right, type);
    case BINARY_ADD:
    case BINARY_SUBTRACT:
    case BINARY_MULTIPLY:
    case BINARY_LEFT_SHIFT:
    case BINARY_RIGHT_SHIFT:
    case BINARY_BIT_AND:
    case BINARY_BIT_OR:
    case BINARY_BIT_XOR:
        return add_number(builder, codes[operator], left, right, type);
    case BINARY_MATRIX_MULTIPLY:
        break;
    }
    internal_error("%s is no operation of numbers", BinaryOperator_text(operator));
}

// Pointer plus or minus an integer, and the distance of two pointers in elements.
static Value build_pointer_arithmetic(Builder *builder, BinaryOperator operator, Value left,
                                      Value right, const Type *type) {
    if (type->kind == TYPE_POINTER) {
        bool is_swapped = type_is_integral(left.type);
        IrValue index = to_index(builder, is_swapped ? left : right);
        if (operator== BINARY_SUBTRACT)
            index = add_unary(builder, IR_OP_NEGATE, IR_I64, index);
        return value_of(add_element(builder, is_swapped ? right.ir : left.ir, index, type->element),
                        type);
    }
    IrValue a = add_unary(builder, IR_OP_CONVERT, IR_I64, left.ir);
    IrValue b = add_unary(builder, IR_OP_CONVERT, IR_I64, right.ir);
    IrOp *size = add_op_giving(builder, IR_OP_SIZE_OF, (IrType){.kind = IR_I64}, NULL, 0);
    size->aux.type =
        c_type_of(builder->owner,
                  left.type->kind == TYPE_ARRAY ? left.type->array.element : left.type->element);
    IrValue bytes = add_binary(builder, IR_OP_SUBTRACT, IR_I64, a, b);
    IrValue count = add_binary(builder, IR_OP_DIVIDE, IR_I64, bytes, ir_reg(size->result));
    return value_of(build_conversion(builder, value_of(count, builder->common->ssize_t_), type),
                    type);
}

static bool is_text(const Type *type) { return type_is_builtin(type, BUILTIN_STR); }

// `text += x`, which is a text again, whatever else `x` may make of it.
static Value build_text_append(Builder *builder, Value left, Value right) {
    IrValue made = ADD_RUNTIME(builder, append_text, left.ir, to_object(builder, right));
    return value_of(made, builder->common->builtin[BUILTIN_STR]);
}

Value build_binary_values(Builder *builder, BinaryOperator operator, Value left, Value right,
                          const Type *type, bool in_place) {
    if ((type_element(left.type) != NULL) || (type_element(right.type) != NULL))
        return build_pointer_arithmetic(builder, operator, left, right, type);
    if (type_is_numeric(type) && type_is_numeric(left.type) && type_is_numeric(right.type)) {
        IrValue a = build_conversion(builder, left, type);
        IrValue b = build_conversion(builder, right, type);
        return value_of(build_arithmetic(builder, operator, a, b, type), type);
    }
    if (in_place && operator== BINARY_ADD && is_text(left.type))
        return build_text_append(builder, left, right);
    IrValue operands[] = {to_object(builder, left), to_object(builder, right)};
    IrOp *op =
        add_op_giving(builder, IR_OP_PYTHON_BINARY, (IrType){.kind = IR_OBJECT}, operands, 2);
    op->aux.number = operator;
    op->flags |= in_place ? IR_FLAG_INPLACE : 0;
    return object_value(builder, ir_reg(op->result));
}

// An operand in the form that the operator wants: literals need no conversion when the program
// runs.
static Value build_operand(Builder *builder, Node *node, const Type *result) {
    if (type_is_numeric(node->type) && type_is_numeric(result))
        return value_of(build_as(builder, node, result), result);
    if (type_is_object(result))
        return object_value(builder, build_object(builder, node));
    return build_in_c(builder, node);
}

static const Type *promoted(Builder *builder, const Type *type) {
    return type_arithmetic_result(builder->types, type, type);
}

// A shift has the type of what is shifted. If that is signed, a count that it has not bits enough
// for, or that is not known, leaves the typer's.
static const Type *shift_type_in_c(Builder *builder, const BinaryExpression *node) {
    const Type *type = promoted(builder, type_in_c(builder, node->left));
    int64_t count;
    bool is_known = literal_integer(builder, node->right, &count) && count >= 0 &&
                    count < type->integer.bits && !node_is(node->left, NODE_IntLiteral);
    return is_known || is_unsigned(type) ? type : node->node.type;
}

static const Type *binary_type_in_c(Builder *builder, const BinaryExpression *node) {
    switch (node->operator) {
    case BINARY_DIVIDE:
    case BINARY_FLOOR_DIVIDE:
    case BINARY_MODULO:
        if (!builder->directives.cdivision) // a function divides
            return node->node.type;
        // fall through
    case BINARY_ADD:
    case BINARY_SUBTRACT:
    case BINARY_MULTIPLY:
    case BINARY_BIT_AND:
    case BINARY_BIT_OR:
    case BINARY_BIT_XOR:
        return type_usual_conversion(builder->types, type_in_c(builder, node->left),
                                     type_in_c(builder, node->right));
    case BINARY_LEFT_SHIFT:
    case BINARY_RIGHT_SHIFT:
        return shift_type_in_c(builder, node);
    case BINARY_POWER:
    case BINARY_MATRIX_MULTIPLY:
        break;
    }
    return node->node.type;
}

static const Type *literal_type_in_c(Builder *builder, const IntLiteral *literal) {
    const Type *type = literal->node.type;
    int64_t value;
    bool is_signed = type == builder->common->long_;
    bool is_short = literal->suffix_longs == 0 && (is_signed || literal->suffix_unsigned) &&
                    literal_integer(builder, (Node *)(uintptr_t)literal, &value) &&
                    value <= (is_signed ? INT32_MAX : UINT32_MAX);
    return !is_short ? type : is_signed ? builder->common->int_ : builder->common->uint;
}

// (Cython writes -1 as -1L.)
static const Type *unary_type_in_c(Builder *builder, const UnaryExpression *node) {
    const Node *operand = node->operand;
    bool is_long = node_is(operand, NODE_IntLiteral) && operand->type == builder->common->long_;
    if (node->operator== UNARY_NOT ||(node->operator== UNARY_NEGATE && is_long))
        return node->node.type;
    return promoted(builder, type_in_c(builder, operand));
}

// A literal is an int for C, if it fits one, and so is what is computed with it.
const Type *type_in_c(Builder *builder, const Node *node) {
    if (!type_is_integral(node->type))
        return node->type;
    if (node_is(node, NODE_IntLiteral))
        return literal_type_in_c(builder, (const IntLiteral *)node);
    if (node_is(node, NODE_UnaryExpression))
        return unary_type_in_c(builder, (const UnaryExpression *)node);
    if (node_is(node, NODE_BinaryExpression) &&
        type_is_integral(((const BinaryExpression *)node)->left->type) &&
        type_is_integral(((const BinaryExpression *)node)->right->type))
        return binary_type_in_c(builder, (const BinaryExpression *)node);
    return node->type;
}

// The type to compute in: Cython's, but C's where one of the two is unsigned, since there C defines
// what is too large for it, where it loses bits on purpose, in a shift, and where Cython's is that
// of a truth value. (What else overflows a signed type is another matter: C leaves it open.)
static const Type *computed_type(Builder *builder, const Node *node) {
    const Type *type = type_in_c(builder, node);
    bool is_shift = node_is(node, NODE_BinaryExpression) &&
                    ((const BinaryExpression *)node)->operator== BINARY_LEFT_SHIFT;
    bool has_unsigned = is_unsigned(type) || is_unsigned(node->type);
    bool is_truth = node->type->kind == TYPE_BINT;
    bool is_c = is_truth || ((has_unsigned || is_shift) && !builder->directives.overflowcheck);
    return is_c ? type : node->type;
}

// Python's operators give exactly ints for such operands, if the typer says that they give ints.
// (In plain Python it only takes them for such.)
static bool are_exact_integers(const Builder *builder, const Type *left, const Type *right) {
    bool has_object = type_is_builtin(left, BUILTIN_INT) || type_is_builtin(right, BUILTIN_INT);
    bool are_integers = (type_is_builtin(left, BUILTIN_INT) || type_is_integral(left)) &&
                        (type_is_builtin(right, BUILTIN_INT) || type_is_integral(right));
    return has_object && are_integers && !builder->typed->is_pure_python;
}

Value build_binary_expression(Builder *builder, Node *node) {
    BinaryExpression *binary = NODE_AS(BinaryExpression, node);
    bool both_numbers = type_is_numeric(binary->left->type) && type_is_numeric(binary->right->type);
    const Type *result = computed_type(builder, node);
    bool is_exact = builder->typed->is_pure_python &&
                    binary->operator== BINARY_DIVIDE && type_is_integral(binary->left->type) &&
                    type_is_integral(binary->right->type);
    if (is_exact ||
        (type_is_numeric(result) && !both_numbers && !(type_element(binary->left->type) != NULL) &&
         !(type_element(binary->right->type) != NULL)))
        result = builder->common->object; // Python's operator, then a conversion
    Value left = build_operand(builder, binary->left, result);
    Value right = build_operand(builder, binary->right, result);
    bool is_int = are_exact_integers(builder, binary->left->type, binary->right->type) &&
                  type_is_builtin(node->type, BUILTIN_INT);
    Directives outer = builder->directives;
    builder->directives.cpow |= binary->is_c;
    builder->directives.cdivision |= binary->is_c;
    Value value =
        build_binary_values(builder, binary->operator, left, right, result, binary->is_in_place);
    builder->directives = outer;
    return is_int ? value_of(value.ir, node->type) : value;
}

// The value of `target operator= value`.
Value build_augmented(Builder *builder, const AugmentedAssign *node, Value target) {
    bool are_numbers = type_is_numeric(target.type) && type_is_numeric(node->value->type);
    if (are_numbers && !type_is_object(node->node.type)) {
        const Type *type = type_arithmetic_result(builder->types, target.type, node->value->type);
        if (node->operator== BINARY_DIVIDE && type_is_numeric(node->node.type))
            type = node->node.type;
        bool divides = node->operator== BINARY_FLOOR_DIVIDE || node->operator== BINARY_MODULO;
        if (divides && builder->directives.cdivision)
            type =
                type_usual_conversion(builder->types, target.type, type_in_c(builder, node->value));
        if (node->operator== BINARY_LEFT_SHIFT || node->operator== BINARY_RIGHT_SHIFT)
            type = type_arithmetic_result(builder->types, target.type, target.type);
        IrValue value = build_as(builder, node->value, type);
        bool was_c_power = builder->directives.cpow;
        builder->directives.cpow |=
            type->kind == TYPE_FLOATING && !builder->directives.refuses_c_power;
        Value result =
            build_binary_values(builder, node->operator, target, value_of(value, type), type, true);
        builder->directives.cpow = was_c_power;
        return result;
    }
    if ((type_element(target.type) != NULL))
        return build_binary_values(builder, node->operator, target,
                                   build_expression(builder, node->value), target.type, true);
    Value value = object_value(builder, build_object(builder, node->value));
    bool is_int = are_exact_integers(builder, target.type, node->value->type) &&
                  type_is_builtin(node->node.type, BUILTIN_INT);
    Value result =
        build_binary_values(builder, node->operator, target, value, builder->common->object, true);
    return is_int ? value_of(result.ir, node->node.type) : result;
}

// --- Unary ---------------------------------------------------------------------------------------

static Value build_python_unary(Builder *builder, const UnaryExpression *unary) {
    IrValue operand = build_object(builder, unary->operand);
    IrOp *op = add_op_giving(builder, IR_OP_PYTHON_UNARY, (IrType){.kind = IR_OBJECT}, &operand, 1);
    op->aux.number = unary->operator;
    bool is_int = !builder->typed->is_pure_python && type_is_builtin(unary->node.type, BUILTIN_INT);
    Value result = object_value(builder, ir_reg(op->result));
    return is_int ? value_of(result.ir, unary->node.type) : result;
}

Value build_unary_expression(Builder *builder, Node *node) {
    UnaryExpression *unary = NODE_AS(UnaryExpression, node);
    const Type *type = computed_type(builder, node);
    uint32_t constant;
    if (unary->operator== UNARY_NOT) {
        IrValue truth = build_condition(builder, unary->operand);
        return value_of(add_unary(builder, IR_OP_NOT, IR_BOOL, truth), builder->common->bint);
    }
    if (type_is_object(type) && find_constant(builder, node, &constant))
        return object_value(builder, add_constant(builder, constant));
    if (!type_is_numeric(unary->operand->type) || !type_is_numeric(type))
        return build_python_unary(builder, unary);
    if (is_literal_of(node, type))
        return value_of(build_literal_as(builder, node, type), type);
    IrValue operand = build_as(builder, unary->operand, type);
    // of a complex number: the whole aggregate
    IrType result = ir_type_of(builder->owner, type);
    switch (unary->operator) {
    case UNARY_NEGATE:
        return value_of(ir_reg(add_op_giving(builder, IR_OP_NEGATE, result, &operand, 1)->result),
                        type);
    case UNARY_INVERT:
        return value_of(add_unary(builder, IR_OP_INVERT, result.kind, operand), type);
    case UNARY_PLUS:
        return value_of(operand, type);
    case UNARY_NOT: // a truth value
        break;
    }
    internal_error("%s is no operation of numbers", UnaryOperator_text(unary->operator));
}
