// What cannot be built natively yet, and what cannot run interpreted: two questions to one node.

#include "codegen/units/internal.h"

// --- Conditions of unsupported.def ---------------------------------------------------------------

#define CONDITION(name, test)                                                                      \
    static bool unsupported_##name(const Node *node) { return test; }
CONDITION(always, node != NULL)
CONDITION(generic_def, ((const FunctionDef *)node)->type_parameters.count > 0)
CONDITION(generic_class, ((const ClassDef *)node)->type_parameters.count > 0)

static bool unsupported_stepped_slice(const Node *node) {
    const Subscript *subscript = (const Subscript *)node;
    const Type *type = subscript->value->type;
    if (type == NULL || type_element(type) == NULL || !node_is(subscript->index, NODE_Slice))
        return false;
    const Slice *slice = (const Slice *)subscript->index;
    if (slice->step == NULL)
        return false;
    bool has_start = slice->start != NULL || node_is(slice->step, NODE_IntLiteral);
    return type->kind != TYPE_ARRAY && !(has_start && slice->stop != NULL);
}

static bool unsupported_c_slice(const Node *node) {
    const Node *target = ((const AugmentedAssign *)node)->target;
    if (!node_is(target, NODE_Subscript))
        return false;
    const Subscript *subscript = (const Subscript *)target;
    const Type *type = subscript->value->type;
    bool is_memory = type != NULL && type_element(type) != NULL;
    bool is_view_slice = type != NULL && type->kind == TYPE_MEMORYVIEW && target->type != NULL &&
                         target->type->kind == TYPE_MEMORYVIEW;
    return is_view_slice || (is_memory && node_is(subscript->index, NODE_Slice));
}

typedef struct Unsupported {
    NodeKind kind;
    const char *phrase;
    bool (*applies)(const Node *node);
} Unsupported;

static const Unsupported unsupported[] = {
#define UNSUPPORTED(Kind, phrase, condition) {NODE_##Kind, phrase, unsupported_##condition},
#include "codegen/units/unsupported.def"
#undef UNSUPPORTED
};

static const bool has_builder[NODE_COUNT] = {
#define STATEMENT(Kind, name, LINE) [NODE_##Kind] = true,
#define EXPRESSION(Kind, name) [NODE_##Kind] = true,
#include "codegen/units/native.def"
#undef STATEMENT
#undef EXPRESSION
};

// Parts of other nodes are built with them; patterns and declarations too.
static bool is_built_by_itself(const Node *node) {
    switch (node_kind_family((NodeKind)node->kind)) {
    case FAMILY_STATEMENT:
    case FAMILY_EXPRESSION:
        return !node_is(node, NODE_ErrorExpression);
    case FAMILY_MODULE:
    case FAMILY_PATTERN:
    case FAMILY_DECLARATION:
    case FAMILY_PART:
        break;
    }
    return false;
}

const char *find_unsupported(const Node *node) {
    for (size_t i = 0; i < sizeof unsupported / sizeof *unsupported; i++)
        if (unsupported[i].kind == node->kind && unsupported[i].applies(node))
            return unsupported[i].phrase;
    return is_built_by_itself(node) && !has_builder[node->kind] ? "this construct" : NULL;
}

// --- What only compiled code has -----------------------------------------------------------------

static bool is_compiled_symbol(const Symbol *symbol) {
    if (symbol == NULL)
        return false;
    switch (symbol->kind) {
    case SYMBOL_C_GLOBAL:
    case SYMBOL_FIELD:
    case SYMBOL_TYPE:
    case SYMBOL_CONSTANT:
    case SYMBOL_C_VARIABLE:
    case SYMBOL_MODULE:
    case SYMBOL_CYTHON:
        return true;
    case SYMBOL_FUNCTION:
        return ((const FunctionSymbol *)symbol)->kind == FUNCTION_CDEF;
    case SYMBOL_LOCAL:
        return symbol->is_declared && symbol->type->kind != TYPE_OBJECT;
    case SYMBOL_GLOBAL:
    case SYMBOL_BUILTIN:
    case SYMBOL_CLASS:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_PROPERTY:
        break;
    }
    return false;
}

static bool is_compiled_function(const FunctionSymbol *function) {
    return function != NULL &&
           (function->owner != NULL || function->kind != FUNCTION_DEF || function->version != NULL);
}

// What CPython's parser does not read, and names of what is not in the module's dict.
bool is_compiled_only(const Node *node) {
    switch (node_kind_language((NodeKind)node->kind)) {
    case LANGUAGE_CYTHON:
    case LANGUAGE_PYTHON2:
        return true;
    case LANGUAGE_PYTHON:
    case LANGUAGE_COMPILER:
        break;
    }
    if (node_is(node, NODE_NameExpression))
        return is_compiled_symbol(((const NameExpression *)node)->symbol);
    if (node_is(node, NODE_Attribute))
        return is_compiled_symbol(((const Attribute *)node)->symbol);
    if (node_is(node, NODE_Parameter))
        return ((const Parameter *)node)->declared_type != NULL;
    return node_is(node, NODE_FunctionDef) &&
           is_compiled_function(((const FunctionDef *)node)->function);
}
