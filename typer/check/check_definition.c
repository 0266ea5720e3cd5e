// Definitions: functions, classes and Cython's declarations.

#include "typer/check/internal.h"

// --- Functions -----------------------------------------------------------------------------------
// Is the default the same whenever it is evaluated?
static bool is_constant_default(const Node *node) {
    while (node_is(node, NODE_UnaryExpression))
        node = ((const UnaryExpression *)node)->operand;
    const Symbol *symbol = symbol_of(node);
    return node_is_literal(node) || node_is(node, NODE_NullLiteral) ||
           (symbol != NULL && symbol->kind == SYMBOL_CONSTANT);
}

// C calls have no function object to find defaults in: the definition leaves them in variables. So
// is a view, which is taken once.
static void keep_default(Typer *typer, const FunctionSymbol *function, Parameter *parameter) {
    const char *text = arena_format(typer->arena, "%s.%s",
                                    function->qualified_name != NULL ? function->qualified_name
                                                                     : function->symbol.name->text,
                                    parameter->symbol->name->text);
    const Name *name = intern(typer->compilation, text);
    Span span = parameter->default_value->span;
    Symbol *variable = SYMBOL_NEW(typer, Symbol, SYMBOL_C_GLOBAL, name, span);
    variable->type = parameter->symbol->type;
    variable->is_declared = true;
    variable->scope = typer->module->scope;
    vector_push(typer->arena, &typer->module->c_globals, variable);
    typer->module->needs_static_state = true;
    parameter->kept_default = new_name_of(typer, variable, span);
    parameter->kept_default->type = variable->type;
}

static void check_parameter_defaults(Typer *typer, FunctionSymbol *function) {
    if (function->parameters == NULL)
        return;
    for (uint32_t i = 0; i < function->parameters->items.count; i++) {
        Parameter *parameter = NODE_AS(Parameter, function->parameters->items.items[i]);
        if (parameter->default_value == NULL)
            continue;
        const Type *type =
            parameter->symbol != NULL ? parameter->symbol->type : typer->common->object;
        check_value_as(typer, &parameter->default_value, type);
        bool is_kept = function->kind == FUNCTION_CDEF || function->kind == FUNCTION_CPDEF ||
                       type->kind == TYPE_MEMORYVIEW;
        if (is_kept && parameter->symbol != NULL && !is_constant_default(parameter->default_value))
            keep_default(typer, function, parameter);
    }
}

// What Python calls gets its arguments as objects and gives one.
static void check_python_signature(Typer *typer, const FunctionSymbol *function) {
    const Type *object = typer->common->object, *result = function->c.result_type;
    if (function->kind == FUNCTION_CDEF || method_is_buffer(function))
        return;
    for (uint32_t i = 0; i < function->parameter_symbols.count; i++) {
        const Symbol *parameter = function->parameter_symbols.items[i];
        if (type_conversion(object, parameter->type) == CONVERT_IMPOSSIBLE)
            report(typer, DIAG_E0401, parameter->span, object->text, parameter->type->text);
    }
    if (!function->found.is_generator && !becomes_object(typer, result))
        report(typer, DIAG_E0401, function->symbol.span, result->text, object->text);
}

NodeList *statements_of_function(const FunctionSymbol *function) {
    if (node_is(function->node, NODE_FunctionDef))
        return &((FunctionDef *)function->node)->body;
    return node_is(function->node, NODE_CFunctionDef) ? &((CFunctionDef *)function->node)->body
                                                      : NULL;
}

void check_function_body(Typer *typer, FunctionSymbol *function) {
    if (function->found.is_checked)
        return;
    function->found.is_checked = true;
    // What a generator returns has nothing to do with its annotation.
    if (function->found.yields)
        function->c.result_type = typer->common->object;
    Place saved = typer->place;
    infer_locals(typer, function);
    typer->place = (Place){.scope = function->scope,
                           .function = function,
                           .directives = function->directives,
                           .specialization = function->specialization};
    check_statements(typer, statements_of_function(function));
    typer->place = saved;
}

static void check_annotations(Typer *typer, FunctionDef *node) {
    if (!typer->module->evaluates_annotations)
        return;
    NodeList *items = &((Parameters *)node->parameters)->items;
    for (uint32_t i = 0; i < items->count; i++) {
        Parameter *parameter = NODE_AS(Parameter, items->items[i]);
        if (parameter->annotation != NULL)
            check_object(typer, &parameter->annotation);
    }
    if (node->returns != NULL)
        check_object(typer, &node->returns);
}

void check_function_def(Typer *typer, Node **slot) {
    FunctionDef *node = (FunctionDef *)*slot;
    if (node->function == NULL)
        return;
    check_object_list(typer, &node->decorators);
    check_parameter_defaults(typer, node->function);
    check_python_signature(typer, node->function);
    check_annotations(typer, node);
    if (node->annotate != NULL)
        check_function_def(typer, &node->annotate);
    check_function_body(typer, node->function);
}

void check_fused_definition(Typer *typer, Node **slot) {
    FusedDefinition *node = (FusedDefinition *)*slot;
    check_object_list(typer, &node->decorators);
    check_statements(typer, &node->versions);
}

void check_generic_definition(Typer *typer, Node **slot) {
    GenericDefinition *node = (GenericDefinition *)*slot;
    check_object_list(typer, &node->decorators);
    check_object_list(typer, &node->arguments);
    check_function_def(typer, &node->scope);
    check_value(typer, &node->target);
}

const Type *check_type_parameter_list(Typer *typer, Node **slot) {
    check_object_list(typer, &((TypeParameterList *)*slot)->evaluators);
    return typer->common->object;
}

void check_declared_function(Typer *typer, FunctionSymbol *function) {
    check_parameter_defaults(typer, function);
    check_function_body(typer, function);
}

void check_c_function_def(Typer *typer, Node **slot) {
    CFunctionDef *node = (CFunctionDef *)*slot;
    FunctionSymbol *function = node->function;
    if (function == NULL || !node->has_body || function->scope == NULL)
        return;
    check_object_list(typer, &node->decorators);
    check_parameter_defaults(typer, function);
    check_python_signature(typer, function);
    check_function_body(typer, function);
}

// --- Classes -------------------------------------------------------------------------------------
void check_class_def(Typer *typer, Node **slot) {
    ClassDef *node = (ClassDef *)*slot;
    check_object_list(typer, &node->decorators);
    check_python_arguments(typer, &node->arguments);
    Place saved = typer->place;
    typer->place.scope = node->scope;
    check_statements(typer, &node->body);
    if (node->annotate != NULL)
        check_function_def(typer, &node->annotate);
    typer->place = saved;
}

void check_c_class_def(Typer *typer, Node **slot) {
    CClassDef *node = (CClassDef *)*slot;
    if (node->scope == NULL)
        return;
    Place saved = typer->place;
    for (uint32_t i = 1; i < node->bases.count; i++)
        if (!node_is(node->bases.items[i], NODE_Keyword))
            check_object(typer, &node->bases.items[i]);
    typer->place.scope = node->scope;
    check_object_list(typer, &node->decorators);
    check_statements(typer, &node->body);
    typer->place = saved;
}

void check_property_def(Typer *typer, Node **slot) {
    check_statements(typer, &((PropertyDef *)*slot)->body);
}

// --- Declarations --------------------------------------------------------------------------------
void check_c_variable_declaration(Typer *typer, Node **slot) {
    CVariableDeclaration *node = (CVariableDeclaration *)*slot;
    for (uint32_t i = 0; i < node->declarators.count; i++) {
        DeclaratorName *name = declarator_core(node->declarators.items[i]);
        if (name == NULL || name->default_value == NULL)
            continue;
        if (name->symbol == NULL) {
            check_value(typer, &name->default_value);
            continue;
        }
        check_value_for(typer, &name->default_value, name->symbol->type);
        check_pointer_source(typer, name->default_value, name->symbol->type);
        convert_value(typer, &name->default_value, name->symbol->type);
    }
}

void check_extern_block(Typer *typer, Node **slot) {
    check_statements(typer, &((ExternBlock *)*slot)->body);
}

void check_cdef_block(Typer *typer, Node **slot) {
    check_statements(typer, &((CdefBlock *)*slot)->body);
}

void check_include(Typer *typer, Node **slot) {
    check_statements(typer, &((Include *)*slot)->body);
}

void check_compile_time_if(Typer *typer, Node **slot) {
    check_statements(typer, &((CompileTimeIf *)*slot)->body);
}

void check_c_typedef(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_c_fused_typedef(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_c_struct_def(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_c_enum_def(Typer *typer, Node **slot) {
    const EnumSymbol *symbol = (const EnumSymbol *)((CEnumDef *)*slot)->symbol;
    for (uint32_t i = 0; symbol != NULL && i < symbol->items.count; i++)
        check_enum_item_value(typer, symbol->items.items[i]);
}
void check_cpp_class_def(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_cimport(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_cimport_from(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_compile_time_def(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
