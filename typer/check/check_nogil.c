// What runs without the GIL: nothing there may touch a Python object.
//
// Takes the typed tree; reports each operation that needs the GIL once, at its place, and why.

#include "typer/internal.h"

typedef struct GilCheck {
    Typer *typer;
    bool without_gil;
    DepthGuard depth;
} GilCheck;

static void visit(Node **slot, void *context);

static void visit_list(GilCheck *check, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        visit(&list->items[i], check);
}

static void report_python(GilCheck *check, const Node *node, const char *what) {
    report(check->typer, DIAG_E0701, node->span, what);
}

// --- Expressions ---------------------------------------------------------------------------------
static bool is_object_type(const Type *type) { return type != NULL && type_is_object(type); }

static const Symbol *symbol_of(const Node *node) {
    if (node_is(node, NODE_NameExpression))
        return ((const NameExpression *)node)->symbol;
    return node_is(node, NODE_Attribute) ? ((const Attribute *)node)->symbol : NULL;
}

// Reading a C value of a name needs nothing; a Python variable needs a reference.
static void visit_name(GilCheck *check, const NameExpression *node) {
    const Symbol *symbol = node->symbol;
    if (symbol == NULL || !is_object_type(node->node.type) || symbol->kind == SYMBOL_CLASS)
        return;
    report_python(
        check, &node->node,
        arena_format(check->typer->arena, "using the Python object '%s'", node->name->text));
}

// A field of a cdef class is at a known place: the object itself is only looked at.
static void visit_attribute(GilCheck *check, Attribute *node) {
    const Symbol *symbol = node->symbol;
    bool is_field = symbol != NULL && symbol->kind == SYMBOL_FIELD;
    if (is_field && node->value->type->kind == TYPE_EXTENSION) {
        bool is_plain = node_is(node->value, NODE_NameExpression);
        if (!is_plain)
            visit(&node->value, check);
        if (!is_object_type(node->node.type))
            return;
    } else if (symbol != NULL || node->value->type->kind == TYPE_MEMORYVIEW) {
        bool is_module =
            node->value->type->kind == TYPE_MODULE || node->value->type->kind == TYPE_TYPE;
        if (!is_module)
            visit(&node->value, check);
        if (!is_object_type(node->node.type))
            return;
    }
    report_python(
        check, &node->node,
        arena_format(check->typer->arena, "using the Python attribute '%s'", node->name->text));
}

static void visit_receiver(GilCheck *check, Node *function) {
    if (!node_is(function, NODE_Attribute))
        return;
    Attribute *attribute = (Attribute *)function;
    bool is_plain = attribute->value->type == NULL ||
                    attribute->value->type->kind == TYPE_EXTENSION ||
                    attribute->value->type->kind == TYPE_MODULE;
    if (!is_plain)
        visit(&attribute->value, check);
}

static bool is_gil_free_builtin(const Call *node) {
    if (node->target == NULL || node->target->kind != CALL_BUILTIN)
        return false;
    switch (node->target->form) {
    case FORM_len:
    case FORM_float:
    case FORM_bool:
        return !is_object_type(node->arguments.items[0]->type);
    case FORM_abs:
    case FORM_min:
    case FORM_max:
        return true;
    default:
        return false;
    }
}

static void visit_call(GilCheck *check, Call *node) {
    const Type *callee = node->function->type;
    const Symbol *symbol = symbol_of(node->function);
    if (callee != NULL && callee->kind == TYPE_FUNCTION) {
        if (!callee->function.nogil) {
            const char *name = symbol != NULL ? symbol->name->text : "this function";
            Diagnostic *diagnostic = report(check->typer, DIAG_E0702, node->node.span, name);
            bool is_own = symbol != NULL && !symbol->is_extern && symbol->kind == SYMBOL_FUNCTION;
            if (diagnostic != NULL && is_own) {
                diag_add_label(diagnostic, symbol->span, "add nogil to its declaration");
            }
        }
        visit_receiver(check, node->function);
        visit_list(check, &node->arguments);
        return;
    }
    bool is_type = callee != NULL && callee->kind == TYPE_TYPE;
    if (!is_type && !is_gil_free_builtin(node)) {
        report_python(check, &node->node, "calling a Python object");
        return;
    }
    visit_list(check, &node->arguments);
}

static void visit_subscript(GilCheck *check, Subscript *node) {
    if (is_object_type(node->value->type)) {
        report_python(check, &node->node, "indexing a Python object");
        return;
    }
    if (node->value->type->kind != TYPE_TYPE)
        visit(&node->value, check);
    bool is_list = node_is(node->index, NODE_TupleExpression);
    NodeList single = {&node->index, 1};
    NodeList *indices = is_list ? &((TupleExpression *)node->index)->elements : &single;
    for (uint32_t i = 0; i < indices->count; i++) {
        if (node_is(indices->items[i], NODE_Slice)) {
            node_each_child(indices->items[i], visit, check);
        } else if (!node_is(indices->items[i], NODE_EllipsisLiteral) &&
                   !node_is(indices->items[i], NODE_NoneLiteral)) {
            visit(&indices->items[i], check);
        }
    }
    if (is_object_type(node->node.type))
        report_python(check, &node->node, "making a Python object");
}

static const char *describe_python_expression(const Node *node) {
    switch (node->kind) {
    case NODE_TupleExpression:
        return "making a tuple";
    case NODE_ListExpression:
        return "making a list";
    case NODE_SetExpression:
        return "making a set";
    case NODE_DictExpression:
        return "making a dict";
    case NODE_Comprehension:
        return "a comprehension";
    case NODE_Lambda:
        return "making a function";
    case NODE_JoinedString:
        return "formatting a string";
    case NODE_StringLiteral:
        return "a Python string";
    case NODE_IntLiteral:
        return "a Python int";
    case NODE_NoneLiteral:
        return "using None";
    case NODE_Await:
    case NODE_Yield:
    case NODE_YieldFrom:
        return "a generator";
    case NODE_CompareExpression:
        return "comparing Python objects";
    default:
        return "an operation on Python objects";
    }
}

// `x is None` only looks at the pointer.
static bool is_identity_test(const CompareExpression *node) {
    for (uint32_t i = 0; i < node->links.count; i++) {
        CompareOperator operator=((const CompareLink *)node->links.items[i])->operator;
        if (operator!= COMPARE_IS && operator!= COMPARE_IS_NOT)
            return false;
    }
    return true;
}

static bool compares_objects(const CompareExpression *node) {
    bool found = is_object_type(node->first->type);
    for (uint32_t i = 0; i < node->links.count; i++) {
        found |= is_object_type(((const CompareLink *)node->links.items[i])->operand->type);
    }
    return found;
}

static void visit_compare(GilCheck *check, CompareExpression *node) {
    if (!compares_objects(node)) {
        node_each_child(&node->node, visit, check);
    } else if (!is_identity_test(node)) {
        report_python(check, &node->node, describe_python_expression(&node->node));
    }
}

static void visit_cast(GilCheck *check, Cast *node) {
    bool looks_only = is_object_type(node->operand->type) && !is_object_type(node->node.type) &&
                      node->node.type != NULL && node->node.type->kind == TYPE_POINTER;
    if (looks_only)
        return;
    if (is_object_type(node->node.type)) {
        report_python(check, &node->node, "making a Python object");
        return;
    }
    visit(&node->operand, check);
}

static void visit_expression(GilCheck *check, Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        visit_name(check, (NameExpression *)node);
        return;
    case NODE_Attribute:
        visit_attribute(check, (Attribute *)node);
        return;
    case NODE_Call:
        visit_call(check, (Call *)node);
        return;
    case NODE_Subscript:
        visit_subscript(check, (Subscript *)node);
        return;
    case NODE_CompareExpression:
        visit_compare(check, (CompareExpression *)node);
        return;
    case NODE_Cast:
        visit_cast(check, (Cast *)node);
        return;
    case NODE_SizeofType:
        return;
    case NODE_Comprehension:
        report_python(check, node, describe_python_expression(node));
        return;
    default:
        break;
    }
    if (is_object_type(node->type)) {
        report_python(check, node, describe_python_expression(node));
        return;
    }
    node_each_child(node, visit, check);
}

// --- Statements ----------------------------------------------------------------------------------
static void visit_function(GilCheck *check, FunctionSymbol *function, NodeList *body) {
    if (function == NULL)
        return;
    bool saved = check->without_gil;
    bool is_c = function->kind == FUNCTION_CDEF || function->kind == FUNCTION_CPDEF;
    check->without_gil = is_c && function->nogil && !function->with_gil;
    visit_list(check, body);
    check->without_gil = saved;
}

static void visit_with(GilCheck *check, With *node) {
    bool saved = check->without_gil;
    if (node->rule == WITH_PYTHON) {
        if (check->without_gil)
            report_python(check, &node->node, "a with statement");
        visit_list(check, &node->items);
    }
    if (node->rule == WITH_NOGIL)
        check->without_gil = true;
    if (node->rule == WITH_GIL) {
        if (!check->without_gil)
            report(check->typer, DIAG_E0703, node->items.items[0]->span);
        check->without_gil = false;
    }
    visit_list(check, &node->body);
    check->without_gil = saved;
}

// Counting over a range of C integers makes no object.
static void visit_for(GilCheck *check, For *node) {
    if (check->without_gil && is_call_of_form(node->iterable, FORM_range)) {
        visit_list(check, &((Call *)node->iterable)->arguments);
    } else {
        visit(&node->iterable, check);
    }
    visit(&node->target, check);
    visit_list(check, &node->body);
    visit_list(check, &node->orelse);
}

// `a, b = b, a` on C values makes no tuple.
static void visit_assign(GilCheck *check, Assign *node) {
    bool takes_object = false;
    for (uint32_t i = 0; i < node->targets.count; i++) {
        Node *target = node->targets.items[i];
        if (check->without_gil && node_is(target, NODE_TupleExpression) &&
            node_is(node->value, NODE_TupleExpression)) {
            visit_list(check, &((TupleExpression *)target)->elements);
            visit_list(check, &((TupleExpression *)node->value)->elements);
            return;
        }
        visit(&node->targets.items[i], check);
        takes_object |= is_object_type(target->type);
    }
    // What takes an object has been reported; its value is no second mistake.
    if (check->without_gil && takes_object)
        return;
    visit(&node->value, check);
}

// The annotation of a local is a type, and nothing that runs.
static void visit_annotated_assign(GilCheck *check, AnnotatedAssign *node) {
    visit(&node->target, check);
    if (node->value != NULL)
        visit(&node->value, check);
}

static void visit_c_variables(GilCheck *check, CVariableDeclaration *node) {
    for (uint32_t i = 0; i < node->declarators.count; i++) {
        DeclaratorName *name = name_of_declarator(node->declarators.items[i]);
        if (name != NULL && name->default_value != NULL)
            visit(&name->default_value, check);
    }
}

static const char *describe_python_statement(const Node *node) {
    switch (node->kind) {
    case NODE_Try:
        return ((const Try *)node)->handlers.count > 0 ? "a try statement with except" : NULL;
    case NODE_Raise:
        return NULL; // the GIL is taken for it
    case NODE_Import:
    case NODE_ImportFrom:
        return "an import";
    case NODE_Delete:
        return "a del statement";
    case NODE_Match:
        return "a match statement";
    case NODE_PrintStatement:
    case NODE_ExecStatement:
        return "this statement";
    case NODE_ClassDef:
        return "making a class";
    default:
        return NULL;
    }
}

static bool visit_statement(GilCheck *check, Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        if (check->without_gil)
            report_python(check, node, "making a function");
        visit_function(check, ((FunctionDef *)node)->function, &((FunctionDef *)node)->body);
        return true;
    case NODE_CFunctionDef:
        visit_function(check, ((CFunctionDef *)node)->function, &((CFunctionDef *)node)->body);
        return true;
    case NODE_With:
        visit_with(check, (With *)node);
        return true;
    case NODE_For:
        visit_for(check, (For *)node);
        return true;
    case NODE_Assign:
        visit_assign(check, (Assign *)node);
        return true;
    case NODE_AnnotatedAssign:
        visit_annotated_assign(check, (AnnotatedAssign *)node);
        return true;
    case NODE_CVariableDeclaration:
        visit_c_variables(check, (CVariableDeclaration *)node);
        return true;
    case NODE_Raise:
    case NODE_Assert:
    case NODE_Global:
    case NODE_Nonlocal:
        return check->without_gil; // raising takes the GIL by itself
    case NODE_ExpressionStatement: // a docstring
        return node_is(((ExpressionStatement *)node)->value, NODE_StringLiteral);
    case NODE_Cimport:
    case NODE_CimportFrom:
    case NODE_CStructDef:
    case NODE_CEnumDef:
    case NODE_CTypedef:
    case NODE_CFusedTypedef:
    case NODE_CppClassDef:
    case NODE_CompileTimeDef:
        return true;
    default:
        return false;
    }
}

static void visit_kind(GilCheck *check, Node *node) {
    if (visit_statement(check, node))
        return;
    const char *what = check->without_gil ? describe_python_statement(node) : NULL;
    if (what != NULL) {
        report_python(check, node, what);
        return;
    }
    NodeFamily family = node_kind_family((NodeKind)node->kind);
    if (family == FAMILY_DECLARATION)
        return;
    if (check->without_gil && family == FAMILY_EXPRESSION) {
        visit_expression(check, node);
        return;
    }
    node_each_child(node, visit, check);
}

static void visit(Node **slot, void *context) {
    GilCheck *check = context;
    zi_assert(*slot != NULL);
    if (!depth_enter(&check->depth, check->typer->diagnostics, (*slot)->span))
        return;
    visit_kind(check, *slot);
    depth_leave(&check->depth);
}

void check_nogil(Typer *typer) {
    // Types that are wrong need no second message.
    if (diag_error_count(typer->diagnostics) > 0)
        return;
    GilCheck check = {.typer = typer, .depth = {.limit = DEPTH_LIMIT}};
    visit_list(&check, &typer->module->tree->body);
}
