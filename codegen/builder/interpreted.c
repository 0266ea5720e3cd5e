// What cannot be built natively yet, and so runs interpreted.
//
// Takes: the typed module. Gives: the module's interpreted units, each with a warning W0001, or an
// error where the unit uses names that only compiled code has. A unit is a module-level function,
// class or statement, or a method: never an inner function, which could share cells with native
// code.

#include "codegen/builder/internal.h"
#include <ctype.h>
#include <string.h>

// --- Conditions of unsupported.def ---------------------------------------------------------------

#define CONDITION(name, test)                                                                      \
    static bool unsupported_##name(const Node *node) { return test; }
CONDITION(always, node != NULL)
CONDITION(exec_in_frame, ((const ExecStatement *)node)->globals == NULL)
CONDITION(star, ((const Try *)node)->is_star)
CONDITION(async_with, ((const With *)node)->is_async)
CONDITION(async_for, ((const For *)node)->is_async)
CONDITION(async_clause, ((const ComprehensionFor *)node)->is_async)
CONDITION(async_def, ((const FunctionDef *)node)->is_async)
CONDITION(generic_def, ((const FunctionDef *)node)->type_parameters.count > 0)
CONDITION(generic_class, ((const ClassDef *)node)->type_parameters.count > 0)
CONDITION(template, ((const JoinedString *)node)->is_template)

static bool is_builtin_name(const Node *node, const char *name) {
    if (!node_is(node, NODE_NameExpression))
        return false;
    const NameExpression *expression = (const NameExpression *)node;
    return expression->symbol != NULL && expression->symbol->kind == SYMBOL_BUILTIN &&
           strcmp(expression->name->text, name) == 0;
}

// Native functions have no frame whose variables could be read.
static bool unsupported_frame_access(const Node *node) {
    const Call *call = (const Call *)node;
    uint32_t count = call->arguments.count;
    return (is_builtin_name(call->function, "locals") && count == 0) ||
           (is_builtin_name(call->function, "vars") && count == 0) ||
           (is_builtin_name(call->function, "dir") && count == 0) ||
           (is_builtin_name(call->function, "eval") && count == 1) ||
           (is_builtin_name(call->function, "exec") && count == 1);
}

static bool unsupported_stepped_slice(const Node *node) {
    const Subscript *subscript = (const Subscript *)node;
    const Type *type = subscript->value->type;
    return type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY) &&
           node_is(subscript->index, NODE_Slice) && ((const Slice *)subscript->index)->step != NULL;
}

static bool unsupported_c_slice(const Node *node) {
    const Node *target = ((const AugmentedAssign *)node)->target;
    if (!node_is(target, NODE_Subscript))
        return false;
    const Subscript *subscript = (const Subscript *)target;
    const Type *type = subscript->value->type;
    bool is_memory = type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY);
    return is_view_slice(target) || (is_memory && node_is(subscript->index, NODE_Slice));
}

typedef struct Unsupported {
    NodeKind kind;
    const char *phrase;
    bool (*applies)(const Node *node);
} Unsupported;

static const Unsupported unsupported[] = {
#define UNSUPPORTED(Kind, phrase, condition) {NODE_##Kind, phrase, unsupported_##condition},
#include "codegen/builder/unsupported.def"
#undef UNSUPPORTED
};

static const char *find_unsupported(const Node *node) {
    for (size_t i = 0; i < sizeof unsupported / sizeof *unsupported; i++)
        if (unsupported[i].kind == node->kind && unsupported[i].applies(node))
            return unsupported[i].phrase;
    NodeFamily family = node_kind_family((NodeKind)node->kind);
    bool is_built = family == FAMILY_STATEMENT || family == FAMILY_EXPRESSION;
    if (!is_built || has_builder((NodeKind)node->kind) || node_is(node, NODE_Starred) ||
        node_is(node, NODE_ErrorExpression))
        return NULL;
    return "this construct";
}

// --- Looking through a unit ----------------------------------------------------------------------

typedef struct Scan {
    ModuleBuilder *owner;
    const Node *problem; // the first node that is not supported
    const char *reason;
    // the first node that only compiled code can have
    const Node *compiled_only;
    // inner functions and classes are units of their own
    bool skips_definitions;
} Scan;

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
    default:
        return false;
    }
}

static bool is_compiled_only(const Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        return is_compiled_symbol(((const NameExpression *)node)->symbol);
    case NODE_Attribute:
        return is_compiled_symbol(((const Attribute *)node)->symbol);
    case NODE_Parameter:
        return ((const Parameter *)node)->declared_type != NULL;
    case NODE_FunctionDef: {
        const FunctionSymbol *symbol = ((const FunctionDef *)node)->function;
        return symbol != NULL && (symbol->owner != NULL || symbol->kind != FUNCTION_DEF);
    }
    case NODE_Cast:
    case NODE_AddressOf:
    case NODE_SizeofType:
    case NODE_SizeofExpression:
    case NODE_NewExpression:
    case NODE_NullLiteral:
    case NODE_TypeidExpression:
    case NODE_Include:
    case NODE_ForFrom:
    case NODE_CompileTimeIf:
        return true;
    default:
        return node->kind >= NODE_CVariableDeclaration && node->kind <= NODE_PropertyDef;
    }
}

static bool is_definition(const Node *node) {
    return node_is(node, NODE_FunctionDef) || node_is(node, NODE_ClassDef);
}

static void note_named_target(ModuleBuilder *owner, const Node *node) {
    if (!node_is(node, NODE_NamedExpression))
        return;
    const Node *target = ((const NamedExpression *)node)->target;
    if (!node_is(target, NODE_NameExpression))
        return;
    Symbol *symbol = ((const NameExpression *)target)->symbol;
    map_put(owner->module->arena, &owner->reassigned, symbol, symbol);
}

static void scan_node(Node **child, void *context) {
    Scan *scan = context;
    Node *node = *child;
    if (scan->skips_definitions && is_definition(node))
        return;
    note_named_target(scan->owner, node);
    const char *phrase = find_unsupported(node);
    if (phrase != NULL && scan->problem == NULL) {
        scan->problem = node;
        scan->reason = phrase;
    }
    if (scan->compiled_only == NULL && is_compiled_only(node))
        scan->compiled_only = node;
    node_each_child(node, scan_node, scan);
}

static void mark_node(Node **child, void *context) {
    FunctionSymbol *symbol = NULL;
    switch ((*child)->kind) {
    case NODE_FunctionDef:
        symbol = ((FunctionDef *)*child)->function;
        break;
    case NODE_Lambda:
        symbol = ((Lambda *)*child)->function;
        break;
    case NODE_Comprehension:
        symbol = ((Comprehension *)*child)->function;
        break;
    default:
        break;
    }
    if (symbol != NULL)
        symbol->interpreted_reason = context;
    node_each_child(*child, mark_node, context);
}

// --- The units -----------------------------------------------------------------------------------

static Span span_with_decorators(const Node *node) {
    Span span = node->span;
    const NodeList *decorators = NULL;
    if (node_is(node, NODE_FunctionDef))
        decorators = &((const FunctionDef *)node)->decorators;
    else if (node_is(node, NODE_ClassDef))
        decorators = &((const ClassDef *)node)->decorators;
    if (decorators != NULL && decorators->count > 0 &&
        decorators->items[0]->span.start < span.start)
        span.start = decorators->items[0]->span.start;
    return span;
}

static bool is_blank(const char *text, uint32_t start, uint32_t end) {
    for (uint32_t i = start; i < end; i++)
        if (!isspace((unsigned char)text[i]) && text[i] != '@')
            return false;
    return true;
}

// The whole lines of a unit, or its own text if it shares its first line.
static Text source_of(ModuleBuilder *owner, const Node *node, uint32_t *first_line) {
    SourceTable *sources = owner->module->compilation->sources;
    Span span = span_with_decorators(node);
    Position position = source_position(sources, span.start);
    const Source *source = position.source;
    uint32_t start = span.start - source->base;
    uint32_t end = span.end - source->base;
    uint32_t line_start = source->line_starts[position.line - 1];
    *first_line = position.line;
    if (is_blank(source->text, line_start, start)) {
        start = line_start;
        while (end < source->length && source->text[end] != '\n')
            end++;
    }
    uint32_t length = end - start;
    char *text = arena_allocate(owner->module->arena, length + 2);
    memcpy(text, source->text + start, length);
    text[length] = '\n';
    return (Text){.bytes = text, .length = length + 1};
}

// What messages call a statement: its first words.
static const char *excerpt(ModuleBuilder *owner, const Node *node) {
    Position position = source_position(owner->module->compilation->sources, node->span.start);
    const char *text = position.source->text + (node->span.start - position.source->base);
    size_t length = strcspn(text, "\n:;");
    return arena_format(owner->module->arena, "%.*s", (int)(length < 40 ? length : 40), text);
}

static void add_unit(ModuleBuilder *owner, Node *node, const char *what, const char *name,
                     const Scan *scan) {
    IrInterpretedUnit unit = {.node = node, .what = what, .name = name, .reason = scan->reason};
    unit.source = source_of(owner, node, &unit.first_line);
    uint32_t number = owner->module->interpreted.count;
    vector_push(owner->module->arena, &owner->module->interpreted, unit);
    map_put(owner->module->arena, &owner->interpreted, node, (void *)(uintptr_t)(number + 1));
    mark_node(&node, (void *)(uintptr_t)scan->reason);
    diag_report(owner->module->compilation->diagnostics, DIAG_W0001, scan->problem->span, what,
                name, scan->reason);
}

// Refuses a unit that the target's parser would not read. The error comes in place of W0001.
static bool is_readable(ModuleBuilder *owner, Node *node, const char *what, const char *name) {
    const Compilation *compilation = owner->module->compilation;
    NewestSyntax newest = find_newest_syntax(compilation->sources, node);
    if (newest.minor <= owner->typed->python_minor)
        return true;
    Diagnostic *message = diag_report(compilation->diagnostics, DIAG_E0712, newest.node->span,
                                      newest.phrase, newest.minor, what, name);
    diag_add_note(message, "the module is for Python 3.%d", owner->typed->python_minor);
    return false;
}

// Decides about a unit that has been looked through.
static void settle(ModuleBuilder *owner, Node *node, const char *what, const char *name,
                   const Scan *scan) {
    if (scan->problem == NULL)
        return;
    if (scan->compiled_only == NULL) {
        if (is_readable(owner, node, what, name))
            add_unit(owner, node, what, name, scan);
        return;
    }
    Diagnostic *message = diag_report(owner->module->compilation->diagnostics, DIAG_E0710,
                                      scan->problem->span, scan->reason);
    diag_add_label(message, scan->compiled_only->span, "this cannot run interpreted");
}

static void find_in_statement(ModuleBuilder *owner, Node *node);

static void find_in_list(ModuleBuilder *owner, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        find_in_statement(owner, list->items[i]);
}

// The definitions inside a compound statement are units of their own.
static void find_definitions(Node **child, void *owner) {
    if (is_definition(*child))
        find_in_statement(owner, *child);
    else
        node_each_child(*child, find_definitions, owner);
}

static void settle_methods(ModuleBuilder *owner, const ClassDef *class_def) {
    for (uint32_t i = 0; i < class_def->body.count; i++) {
        Node *node = class_def->body.items[i];
        if (!node_is(node, NODE_FunctionDef))
            continue;
        Scan scan = {.owner = owner};
        scan_node(&node, &scan);
        settle(owner, node, "method", NODE_AS(FunctionDef, node)->name->text, &scan);
    }
}

// A method can be a unit only if it does not need the class's cell.
static bool methods_stand_alone(ModuleBuilder *owner, const ClassDef *class_def) {
    for (uint32_t i = 0; i < class_def->body.count; i++) {
        Node *node = class_def->body.items[i];
        Scan scan = {.owner = owner};
        scan_node(&node, &scan);
        if (scan.problem == NULL)
            continue;
        if (!node_is(node, NODE_FunctionDef) || NODE_AS(FunctionDef, node)->function == NULL ||
            NODE_AS(FunctionDef, node)->function->needs_class_cell)
            return false;
    }
    return true;
}

static void find_in_class(ModuleBuilder *owner, Node *node) {
    const ClassDef *class_def = NODE_AS(ClassDef, node);
    Scan header = {.owner = owner};
    const char *phrase = find_unsupported(node);
    if (phrase == NULL && methods_stand_alone(owner, class_def)) {
        settle_methods(owner, class_def);
        for (uint32_t i = 0; i < class_def->arguments.count; i++)
            scan_node(&class_def->arguments.items[i], &header);
        for (uint32_t i = 0; i < class_def->decorators.count; i++)
            scan_node(&class_def->decorators.items[i], &header);
        if (header.problem == NULL)
            return;
    }
    Scan scan = {.owner = owner};
    scan_node(&node, &scan);
    settle(owner, node, "class", class_def->name->text, &scan);
}

static void find_in_statement(ModuleBuilder *owner, Node *node) {
    Scan scan = {.owner = owner};
    switch (node->kind) {
    case NODE_FunctionDef:
        scan_node(&node, &scan);
        settle(owner, node, "function", NODE_AS(FunctionDef, node)->name->text, &scan);
        return;
    case NODE_ClassDef:
        find_in_class(owner, node);
        return;
    case NODE_CdefBlock:
        find_in_list(owner, &NODE_AS(CdefBlock, node)->body);
        return;
    case NODE_Include:
        find_in_list(owner, &NODE_AS(Include, node)->body);
        return;
    case NODE_CompileTimeIf:
        find_in_list(owner, &NODE_AS(CompileTimeIf, node)->body);
        return;
    case NODE_ExternBlock:
        return;
    default:
        break;
    }
    scan.skips_definitions = true;
    scan_node(&node, &scan);
    if (scan.problem == NULL) {
        node_each_child(node, find_definitions, owner);
        return;
    }
    scan = (Scan){.owner = owner};
    scan_node(&node, &scan);
    settle(owner, node, "statement", excerpt(owner, node), &scan);
}

void find_interpreted_units(ModuleBuilder *owner) {
    find_in_list(owner, &owner->typed->tree->body);
}
