// Annotations that wait until somebody asks for them (PEP 649): the functions `__annotate__` that
// the typer has made, where they are bound, and what they see.
//
// Takes: TypedModules with defers_annotations. Gives: `__annotate__` of functions, classes and the
// module, the sets of annotations whose statements have been reached. They are native;
// annotationlib runs a function's code object with other globals, to find names that are not
// defined: that is CPython's, which it makes of `annotate_source` when it is asked for.

#include "codegen/builder/internal.h"
#include "support/vector.h"
#include <string.h>

#define CONDITIONS "__conditional_annotations__"
#define CLASS_DICT "__classdict__"

FunctionSymbol *annotate_function(const Node *annotate) {
    return annotate != NULL ? NODE_AS(FunctionDef, annotate)->function : NULL;
}

// The hidden variable of a class body, NULL where no annotation needs it.
static Symbol *hidden_symbol(const Scope *scope, const char *text) {
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (is_in_cell(symbol) && strcmp(symbol->name->text, text) == 0)
            return symbol;
    }
    return NULL;
}

// --- The body ------------------------------------------------------------------------------------
// `__annotate__` refuses all formats but values. What sees the names of a class looks in its
// namespace first.
void start_lazy_scope(Builder *builder) {
    const FunctionSymbol *symbol = builder->symbol;
    if (symbol->python.is_annotate)
        ADD_RUNTIME(builder, annotate_check, ir_reg(builder->function->parameters[0]));
    builder->class_scope = seen_class(symbol->scope);
    if (builder->class_scope == NULL)
        return;
    Symbol *dict = hidden_symbol(builder->class_scope, CLASS_DICT);
    uint64_t cell;
    if (dict == NULL || !number_map_get(&builder->cells, dict, &cell))
        return; // no name in it
    builder->namespace = builder_new_ir_register(builder, IR_OBJECT);
    IrValue name = constant_operand(constant_string(builder, CLASS_DICT));
    add_copy(builder, builder->namespace,
             ADD_RUNTIME(builder, cell_get, ir_reg((IrRegisterId)cell), name));
}

// An annotation in it has no native code: CPython compiles all of them.
static IrValue build_interpreted_annotate(Builder *builder, const FunctionSymbol *symbol) {
    const char *source = annotate_source(builder->owner, symbol);
    uint32_t line = source_line(builder->module->compilation->sources, symbol->node->span);
    return ADD_RUNTIME(builder, annotate_interpreted,
                       constant_operand(constant_string(builder, source)), ir_int(IR_I64, line));
}

// --- Modules -------------------------------------------------------------------------------------
void build_module_annotate(Builder *builder, const Module *module) {
    FunctionSymbol *function = annotate_function(module->annotate);
    if (function == NULL)
        return;
    builder->span = module->annotate->span;
    IrValue name = constant_operand(constant_string(builder, "__annotate__"));
    IrValue annotate = unit_function_is_native(&builder->owner->units, function)
                           ? build_function_object(builder, function)
                           : build_interpreted_annotate(builder, function);
    ADD_RUNTIME(builder, store_global, name, annotate);
    IrValue conditions = constant_operand(constant_string(builder, CONDITIONS));
    ADD_RUNTIME(builder, store_global, conditions,
                add_runtime_list(builder, RUNTIME_set_build, NULL, 0));
}

// --- Classes -------------------------------------------------------------------------------------
void start_class_annotate(Builder *builder, const ClassDef *node) {
    declare_cells(builder, node->scope);
    Symbol *dict = hidden_symbol(node->scope, CLASS_DICT);
    if (dict != NULL)
        store_in_cell(builder, dict, ir_reg(builder->namespace));
    Symbol *conditions = hidden_symbol(node->scope, CONDITIONS);
    if (conditions != NULL)
        store_in_cell(builder, conditions, add_runtime_list(builder, RUNTIME_set_build, NULL, 0));
}

void build_class_annotate(Builder *builder, const ClassDef *node) {
    FunctionSymbol *function = annotate_function(node->annotate);
    if (function != NULL)
        set_in_namespace(builder, builder->namespace, "__annotate_func__",
                         build_function_object(builder, function));
}

static void find_function(Node **child, void *context) {
    bool *found = context;
    if (*found || node_is(*child, NODE_ClassDef))
        return;
    *found = node_is(*child, NODE_FunctionDef);
    if (!*found)
        node_each_child(*child, find_function, context);
}

// Does the class have a `def`? CPython has a cell for what its annotations may ask for, even if
// there are none.
static bool defines_functions(const Builder *builder, const ClassDef *node) {
    bool found = false;
    if (builder->typed->defers_annotations)
        node_each_child((Node *)&node->node, find_function, &found);
    return found;
}

// type.__new__ puts the class's own dict into the cell. Namespaces of metaclasses see it.
void finish_class_annotate(Builder *builder, const ClassDef *node) {
    Symbol *dict = hidden_symbol(node->scope, CLASS_DICT);
    if (dict != NULL || defines_functions(builder, node))
        set_in_namespace(builder, builder->namespace, "__classdictcell__",
                         dict != NULL ? ir_reg(cell_register(builder, dict))
                                      : ADD_RUNTIME(builder, cell_new, ir_null(IR_OBJECT)));
}

// --- Statements ----------------------------------------------------------------------------------
void note_annotation(Builder *builder, const AnnotatedAssign *assign) {
    if (assign->condition == 0)
        return;
    Symbol *hidden =
        is_in_class_body(builder) ? hidden_symbol(builder->class_scope, CONDITIONS) : NULL;
    IrValue name = constant_operand(constant_string(builder, CONDITIONS));
    IrValue reached = hidden != NULL ? ADD_RUNTIME(builder, cell_get,
                                                   ir_reg(cell_register(builder, hidden)), name)
                                     : load_by_name(builder, name, false);
    Value number = value_of(ir_int(IR_I64, assign->condition - 1), builder->common->long_);
    ADD_RUNTIME(builder, set_add, reached, to_object(builder, number));
}

static void find_condition(Node **child, void *context) {
    uint32_t *first = context;
    if (*first > 0 || node_is(*child, NODE_FunctionDef) || node_is(*child, NODE_ClassDef))
        return;
    if (node_is(*child, NODE_AnnotatedAssign))
        *first = NODE_AS(AnnotatedAssign, *child)->condition;
    else
        node_each_child(*child, find_condition, context);
}

uint32_t first_condition(const Node *node) {
    uint32_t first = 0;
    Node *statement = (Node *)node;
    find_condition(&statement, &first);
    return first;
}

// --- What CPython compiles -----------------------------------------------------------------------
// The statements in which the function's annotations stand, inside of all that gives their names a
// meaning: a function that has the captured variables, a class.
typedef struct SourceWriter {
    Arena *arena;
    VECTOR(char) text;
    uint32_t depth; // of the blocks that are open
} SourceWriter;

static void write(SourceWriter *writer, const char *text) {
    vector_append(writer->arena, &writer->text, text, (uint32_t)strlen(text));
}

static void start_line(SourceWriter *writer) {
    for (uint32_t i = 0; i < writer->depth; i++)
        write(writer, " ");
}

static void open_scopes(SourceWriter *writer, const FunctionSymbol *symbol) {
    const Scope *class_scope = seen_class(symbol->scope);
    bool has_names = false;
    for (uint32_t i = 0; i < symbol->found.captures.count; i++) {
        const Symbol *captured = symbol->found.captures.items[i];
        if (captured->scope == class_scope)
            continue;
        write(writer, has_names ? ", " : "def function(");
        write(writer, captured->name->text);
        has_names = true;
    }
    if (has_names) {
        write(writer, "):\n");
        writer->depth++;
    }
    if (class_scope == NULL)
        return;
    start_line(writer);
    write(writer, "class Class:\n");
    writer->depth++;
}

static void write_annotation(SourceWriter *writer, const char *name, const Node *annotation) {
    write(writer, name);
    write(writer, ": ");
    write(writer, unparse_expression(writer->arena, annotation));
}

static const char *key_text(const Node *key) { return NODE_AS(StringLiteral, key)->value.bytes; }

// def function(name: annotation, *names: *annotation, ...) -> annotation: pass
static void write_function(SourceWriter *writer, const DictExpression *dict) {
    const Node *returns = NULL;
    start_line(writer);
    write(writer, "def function(");
    for (uint32_t i = 0; i < dict->items.count; i++) {
        const DictItem *item = NODE_AS(DictItem, dict->items.items[i]);
        if (strcmp(key_text(item->key), "return") == 0) {
            returns = item->value;
            continue;
        }
        write(writer, i > 0 ? ", " : "");
        write(writer, node_is(item->value, NODE_Starred) ? "*" : "");
        write_annotation(writer, key_text(item->key), item->value);
    }
    write(writer, ")");
    if (returns != NULL) {
        write(writer, " -> ");
        write(writer, unparse_expression(writer->arena, returns));
    }
    write(writer, ": pass\n");
}

// [if condition:] name: annotation
static void write_variable(SourceWriter *writer, const Node *statement, bool in_class) {
    bool is_conditional = node_is(statement, NODE_If);
    if (is_conditional)
        statement = NODE_AS(If, statement)->body.items[0];
    const Assign *assign = NODE_AS(Assign, statement);
    if (!node_is(assign->targets.items[0], NODE_Subscript)) // annotations = {}
        return;
    start_line(writer);
    write(writer, in_class && is_conditional ? "if condition: " : "");
    write_annotation(writer, key_text(NODE_AS(Subscript, assign->targets.items[0])->index),
                     assign->value);
    write(writer, "\n");
}

const char *annotate_source(ModuleBuilder *owner, const FunctionSymbol *symbol) {
    SourceWriter writer = {.arena = owner->module->arena};
    const NodeList *body = &NODE_AS(FunctionDef, symbol->node)->body;
    open_scopes(&writer, symbol);
    if (body->count == 1)
        write_function(&writer, NODE_AS(DictExpression, NODE_AS(Return, body->items[0])->value));
    for (uint32_t i = 0; i + 1 < body->count; i++)
        write_variable(&writer, body->items[i], symbol->scope->sees_class);
    vector_push(writer.arena, &writer.text, '\0');
    return writer.text.items;
}
