// Resolving names: every use of a name gets its symbol, functions learn what they capture, and
// variables learn whether they take part in arithmetic.
//
// Reports names that are nowhere defined. A node that is in no table here is resolved by the roles
// of its children.

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
    for (uint32_t i = 0; i < function->found.captures.count; i++) {
        if (function->found.captures.items[i] == symbol)
            return true;
    }
    return false;
}

// The variable belongs to a function further out: every function in between carries its cell.
static void capture(Typer *typer, Symbol *symbol) {
    FunctionSymbol *owner = symbol->scope->function;
    FunctionSymbol *user = typer->place.function;
    if (user == owner || user == NULL)
        return;
    symbol->is_captured = true;
    if (owner != NULL)
        owner->found.has_cells = true;
    const FunctionSymbol *outermost = user;
    for (; user != NULL && user != owner && !has_capture(user, symbol); user = user->outer) {
        vector_push(typer->arena, &user->found.captures, symbol);
        outermost = user;
    }
    uint32_t start = outermost->node != NULL ? outermost->node->span.start : 0;
    if (symbol->captured_from == 0 || start < symbol->captured_from)
        symbol->captured_from = start;
}

// From where the current place reads the variable.
static NameAccess access_to(const Typer *typer, const Symbol *symbol) {
    NameAccess access = NAME_OWN;
    for (const Scope *scope = typer->place.scope; scope != NULL && scope != symbol->scope;
         scope = scope->parent) {
        if (scope->kind != SCOPE_COMPREHENSION || scope->is_consumed)
            return NAME_FREE;
        if (typer->module->is_pure_python)
            access = NAME_IN_COMPREHENSION;
    }
    return access;
}

// --- Names that are nowhere defined --------------------------------------------------------------
static bool is_module_attribute(const char *name) {
    static const char *const names[] = {"__name__",        "__file__",
                                        "__doc__",         "__package__",
                                        "__spec__",        "__loader__",
                                        "__path__",        "__builtins__",
                                        "__annotations__", "__dict__",
                                        "__cached__",      "__test__",
                                        "__annotate__",    "__conditional_annotations__"};
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

// A name that only the place that names it knows.
static Symbol *make_undeclared(Typer *typer, const NameExpression *node) {
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_GLOBAL, node->name, node->node.span);
    symbol->scope = typer->module->scope;
    symbol->type = typer->common->error;
    return symbol;
}

// Words that are types in C and names for nothing else.
static bool is_c_type_word(Typer *typer, const Name *name) {
    return !typer->module->is_pure_python &&
           type_integer_words(typer->types, name, SIGNEDNESS_DEFAULT, false, 0) != NULL;
}

static bool is_type_parameter(const Typer *typer, const Name *name) {
    for (const TypeParameters *around = typer->place.type_parameters; around != NULL;
         around = around->outer) {
        for (uint32_t i = 0; i < around->parameters->count; i++) {
            if (NODE_AS(TypeParameter, around->parameters->items[i])->name == name)
                return true;
        }
    }
    return false;
}

static Symbol *resolve_undefined(Typer *typer, NameExpression *node) {
    bool is_python = typer->file->source->kind == SOURCE_PY;
    if (is_type_parameter(typer, node->name)) // what is generic runs interpreted
        return make_undeclared(typer, node);
    const char *suggestion = scope_suggest(typer, typer->place.scope, node->name);
    Diagnostic *diagnostic =
        report(typer, is_python ? DIAG_W0101 : DIAG_E0301, node->node.span, node->name->text);
    if (diagnostic != NULL && suggestion != NULL) {
        diag_add_help(diagnostic, "did you mean '%s'?", suggestion);
    }
    if (!is_python)
        suggest_cimport(typer, diagnostic, node->name);
    if (is_python &&
        typer->place.scope->kind == SCOPE_PYTHON_CLASS) // what __prepare__ gave may have it
        return scope_declare_variable(typer, typer->place.scope, node->name, node->node.span);
    if (is_python)
        return declare_implicit_global(typer, node->name, node->node.span);
    return make_undeclared(typer, node);
}

// The scope in which the function is defined.
static const Scope *scope_of_class(const FunctionSymbol *function) {
    const Scope *around = function->scope->parent;
    while (around->kind == SCOPE_COMPREHENSION)
        around = around->parent;
    return around;
}

static ScopeKind class_kind_around(const FunctionSymbol *function) {
    return scope_of_class(function)->kind;
}

static bool is_defined_in_class(const FunctionSymbol *function) {
    ScopeKind kind = class_kind_around(function);
    return kind == SCOPE_PYTHON_CLASS || kind == SCOPE_C_CLASS;
}

// The class of whose body the comprehension is a part that is looked at, or NULL.
static Scope *class_of_comprehension(const Typer *typer) {
    Scope *scope = typer->place.scope;
    bool is_comprehension = scope->kind == SCOPE_COMPREHENSION;
    while (scope->kind == SCOPE_COMPREHENSION)
        scope = scope->parent;
    return is_comprehension && scope->kind == SCOPE_PYTHON_CLASS ? scope : NULL;
}

// `__class__` in a comprehension of a class's body, where there is no class yet: up to Python 3.11
// the comprehension is a function and has the class's cell, from 3.12 on it is a part of the body.
static Symbol *find_class_of_body(Typer *typer, const NameExpression *node, Scope *body) {
    bool has_cell = typer->module->python_minor < 12;
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, has_cell ? SYMBOL_LOCAL : SYMBOL_GLOBAL, node->name,
                                node->node.span);
    symbol->scope = has_cell ? typer->place.scope : typer->module->scope;
    symbol->is_declared = has_cell;
    body->needs_class_cell |= has_cell;
    report(typer, DIAG_W0101, node->node.span, node->name->text);
    return symbol;
}

// A name in a method of a Python class may be its implicit `__class__`.
static bool uses_class_cell(Typer *typer, const Name *name) {
    bool is_super = strcmp(name->text, "super") == 0;
    if (!is_super && strcmp(name->text, "__class__") != 0)
        return false;
    // `super` asks for the cell in functions alone
    if (is_super && typer->place.scope->kind == SCOPE_PYTHON_CLASS)
        return false;
    FunctionSymbol *method = typer->place.function;
    while (method != NULL && !is_defined_in_class(method))
        method = method->outer;
    if (method == NULL)
        return false;
    bool found = class_kind_around(method) == SCOPE_PYTHON_CLASS;
    for (FunctionSymbol *function = typer->place.function; found; function = function->outer) {
        function->found.needs_class_cell = true;
        if (function == method)
            break;
    }
    return found && !is_super;
}

// What a name means in a cdef class if nothing is bound to it: in its methods, and in functions
// inside of them, `__class__` is the class.
static Symbol *find_class_around(Typer *typer, const Name *name) {
    if (strcmp(name->text, "__class__") != 0)
        return NULL;
    FunctionSymbol *method = typer->place.function;
    while (method != NULL && !is_defined_in_class(method))
        method = method->outer;
    if (method == NULL || class_kind_around(method) != SCOPE_C_CLASS)
        return NULL;
    typer->place.function->found.uses_class = true;
    return &scope_of_class(method)->class_symbol->symbol;
}

// `__qualname__` and `__module__` in the body of a cdef class, which has no namespace of its own
// yet when it runs.
static const char *find_class_text(const Typer *typer, const Name *name) {
    const Scope *scope = typer->place.scope;
    if (scope->kind != SCOPE_C_CLASS)
        return NULL;
    if (strcmp(name->text, "__module__") == 0)
        return typer->module->name;
    return strcmp(name->text, "__qualname__") == 0 ? scope->class_symbol->qualified_name : NULL;
}

// In a class body the namespace comes first, and __prepare__ may have put any name there. A local
// of a function around keeps its symbol: the builder looks in the namespace before.
static bool may_be_prepared(const Typer *typer, const Symbol *symbol) {
    const Scope *scope = typer->place.scope;
    bool is_outer = symbol->kind == SYMBOL_GLOBAL || symbol->kind == SYMBOL_BUILTIN ||
                    symbol->kind == SYMBOL_FUNCTION || symbol->kind == SYMBOL_PYTHON_CLASS;
    return is_outer && scope->may_be_prepared && scope_find(scope, symbol->name) == NULL;
}

static void capture_class_namespace(Typer *typer) {
    capture(typer, scope_hidden_cell(typer, seen_class(typer->place.scope), "__classdict__"));
}

// An annotation or type parameter in a class looks in the class's namespace as it is then: whatever
// the name means elsewhere. A local of a function around keeps its symbol here too.
static Symbol *see_class_namespace(Typer *typer, Symbol *symbol, const Name *name) {
    Scope *scope = typer->place.scope;
    bool is_hidden = symbol->kind == SYMBOL_LOCAL && symbol->scope == seen_class(scope);
    if (symbol->scope == scope || is_hidden) // of the function itself
        return symbol;
    capture_class_namespace(typer);
    if (symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_CLASS_ATTRIBUTE)
        return symbol;
    Symbol *seen = SYMBOL_NEW(typer, Symbol, SYMBOL_CLASS_ATTRIBUTE, name, symbol->span);
    seen->scope = scope;
    return seen;
}

// A name that nothing is bound to, in the place of a literal: `NULL`, texts of a cdef class. Gives
// whether it was one.
static bool resolve_literal(Typer *typer, Node **slot) {
    const NameExpression *node = (const NameExpression *)*slot;
    const char *text = find_class_text(typer, node->name);
    if (text != NULL) {
        StringLiteral *literal = NODE_NEW(typer->arena, StringLiteral, node->node.span);
        literal->value = (Text){text, (uint32_t)strlen(text)};
        *slot = &literal->node;
        return true;
    }
    if (strcmp(node->name->text, "NULL") != 0 || typer->module->is_pure_python)
        return false;
    *slot = (Node *)NODE_NEW(typer->arena, NullLiteral, node->node.span);
    return true;
}

// What the use of a local variable says of it.
static void note_use(Typer *typer, NameExpression *node, Symbol *symbol) {
    if (typer->place.in_arithmetic && symbol->scope->function == typer->place.function)
        symbol->might_overflow = true;
    else if (typer->place.in_arithmetic)
        symbol->might_overflow_inside = true;
    node->access = access_to(typer, symbol);
    capture(typer, symbol);
    if (symbol->view != NULL)
        capture(typer, symbol->view);
}

bool may_be_shadowed(const Typer *typer, const Symbol *symbol) {
    const char *name = symbol->name->text;
    return symbol->kind == SYMBOL_BUILTIN && typer->has_star_import &&
           typer->module->is_pure_python && name[0] != '_' && !is_frame_reader(name) &&
           strcmp(name, "super") != 0;
}

static void resolve_name(Typer *typer, Node **slot) {
    NameExpression *node = (NameExpression *)*slot;
    if (node->symbol != NULL)
        return;
    Scope *body = strcmp(node->name->text, "__class__") == 0 ? class_of_comprehension(typer) : NULL;
    bool is_class_cell = body == NULL && uses_class_cell(typer, node->name);
    node->name = name_of_private_local(typer, node->name);
    Symbol *symbol = scope_look_up(typer->place.scope, node->name);
    const Name *of_module = symbol == NULL ? name_of_module(typer, node->name) : NULL;
    if (of_module != NULL) {
        node->name = of_module;
        symbol = scope_look_up(typer->place.scope, of_module);
    }
    if (is_class_cell && (symbol == NULL || symbol->kind == SYMBOL_GLOBAL)) {
        symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, node->name, node->node.span);
        symbol->scope = typer->place.function->scope;
        symbol->is_declared = true;
    }
    if (symbol == NULL && body != NULL)
        symbol = find_class_of_body(typer, node, body);
    if (symbol == NULL && resolve_literal(typer, slot))
        return;
    if (symbol == NULL)
        symbol = find_class_around(typer, node->name);
    bool is_implicit = symbol == NULL
                           ? typer->has_star_import || is_module_attribute(node->name->text)
                           : may_be_shadowed(typer, symbol);
    if (is_implicit)
        symbol = declare_implicit_global(typer, node->name, node->node.span);
    if (symbol == NULL && is_c_type_word(typer, node->name))
        return; // a type; the check says where it fits
    if (symbol == NULL)
        symbol = find_known_type(typer, node->name);
    if (symbol == NULL)
        symbol = resolve_undefined(typer, node);
    if (typer->place.scope->sees_class)
        symbol = see_class_namespace(typer, symbol, node->name);
    if (may_be_prepared(typer, symbol))
        symbol = scope_declare_variable(typer, typer->place.scope, node->name, node->node.span);
    if (symbol->kind == SYMBOL_CLASS_ATTRIBUTE && typer->module->is_pure_python)
        symbol->outer = scope_look_up(typer->module->scope, symbol->name);
    node->symbol = symbol;
    if (symbol->kind == SYMBOL_LOCAL)
        note_use(typer, node, symbol);
}

// --- Children ------------------------------------------------------------------------------------
// Annotations are kept as they are; a name in them that is not known is nobody's mistake.
static void resolve_annotation_names(Typer *typer, Node **slot) {
    if (*slot == NULL || typer->module->defers_annotations)
        return;
    typer->quiet++;
    resolve_node(slot, typer);
    typer->quiet--;
}

// What the compiler reads has been resolved when it was bound.
static void resolve_child(Node **child, NodeRole role, void *context) {
    if (role == ROLE_ANNOTATION)
        resolve_annotation_names(context, child);
    else if (role != ROLE_CONSTANT)
        resolve_node(child, context);
}

// What an operand's place in a larger expression means for overflow, as Cython sees it: arithmetic
// marks the names below it, the bit operators pass the mark on, everything else ends it.
static void resolve_operands(Typer *typer, Node *node, bool in_arithmetic) {
    bool saved = typer->place.in_arithmetic;
    typer->place.in_arithmetic = in_arithmetic;
    node_walk(node, resolve_child, typer);
    typer->place.in_arithmetic = saved;
}

static void resolve_children(Typer *typer, Node **slot) { resolve_operands(typer, *slot, false); }

// --- Functions and classes -----------------------------------------------------------------------
static void enter_function(Typer *typer, FunctionSymbol *function) {
    typer->place.scope = function->scope;
    typer->place.function = function;
    typer->place.specialization = function->specialization;
    typer->place.in_arithmetic = false;
}

// `parameters` lives until the place is left.
static void enter_generic(Typer *typer, TypeParameters *parameters, const NodeList *list) {
    *parameters = (TypeParameters){list, typer->place.type_parameters};
    typer->place.type_parameters = parameters;
}

// Its cells are those that CPython's compiler gives its code, in that order: in a class the
// namespace is among them, even if no annotation looks there.
void resolve_annotate(Typer *typer, Node *node) {
    if (node == NULL)
        return;
    FunctionSymbol *function = NODE_AS(FunctionDef, node)->function;
    Place saved = typer->place;
    enter_function(typer, function);
    typer->quiet++;
    resolve_list(typer, &NODE_AS(FunctionDef, node)->body);
    typer->quiet--;
    if (function->scope->sees_class)
        capture_class_namespace(typer);
    typer->place = saved;
    symbols_sort_by_name(&function->found.captures);
}

static void resolve_function_def(Typer *typer, Node **slot) {
    FunctionDef *node = (FunctionDef *)*slot;
    Place saved = typer->place;
    TypeParameters generic;
    resolve_list(typer, &node->decorators);
    enter_generic(typer, &generic, &node->type_parameters);
    resolve_operands(typer, node->parameters, false);
    resolve_annotation_names(typer, &node->returns);
    resolve_annotate(typer, node->annotate);
    if (node->function != NULL) {
        enter_function(typer, node->function);
        resolve_list(typer, &node->body);
    }
    typer->place = saved;
}

static void resolve_c_function_def(Typer *typer, Node **slot) {
    CFunctionDef *node = (CFunctionDef *)*slot;
    if (node->function == NULL || !node->has_body || node->function->scope == NULL)
        return;
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    resolve_operands(typer, &node->function->parameters->node, false);
    enter_function(typer, node->function);
    resolve_list(typer, &node->body);
    typer->place = saved;
}

static void resolve_lambda(Typer *typer, Node **slot) {
    Lambda *node = (Lambda *)*slot;
    Place saved = typer->place;
    resolve_operands(typer, node->parameters, false);
    enter_function(typer, node->function);
    resolve_node(&node->body, typer);
    typer->place = saved;
}

// The first iterable is evaluated outside of the comprehension's scope.
static void resolve_first_clause(Typer *typer, ComprehensionFor *clause, const Place *outside) {
    Place inside = typer->place;
    typer->place = *outside;
    typer->place.in_arithmetic = false;
    resolve_node(&clause->iterable, typer);
    typer->place = inside;
    resolve_node(&clause->target, typer);
    resolve_list(typer, &clause->conditions);
}

// A variable of a list, set or dict comprehension has the type that is declared for one of its name
// around it, as in Cython.
static void inherit_types(Typer *typer, const Scope *comprehension) {
    for (uint32_t i = 0; i < comprehension->order.count; i++) {
        Symbol *symbol = comprehension->order.items[i];
        const Symbol *outer = scope_look_up(comprehension->parent, symbol->name);
        bool is_variable =
            outer != NULL && (outer->kind == SYMBOL_LOCAL || outer->kind == SYMBOL_C_GLOBAL);
        if (symbol->kind != SYMBOL_LOCAL || symbol->is_declared || !is_variable ||
            !outer->is_declared || (typer->module->is_pure_python && type_is_object(outer->type)))
            continue;
        symbol->type = outer->type;
        symbol->is_declared = true;
    }
}

static void resolve_comprehension(Typer *typer, Node **slot) {
    Comprehension *node = (Comprehension *)*slot;
    Place saved = typer->place;
    if (node->kind != COMPREHENSION_GENERATOR && node->scope->kind == SCOPE_COMPREHENSION)
        inherit_types(typer, node->scope);
    typer->place.scope = node->scope;
    typer->place.in_arithmetic = false;
    if (node->function != NULL)
        typer->place.function = node->function;
    for (uint32_t i = 0; i < node->clauses.count; i++) {
        Node *clause = node->clauses.items[i];
        if (i == 0 && node_is(clause, NODE_ComprehensionFor))
            resolve_first_clause(typer, (ComprehensionFor *)clause, &saved);
        else
            resolve_node(&node->clauses.items[i], typer);
    }
    resolve_node(&node->element, typer);
    resolve_optional(typer, &node->value);
    typer->place = saved;
}

static void resolve_class_def(Typer *typer, Node **slot) {
    ClassDef *node = (ClassDef *)*slot;
    Place saved = typer->place;
    TypeParameters generic;
    resolve_list(typer, &node->decorators);
    enter_generic(typer, &generic, &node->type_parameters);
    resolve_list(typer, &node->arguments);
    typer->place.scope = node->scope;
    resolve_list(typer, &node->body);
    resolve_annotate(typer, node->annotate);
    typer->place = saved;
}

static void resolve_generic_definition(Typer *typer, Node **slot) {
    GenericDefinition *node = (GenericDefinition *)*slot;
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    resolve_list(typer, &node->arguments);
    enter_function(typer, NODE_AS(FunctionDef, node->scope)->function);
    resolve_list(typer, &NODE_AS(FunctionDef, node->scope)->body);
    typer->place = saved;
    resolve_node(&node->target, typer);
}

static void resolve_c_class_def(Typer *typer, Node **slot) {
    CClassDef *node = (CClassDef *)*slot;
    if (node->scope == NULL)
        return;
    Place saved = typer->place;
    resolve_list(typer, &node->decorators);
    for (uint32_t i = 1; i < node->bases.count; i++) // the first is a type
        resolve_node(&node->bases.items[i], typer);
    typer->place.scope = node->scope;
    resolve_list(typer, &node->body);
    typer->place = saved;
}

static void resolve_annotated_assign(Typer *typer, Node **slot) {
    AnnotatedAssign *node = (AnnotatedAssign *)*slot;
    if (annotates_only(typer, node))
        resolve_annotation_names(typer, &node->annotation);
    else
        resolve_children(typer, slot);
}

// As those of generic functions and classes, its type parameters are the interpreter's.
static void resolve_type_alias(Typer *typer, Node **slot) {
    TypeAlias *node = (TypeAlias *)*slot;
    Place saved = typer->place;
    TypeParameters generic;
    resolve_node(&node->name, typer);
    enter_generic(typer, &generic, &node->type_parameters);
    resolve_node(&node->value, typer);
    typer->place = saved;
}

// --- Names that are words ------------------------------------------------------------------------
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

static void resolve_with(Typer *typer, Node **slot) {
    With *node = (With *)*slot;
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

static void resolve_sizeof(Typer *typer, Node **slot) {
    SizeofExpression *node = (SizeofExpression *)*slot;
    bool is_word = node_is(node->operand, NODE_NameExpression) &&
                   is_c_type_word(typer, ((NameExpression *)node->operand)->name);
    if (!is_word)
        resolve_node(&node->operand, typer);
}

// --- Arithmetic ----------------------------------------------------------------------------------
static void resolve_binary(Typer *typer, Node **slot) {
    BinaryOperator operator=((BinaryExpression *)*slot)->operator;
    bool is_bitwise = operator== BINARY_BIT_AND || operator== BINARY_BIT_OR || operator==
        BINARY_BIT_XOR;
    resolve_operands(typer, *slot, is_bitwise ? typer->place.in_arithmetic : true);
}

static void resolve_unary(Typer *typer, Node **slot) {
    bool is_minus = ((UnaryExpression *)*slot)->operator== UNARY_NEGATE;
    resolve_operands(typer, *slot, is_minus ? true : typer->place.in_arithmetic);
}

// (The lowest number has no positive one of its type.)
static void resolve_call(Typer *typer, Node **slot) {
    consume_items(typer, (Call *)*slot);
    const Node *function = ((const Call *)*slot)->function;
    bool is_abs = node_is(function, NODE_NameExpression) &&
                  strcmp(((const NameExpression *)function)->name->text, "abs") == 0;
    resolve_operands(typer, *slot, is_abs);
}

static void resolve_augmented_assign(Typer *typer, Node **slot) {
    resolve_operands(typer, *slot, true);
}

// Who declares a variable nonlocal captures it, used or not.
static void resolve_nonlocal(Typer *typer, Node **slot) {
    const Nonlocal *node = (const Nonlocal *)*slot;
    for (uint32_t i = 0; i < node->names.count; i++) {
        Symbol *symbol = NODE_AS(NameExpression, node->names.items[i])->symbol;
        if (symbol != NULL)
            capture(typer, symbol);
    }
}

// --- Dispatch ------------------------------------------------------------------------------------
typedef void NodeResolver(Typer *typer, Node **slot);

// What opens a scope, and all else that is more than its children.
static NodeResolver *const resolvers[NODE_COUNT] = {
#define SCOPE(Type, name) [NODE_##Type] = resolve_##name,
#define SECTION(Type, name)
#define PLAIN(Type, name)
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) OPENS(Type, name)
#include "frontend/node.def"
#undef NODE
#undef SCOPE
#undef SECTION
#undef PLAIN
    [NODE_NameExpression] = resolve_name,
    [NODE_Nonlocal] = resolve_nonlocal,
    [NODE_BinaryExpression] = resolve_binary,
    [NODE_UnaryExpression] = resolve_unary,
    [NODE_Call] = resolve_call,
    [NODE_AnnotatedAssign] = resolve_annotated_assign,
    [NODE_GenericDefinition] = resolve_generic_definition,
    [NODE_AugmentedAssign] = resolve_augmented_assign,
    [NODE_With] = resolve_with,
    [NODE_SizeofExpression] = resolve_sizeof,
};

static void resolve_node(Node **slot, void *context) {
    Typer *typer = context;
    zi_assert(*slot != NULL);
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    NodeResolver *resolve = resolvers[(*slot)->kind];
    (resolve != NULL ? resolve : resolve_children)(typer, slot);
    depth_leave(&typer->depth);
}

void resolve_names(Typer *typer, NodeList *body) {
    resolve_list(typer, body);
    for (uint32_t i = 0; i < typer->module->functions.count; i++)
        symbols_sort_by_name(&typer->module->functions.items[i]->found.captures);
}
