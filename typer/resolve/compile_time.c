// DEF and IF: what they know beyond the constants of constant.c, and names for values.
//
// Takes the nodes of both. A name of DEF stands for its value; where no C constant is asked for,
// for an expression of Python's that gives it whenever it is evaluated.

#include "typer/internal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const ConstantValue no_constant = {.kind = CONSTANT_NONE};

// --- Builtins ------------------------------------------------------------------------------------
typedef struct Operands {
    const ConstantValue *items;
    uint32_t count;
} Operands;

typedef ConstantValue BuiltinFold(const Operands *operands);

// A float as Python reads it, but for underscores and spaces.
static ConstantValue real_of_text(const Text *text) {
    static const char characters[] = "0123456789+-.einfatyEINFATY";
    enum { LONGEST = 64 };
    char copy[LONGEST];
    if (text->length == 0 || text->length >= sizeof copy)
        return no_constant;
    memcpy(copy, text->bytes, text->length);
    copy[text->length] = '\0';
    char *end;
    double value = strtod(copy, &end);
    bool is_number = *end == '\0' && strspn(copy, characters) == text->length;
    return is_number ? constant_of_real(value) : no_constant;
}

static ConstantValue fold_float(const Operands *operands) {
    const ConstantValue *value = &operands->items[0];
    if (operands->count != 1)
        return no_constant;
    if (value->kind == CONSTANT_TEXT)
        return real_of_text(&value->text);
    bool is_integer = value->kind == CONSTANT_INTEGER;
    return is_integer                     ? constant_of_real((double)value->integer)
           : value->kind == CONSTANT_REAL ? *value
                                          : no_constant;
}

static ConstantValue fold_int(const Operands *operands) {
    const ConstantValue *value = &operands->items[0];
    if (operands->count != 1)
        return no_constant;
    if (value->kind == CONSTANT_INTEGER)
        return constant_of_integer(value->integer);
    bool fits = value->kind == CONSTANT_REAL && fabs(value->real) < (double)INT64_MAX;
    return fits ? constant_of_integer((int64_t)value->real) : no_constant;
}

static ConstantValue fold_bool(const Operands *operands) {
    return operands->count == 1 ? constant_of_truth(constant_truth(&operands->items[0]))
                                : no_constant;
}

static ConstantValue fold_abs(const Operands *operands) {
    const ConstantValue *value = &operands->items[0];
    if (operands->count != 1 || !constant_is_number(value))
        return no_constant;
    if (value->kind == CONSTANT_REAL)
        return constant_of_real(fabs(value->real));
    static const ConstantValue zero = {.kind = CONSTANT_INTEGER};
    return value->integer < 0 ? combine_constants(BINARY_SUBTRACT, &zero, value) : *value;
}

static ConstantValue fold_extreme(const Operands *operands, int sign) {
    const ConstantValue *best = &operands->items[0];
    for (uint32_t i = 1; i < operands->count; i++) {
        bool comparable;
        if (compare_constants(&operands->items[i], best, &comparable) * sign > 0)
            best = &operands->items[i];
        if (!comparable)
            return no_constant;
    }
    return *best;
}

static ConstantValue fold_max(const Operands *operands) { return fold_extreme(operands, 1); }
static ConstantValue fold_min(const Operands *operands) { return fold_extreme(operands, -1); }

static ConstantValue fold_sum(const Operands *operands) {
    ConstantValue total = constant_of_integer(0);
    for (uint32_t i = 0; i < operands->count; i++)
        total = combine_constants(BINARY_ADD, &total, &operands->items[i]);
    return total;
}

static ConstantValue fold_len(const Operands *operands) {
    return constant_of_integer(operands->count);
}

// Those whose value may be needed when compiling: `takes_items` of the one tuple or list that they
// are given.
static const struct {
    const char *name;
    BuiltinFold *fold;
    bool takes_items;
} folded_builtins[] = {
    {"float", fold_float, false}, {"int", fold_int, false}, {"bool", fold_bool, false},
    {"abs", fold_abs, false},     {"max", fold_max, false}, {"min", fold_min, false},
    {"max", fold_max, true},      {"min", fold_min, true},  {"sum", fold_sum, true},
    {"len", fold_len, true},
};

// The name of the builtin that the expression is, or NULL.
static const char *builtin_name(const Typer *typer, const Node *node) {
    if (!node_is(node, NODE_NameExpression))
        return NULL;
    const Name *name = ((const NameExpression *)node)->name;
    const Symbol *symbol = scope_look_up(typer->place.scope, name);
    return symbol != NULL && symbol->kind == SYMBOL_BUILTIN ? name->text : NULL;
}

// False: one of them is not known.
static bool evaluate_operands(Typer *typer, const NodeList *nodes, Operands *operands) {
    ConstantValue *items = ARENA_ARRAY(typer->arena, ConstantValue, nodes->count + 1);
    *operands = (Operands){items, nodes->count};
    for (uint32_t i = 0; i < nodes->count; i++) {
        items[i] = evaluate_constant(typer, nodes->items[i]);
        if (items[i].kind == CONSTANT_NONE)
            return false;
    }
    return true;
}

// The elements of a tuple or list, the tuple maybe one that a name stands for.
static NodeList *constant_elements(Typer *typer, Node *node) {
    if (node_is(node, NODE_NameExpression)) {
        ConstantValue value = evaluate_constant(typer, node);
        node = value.kind == CONSTANT_OTHER ? value.node : node;
    }
    return displayed_elements(node);
}

ConstantValue evaluate_builtin_call(Typer *typer, const Call *node) {
    const char *name = typer->in_compile_time ? builtin_name(typer, node->function) : NULL;
    if (name == NULL || !call_has_plain_arguments(node) || node->arguments.count == 0)
        return no_constant;
    const NodeList *items =
        node->arguments.count == 1 ? constant_elements(typer, node->arguments.items[0]) : NULL;
    Operands operands;
    if (!evaluate_operands(typer, items != NULL ? items : &node->arguments, &operands))
        return no_constant;
    for (size_t i = 0; i < sizeof folded_builtins / sizeof *folded_builtins; i++) {
        bool is_it = strcmp(folded_builtins[i].name, name) == 0 &&
                     folded_builtins[i].takes_items == (items != NULL);
        bool is_empty = operands.count == 0 && folded_builtins[i].fold != fold_sum &&
                        folded_builtins[i].fold != fold_len;
        if (is_it && !is_empty)
            return folded_builtins[i].fold(&operands);
    }
    return no_constant;
}

// PAIR[0]
ConstantValue evaluate_subscript(Typer *typer, const Subscript *node) {
    int64_t index;
    const NodeList *elements =
        typer->in_compile_time ? constant_elements(typer, node->value) : NULL;
    if (elements == NULL || !constant_integer(typer, node->index, &index))
        return no_constant;
    index += index < 0 ? elements->count : 0;
    bool is_inside = index >= 0 && index < elements->count;
    return is_inside ? evaluate_constant(typer, elements->items[index]) : no_constant;
}

// --- Expressions of Python's ---------------------------------------------------------------------
typedef struct PythonConstant {
    Typer *typer;
    bool is_good;
} PythonConstant;

// What may be computed anew each time and gives the same. (As Cython has it.)
static bool is_pure_builtin(const char *name) {
    static const char *const names[] = {
        "abs",     "all",    "any",   "ascii",  "bin",       "bool", "bytes", "chr",
        "complex", "divmod", "float", "format", "frozenset", "hash", "hex",   "int",
        "len",     "max",    "min",   "oct",    "ord",       "pow",  "repr",  "round",
        "str",     "sum",    "tuple", "long",   "unicode"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool divides_by_zero(Typer *typer, const Node *node) {
    const BinaryExpression *binary = (const BinaryExpression *)node;
    bool divides = binary->operator== BINARY_DIVIDE ||
                   binary->operator== BINARY_FLOOR_DIVIDE || binary->operator== BINARY_MODULO;
    if (!divides)
        return false;
    ConstantValue divisor = evaluate_constant(typer, binary->right);
    return constant_is_number(&divisor) && !constant_truth(&divisor);
}

// A list in a tuple could be changed where the name is used.
static bool holds_list(const TupleExpression *node) {
    for (uint32_t i = 0; i < node->elements.count; i++)
        if (node_is(node->elements.items[i], NODE_ListExpression))
            return true;
    return false;
}

static bool is_out_of_range(Typer *typer, const Subscript *node) {
    int64_t index;
    const NodeList *elements = constant_elements(typer, node->value);
    return elements != NULL && constant_integer(typer, node->index, &index) &&
           (index >= elements->count || index < -(int64_t)elements->count);
}

static void bind_python_constant(Node **slot, void *context);

static bool is_python_constant(PythonConstant *constant, Node *node) {
    switch (node->kind) {
    case NODE_NameExpression: {
        NameExpression *name = (NameExpression *)node;
        const char *builtin = builtin_name(constant->typer, node);
        name->symbol = scope_look_up(constant->typer->place.scope, name->name);
        return builtin != NULL ? is_pure_builtin(builtin)
                               : name->symbol != NULL && name->symbol->kind == SYMBOL_CONSTANT;
    }
    case NODE_BinaryExpression:
        return !divides_by_zero(constant->typer, node);
    case NODE_TupleExpression:
        return !holds_list((const TupleExpression *)node);
    case NODE_Subscript:
        return !is_out_of_range(constant->typer, (const Subscript *)node);
    case NODE_IntLiteral:
    case NODE_BoolLiteral:
    case NODE_FloatLiteral:
    case NODE_StringLiteral:
    case NODE_NoneLiteral:
    case NODE_EllipsisLiteral:
    case NODE_ListExpression:
    case NODE_UnaryExpression:
    case NODE_CompareExpression:
    case NODE_CompareLink:
    case NODE_BooleanExpression:
    case NODE_ConditionalExpression:
    case NODE_Slice:
    case NODE_Call:
    case NODE_Keyword:
    case NODE_Attribute: // a method of such a value
        return true;
    default:
        return false;
    }
}

static void bind_python_constant(Node **slot, void *context) {
    PythonConstant *constant = context;
    constant->is_good = constant->is_good && is_python_constant(constant, *slot);
    node_each_child(*slot, bind_python_constant, context);
}

// The expression that the name stands for where Python's value is asked for, with its names
// resolved; NULL if it is more than an immutable value.
static Node *python_constant(Typer *typer, const Node *expression) {
    PythonConstant constant = {typer, !node_is(expression, NODE_ListExpression)};
    Node *copy = node_copy(typer->arena, expression);
    bind_python_constant(&copy, &constant);
    return constant.is_good ? copy : NULL;
}

typedef struct NameList {
    Arena *arena;
    VECTOR(NameExpression *) names;
} NameList;

static void collect_name(Node **slot, void *context) {
    NameList *list = context;
    if (node_is(*slot, NODE_NameExpression))
        vector_push(list->arena, &list->names, (NameExpression *)*slot);
    node_each_child(*slot, collect_name, context);
}

// Names mean at its uses what they meant at the definition.
Node *copy_constant(Typer *typer, const Symbol *symbol) {
    Node *original = symbol->constant_node;
    Node *copy = node_copy(typer->arena, original);
    NameList names = {.arena = typer->arena}, copied = {.arena = typer->arena};
    collect_name(&original, &names);
    collect_name(&copy, &copied);
    for (uint32_t i = 0; i < names.names.count; i++)
        copied.names.items[i]->symbol = names.names.items[i]->symbol;
    return copy;
}

static ConstantValue evaluate_compile_time(Typer *typer, const Node *expression) {
    bool outer = typer->in_compile_time;
    typer->in_compile_time = true;
    ConstantValue value = evaluate_constant(typer, expression);
    typer->in_compile_time = outer;
    return value;
}

// --- DEF and IF ----------------------------------------------------------------------------------
Node *node_of_constant(Typer *typer, const ConstantValue *value, Span span) {
    if (value->kind == CONSTANT_REAL) {
        FloatLiteral *literal = NODE_NEW(typer->arena, FloatLiteral, span);
        literal->value = value->real;
        return (Node *)literal;
    }
    if (value->is_truth)
        return node_of_truth(typer, value->integer != 0, span);
    zi_assert(value->kind == CONSTANT_TEXT);
    StringLiteral *literal = NODE_NEW(typer->arena, StringLiteral, span);
    literal->kind = value->text_kind;
    literal->value = value->text;
    return (Node *)literal;
}

// DEF name = value
void bind_compile_time_def(Typer *typer, Node **slot) {
    CompileTimeDef *node = NODE_AS(CompileTimeDef, *slot);
    ConstantValue value = evaluate_compile_time(typer, node->value);
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_CONSTANT, node->name, node->node.span);
    bool is_of_python = value.kind == CONSTANT_NONE || value.kind == CONSTANT_OTHER;
    if (is_of_python)
        symbol->constant_node =
            python_constant(typer, value.kind == CONSTANT_OTHER ? value.node : node->value);
    if (is_of_python && symbol->constant_node == NULL) {
        report(typer, DIAG_E0513, node->value->span, node->name->text);
        symbol->type = typer->common->error;
    } else if (value.kind == CONSTANT_INTEGER && !value.is_truth) {
        bool is_int = value.integer >= INT32_MIN && value.integer <= INT32_MAX;
        symbol->type = is_int ? typer->common->long_ : NULL;
        if (!is_int) // as a literal, Python's
            symbol->constant_node = node_of_integer(typer, value.integer, node->value->span);
        symbol->constant = (int64_t)value.integer;
        symbol->constant_known = symbol->constant == value.integer;
    } else {
        if (!is_of_python)
            symbol->constant_node = node_of_constant(typer, &value, node->value->span);
        symbol->type = NULL;
    }
    scope_declare(typer, typer->place.scope, symbol);
}

void define_compile_time_values(Typer *typer) {
    const CompileTimeValues *values = &typer->options->compile_time_values;
    if (values->count == 0)
        return;
    Place saved = typer->place;
    NodeList statements = {0};
    Fragment fragment = {.span = NO_SPAN};
    for (uint32_t i = 0; i < values->count; i++)
        fragment_add(typer, &fragment, "DEF %s = %s\n", values->items[i].name,
                     values->items[i].literal);
    // all files see them
    typer->place.scope = typer->builtins;
    fragment_append(typer, &fragment, &statements);
    typer->place = saved;
}

// IF test: body ELIF ... ELSE: afterwards `body` is the branch that counts and `orelse` is empty.
void select_compile_time_branch(Typer *typer, CompileTimeIf *node) {
    ConstantValue test = evaluate_compile_time(typer, node->test);
    if (test.kind == CONSTANT_NONE)
        report(typer, DIAG_E0513, node->test->span, "IF");
    if (!constant_truth(&test))
        node->body = node->orelse;
    node->orelse = (NodeList){0};
    // Selecting happens once; the test stands for the branch that was taken from here on.
    node->test = node_of_truth(typer, true, node->test->span);
}
