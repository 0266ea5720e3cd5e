// Resolving names: every use of a name gets its symbol, functions learn what they capture, and
// variables learn whether they take part in arithmetic.
//
// Reports names that are nowhere defined.

#include "typer/internal.h"
#include <string.h>

static void resolve_node(Node **slot, void *context);

static void resolve_list(Typer *typer, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        resolve_node(&list->items[i], typer);
}

static void resolve_optional(Typer *typer, Node **slot) {
    if (*slot != NULL)
        resolve_node(slot, typer);
}

// --- Captures ------------------------------------------------------------------------------------
static bool has_capture(const FunctionSymbol *function, const Symbol *symbol) {
    for (uint32_t i = 0; i < function->captures.count; i++) {
        if (function->captures.items[i] == symbol)
            return true;
    }
    return false;
}

// The variable belongs to a function further out: every function on the way carries its cell.
static void capture(Typer *typer, Symbol *symbol) {
    FunctionSymbol *owner = symbol->scope->function;
    FunctionSymbol *user = typer->place.function;
    if (user == owner || user == NULL)
        return;
    symbol->is_captured = true;
    if (owner != NULL)
        owner->has_cells = true;
    for (; user != NULL && user != owner && !has_capture(user, symbol); user = user->outer) {
        vector_push(typer->arena, &user->captures, symbol);
    }
}

// From where the current place reads the variable.
static NameAccess access_to(const Typer *typer, const Symbol *symbol) {
    NameAccess access = NAME_OWN;
    for (const Scope *scope = typer->place.scope; scope != NULL && scope != symbol->scope;
         scope = scope->parent) {
        if (scope->kind != SCOPE_COMPREHENSION)
            return NAME_FREE;
        if (typer->module->is_pure_python)
            access = NAME_IN_COMPREHENSION;
    }
    return access;
}

// --- Names that are nowhere defined --------------------------------------------------------------
static bool is_module_attribute(const char *name) {
    static const char *const names[] = {
        "__name__", "__file__",     "__doc__",         "__package__", "__spec__",   "__loader__",
        "__path__", "__builtins__", "__annotations__", "__dict__",    "__cached__", "__test__"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

static Symbol *declare_implicit_global(Typer *typer, const Name *name, Span span) {
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_GLOBAL, name, span);
    scope_declare(typer, typer->module->scope, symbol);
    return symbol;
}

// Words that are types in C and names for nothing else.
static bool is_c_type_word(Typer *typer, const Name *name) {
    return !typer->module->is_pure_python &&
           type_integer_words(typer->types, name, SIGNEDNESS_DEFAULT, false, 0) != NULL;
}

static Symbol *resolve_undefined(Typer *typer, NameExpression *node) {
    bool is_python = typer->file->source->kind == SOURCE_PY;
    const char *suggestion = scope_suggest(typer, typer->place.scope, node->name);
    Diagnostic *diagnostic =
        report(typer, is_python ? DIAG_W0101 : DIAG_E0301, node->node.span, node->name->text);
    if (diagnostic != NULL && suggestion != NULL) {
        diag_add_help(diagnostic, "did you mean '%s'?", suggestion);
    }
    if (is_python &&
        typer->place.scope->kind == SCOPE_PYTHON_CLASS) // what __prepare__ gave may have it
        return scope_declare_variable(typer, typer->place.scope, node->name, node->node.span);
    if (is_python)
        return declare_implicit_global(typer, node->name, node->node.span);
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_GLOBAL, node->name, node->node.span);
    symbol->scope = typer->module->scope;
    symbol->type = typer->common->error;
    return symbol;
}

// The kind of the scope in which the function is defined.
static ScopeKind class_kind_around(const FunctionSymbol *function) {
    const Scope *around = function->scope->parent;
    while (around->kind == SCOPE_COMPREHENSION)
        around = around->parent;
    return around->kind;
}

static bool is_defined_in_class(const FunctionSymbol *function) {
    ScopeKind kind = class_kind_around(function);
    return kind == SCOPE_PYTHON_CLASS || kind == SCOPE_C_CLASS;
}

// A name in a method of a Python class may be its implicit `__class__`.
static bool uses_class_cell(Typer *typer, const Name *name) {
    bool is_special = strcmp(name->text, "super") == 0 || strcmp(name->text, "__class__") == 0;
    if (!is_special)
        return false;
    FunctionSymbol *method = typer->place.function;
    while (method != NULL && !is_defined_in_class(method))
        method = method->outer;
    if (method == NULL)
        return false;
    bool found = class_kind_around(method) == SCOPE_PYTHON_CLASS;
    for (FunctionSymbol *function = typer->place.function; found; function = function->outer) {
        function->needs_class_cell = true;
        if (function == method)
            break;
    }
    return found && strcmp(name->text, "__class__") == 0;
}

static void resolve_name(Typer *typer, Node **slot) {
    NameExpression *node = (NameExpression *)*slot;
    if (node->symbol != NULL)
        return;
    bool is_class_cell = uses_class_cell(typer, node->name);
    Symbol *symbol = scope_look_up(typer->place.scope, node->name);
    if (symbol == NULL && is_class_cell) {
        symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, node->name, node->node.span);
        symbol->scope = typer->place.function->scope;
        symbol->is_declared = true;
    }
    if (symbol == NULL && strcmp(node->name->text, "NULL") == 0 && !typer->module->is_pure_python) {
        *slot = (Node *)NODE_NEW(typer->arena, NullLiteral, node->node.span);
        return;
    }
    if (symbol == NULL && (typer->has_star_import || is_module_attribute(node->name->text))) {
        symbol = declare_implicit_global(typer, node->name, node->node.span);
    }
    if (symbol == NULL && is_c_type_word(typer, node->name))
        return; // a type; the check says where it fits
    if (symbol == NULL)
        symbol = resolve_undefined(typer, node);
    node->symbol = symbol;
    if (symbol->kind == SYMBOL_BUILTIN)
        node->name = symbol->name; // `unicode` is str
    if (symbol->kind != SYMBOL_LOCAL)
        return;
    if (typer->place.in_arithmetic)
        symbol->might_overflow = true;
    node->access = access_to(typer, symbol);
    capture(typer, symbol);
}

// --- Functions and classes -----------------------------------------------------------------------
// Annotations are kept as they are; a name in them that is not known is nobody's mistake.
static void resolve_annotation_names(Typer *typer, Node **slot) {
    if (*slot == NULL)
        return;
    typer->quiet++;
    resolve_node(slot, typer);
    typer->quiet--;
}

static void resolve_parameters(Typer *typer, Parameters *parameters) {
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        resolve_optional(typer, &parameter->default_value);
        resolve_annotation_names(typer, &parameter->annotation);
    }
}

static void enter_function(Typer *typer, FunctionSymbol *function) {
    typer->place.scope = function->scope;
    typer->place.function = function;
    typer->place.in_arithmetic = false;
}

static void resolve_function_def(Typer *typer, FunctionDef *node) {
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    resolve_parameters(typer, (Parameters *)node->parameters);
    resolve_annotation_names(typer, &node->returns);
    if (node->function != NULL) {
        enter_function(typer, node->function);
        resolve_list(typer, &node->body);
    }
    typer->place = saved;
}

static void resolve_c_function_def(Typer *typer, CFunctionDef *node) {
    if (node->function == NULL || !node->has_body || node->function->scope == NULL)
        return;
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    resolve_parameters(typer, node->function->parameters);
    enter_function(typer, node->function);
    resolve_list(typer, &node->body);
    typer->place = saved;
}

static void resolve_lambda(Typer *typer, Lambda *node) {
    Place saved = typer->place;
    resolve_parameters(typer, (Parameters *)node->parameters);
    enter_function(typer, node->function);
    resolve_node(&node->body, typer);
    typer->place = saved;
}

static void resolve_clause(Typer *typer, Node *node, bool is_first, const Place *outside) {
    if (node_is(node, NODE_ComprehensionForFrom)) {
        ForFrom *bounds = NODE_AS(ForFrom, ((ComprehensionForFrom *)node)->bounds);
        resolve_node(&bounds->target, typer);
        resolve_node(&bounds->start, typer);
        resolve_node(&bounds->stop, typer);
        resolve_optional(typer, &bounds->step);
        resolve_list(typer, &((ComprehensionForFrom *)node)->conditions);
        return;
    }
    ComprehensionFor *clause = NODE_AS(ComprehensionFor, node);
    if (is_first) {
        Place inside = typer->place;
        typer->place = *outside;
        typer->place.in_arithmetic = false;
        resolve_node(&clause->iterable, typer);
        typer->place = inside;
    } else {
        resolve_node(&clause->iterable, typer);
    }
    resolve_node(&clause->target, typer);
    resolve_list(typer, &clause->conditions);
}

static void resolve_comprehension(Typer *typer, Comprehension *node) {
    Place saved = typer->place;
    typer->place.scope = node->scope;
    typer->place.in_arithmetic = false;
    if (node->function != NULL)
        typer->place.function = node->function;
    for (uint32_t i = 0; i < node->clauses.count; i++) {
        resolve_clause(typer, node->clauses.items[i], i == 0, &saved);
    }
    resolve_node(&node->element, typer);
    resolve_optional(typer, &node->value);
    typer->place = saved;
}

static void resolve_class_def(Typer *typer, ClassDef *node) {
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    resolve_list(typer, &node->arguments);
    typer->place.scope = node->scope;
    resolve_list(typer, &node->body);
    typer->place = saved;
}

static void resolve_c_class_def(Typer *typer, CClassDef *node) {
    if (node->scope == NULL)
        return;
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    typer->place.scope = node->scope;
    resolve_list(typer, &node->body);
    typer->place = saved;
}

// --- Statements with names that are no expressions -----------------------------------------------
static void resolve_c_variables(Typer *typer, CVariableDeclaration *node) {
    for (uint32_t i = 0; i < node->declarators.count; i++) {
        DeclaratorName *name = name_of_declarator(node->declarators.items[i]);
        if (name != NULL)
            resolve_optional(typer, &name->default_value);
    }
}

// `nogil` and `gil` are words of the with statement unless they are variables.
static bool is_gil_word(const Typer *typer, const Node *context) {
    if (node_is(context, NODE_Call))
        context = ((const Call *)context)->function;
    if (!node_is(context, NODE_NameExpression))
        return false;
    const Name *name = ((const NameExpression *)context)->name;
    return (strcmp(name->text, "nogil") == 0 || strcmp(name->text, "gil") == 0) &&
           scope_look_up(typer->place.scope, name) == NULL;
}

static void resolve_with(Typer *typer, With *node) {
    for (uint32_t i = 0; i < node->items.count; i++) {
        WithItem *item = NODE_AS(WithItem, node->items.items[i]);
        if (!is_gil_word(typer, item->context)) {
            resolve_node(&item->context, typer);
        } else if (node_is(item->context, NODE_Call)) {
            resolve_list(typer, &((Call *)item->context)->arguments);
        }
        resolve_optional(typer, &item->target);
    }
    resolve_list(typer, &node->body);
}

static void resolve_sizeof(Typer *typer, SizeofExpression *node) {
    bool is_word = node_is(node->operand, NODE_NameExpression) &&
                   is_c_type_word(typer, ((NameExpression *)node->operand)->name);
    if (!is_word)
        resolve_node(&node->operand, typer);
}

// --- Arithmetic ----------------------------------------------------------------------------------
// What an operand's place in a larger expression means for overflow, as Cython sees it: arithmetic
// marks the names below it, the bit operators pass the mark on, everything else ends it.
static void resolve_operands(Typer *typer, Node *node, bool in_arithmetic) {
    bool saved = typer->place.in_arithmetic;
    typer->place.in_arithmetic = in_arithmetic;
    node_each_child(node, resolve_node, typer);
    typer->place.in_arithmetic = saved;
}

static void resolve_binary(Typer *typer, BinaryExpression *node) {
    bool is_bitwise = node->operator== BINARY_BIT_AND || node->operator== BINARY_BIT_OR ||
                      node->operator== BINARY_BIT_XOR;
    resolve_operands(typer, (Node *)node, is_bitwise ? typer->place.in_arithmetic : true);
}

static void resolve_unary(Typer *typer, UnaryExpression *node) {
    bool is_minus = node->operator== UNARY_NEGATE;
    resolve_operands(typer, (Node *)node, is_minus ? true : typer->place.in_arithmetic);
}

// --- Dispatch ------------------------------------------------------------------------------------
static bool resolve_definition(Typer *typer, Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        resolve_function_def(typer, (FunctionDef *)node);
        return true;
    case NODE_CFunctionDef:
        resolve_c_function_def(typer, (CFunctionDef *)node);
        return true;
    case NODE_Lambda:
        resolve_lambda(typer, (Lambda *)node);
        return true;
    case NODE_Comprehension:
        resolve_comprehension(typer, (Comprehension *)node);
        return true;
    case NODE_ClassDef:
        resolve_class_def(typer, (ClassDef *)node);
        return true;
    case NODE_CClassDef:
        resolve_c_class_def(typer, (CClassDef *)node);
        return true;
    case NODE_CVariableDeclaration:
        resolve_c_variables(typer, (CVariableDeclaration *)node);
        return true;
    case NODE_Global:
    case NODE_Nonlocal:
    case NODE_CStructDef:
    case NODE_CEnumDef:
    case NODE_CTypedef:
    case NODE_CFusedTypedef:
    case NODE_CppClassDef:
    case NODE_CompileTimeDef:
    case NODE_Cimport:
    case NODE_CimportFrom:
    case NODE_CType:
        return true;
    default:
        return false;
    }
}

static void resolve_by_kind(Typer *typer, Node **slot) {
    Node *node = *slot;
    if (resolve_definition(typer, node))
        return;
    switch (node->kind) {
    case NODE_NameExpression:
        resolve_name(typer, slot);
        break;
    case NODE_BinaryExpression:
        resolve_binary(typer, (BinaryExpression *)node);
        break;
    case NODE_UnaryExpression:
        resolve_unary(typer, (UnaryExpression *)node);
        break;
    case NODE_AugmentedAssign:
        resolve_operands(typer, node, true);
        break;
    case NODE_With:
        resolve_with(typer, (With *)node);
        break;
    case NODE_SizeofExpression:
        resolve_sizeof(typer, (SizeofExpression *)node);
        break;
    case NODE_CompileTimeIf:
        resolve_list(typer, &((CompileTimeIf *)node)->body);
        break;
    case NODE_AnnotatedAssign: {
        AnnotatedAssign *assign = (AnnotatedAssign *)node;
        resolve_node(&assign->target, typer);
        resolve_optional(typer, &assign->value);
        resolve_annotation_names(typer, &assign->annotation);
        break;
    }
    default:
        resolve_operands(typer, node, false);
    }
}

static void resolve_node(Node **slot, void *context) {
    Typer *typer = context;
    zi_assert(*slot != NULL);
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    resolve_by_kind(typer, slot);
    depth_leave(&typer->depth);
}

void resolve_names(Typer *typer, NodeList *body) { resolve_list(typer, body); }
