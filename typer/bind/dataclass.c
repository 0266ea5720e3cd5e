// Dataclasses: cdef classes with the decorator `dataclass` of cython.dataclasses or of Python's
// module.
//
// Takes: the decorator, and the fields as the body of the class declares them, with `name = value`
// for the default. Gives: the fields with what `field(...)` says of them; a default that is more
// than a literal or the name of what never changes is evaluated where it stands, into a variable of
// the module. dataclass_methods.c makes the methods.

#include "typer/bind/dataclass.h"
#include <string.h>

// --- Settings ------------------------------------------------------------------------------------
static bool *setting_named(DataclassSettings *settings, const Name *name) {
#define DATACLASS_SETTING(setting, value, since)                                                   \
    if (name != NULL && strcmp(name->text, #setting) == 0)                                         \
        return &settings->setting;
#include "typer/bind/dataclass_setting.def"
    return NULL;
}

static void read_setting(Typer *typer, DataclassSettings *settings, const Node *argument) {
    const Keyword *keyword = (const Keyword *)argument;
    bool *setting = node_is(argument, NODE_Keyword) ? setting_named(settings, keyword->name) : NULL;
    if (!node_is(argument, NODE_Keyword) || keyword->name == NULL)
        report(typer, DIAG_E0550, argument->span, "dataclass", "given by keyword");
    else if (setting == NULL)
        report(typer, DIAG_E0410, argument->span, "dataclass", keyword->name->text);
    else if (!node_is(keyword->value, NODE_BoolLiteral))
        report(typer, DIAG_E0550, keyword->value->span, "dataclass", "True or False");
    else
        *setting = ((const BoolLiteral *)keyword->value)->value;
}

void start_dataclass(Typer *typer, ClassSymbol *symbol, const Node *decorator) {
    Dataclass *dataclass = ARENA_NEW(typer->arena, Dataclass);
#define DATACLASS_SETTING(setting, value, since) dataclass->settings.setting = (value);
#include "typer/bind/dataclass_setting.def"
    const Call *call = node_is(decorator, NODE_Call) ? (const Call *)decorator : NULL;
    for (uint32_t i = 0; call != NULL && i < call->arguments.count; i++)
        read_setting(typer, &dataclass->settings, call->arguments.items[i]);
    dataclass->span = decorator->span;
    symbol->dataclass = dataclass;
}

// --- Fields --------------------------------------------------------------------------------------
DataclassField *dataclass_field(Typer *typer, Dataclass *dataclass, Symbol *symbol) {
    for (uint32_t i = 0; i < dataclass->own.count; i++)
        if (dataclass->own.items[i]->symbol == symbol)
            return dataclass->own.items[i];
    DataclassField *field = ARENA_NEW(typer->arena, DataclassField);
    field->symbol = symbol;
    field->is_argument = field->is_shown = field->is_compared = true;
    vector_push(typer->arena, &dataclass->own, field);
    return field;
}

static DataclassField *own_field(Typer *typer, const Name *name) {
    ClassSymbol *owner = typer->place.class_symbol;
    if (typer->place.scope->kind != SCOPE_C_CLASS || owner == NULL || owner->dataclass == NULL)
        return NULL;
    Symbol *symbol = scope_find(owner->scope, name);
    bool is_field = symbol != NULL && symbol->kind == SYMBOL_FIELD;
    return is_field ? dataclass_field(typer, owner->dataclass, symbol) : NULL;
}

// --- Defaults ------------------------------------------------------------------------------------
// A name that means the same whenever it is read.
static bool is_lasting(const Typer *typer, const Node *value) {
    const Symbol *symbol =
        node_is(value, NODE_NameExpression)
            ? scope_look_up(typer->place.scope, ((const NameExpression *)value)->name)
            : NULL;
    return node_is_literal(value) ||
           (symbol != NULL &&
            (symbol->kind == SYMBOL_CLASS || symbol->kind == SYMBOL_FUNCTION ||
             symbol->kind == SYMBOL_BUILTIN || symbol->kind == SYMBOL_CONSTANT) &&
            !symbol_is_of_cdef_class(symbol));
}

Symbol *declare_hidden_variable(Typer *typer, const char *text, const Type *type, Span span) {
    Place saved = typer->place;
    typer->place.scope = typer->module->scope;
    Symbol *symbol = declare_typed_variable(typer, intern(typer->compilation, text), type, span);
    typer->place = saved;
    symbol->is_assigned = true;
    symbol->binding_count = 2;
    return symbol;
}

// Leaves in the slot of the statement what has to run there.
static void keep_value(Typer *typer, DataclassField *field, DataclassValue *kept, Node *value,
                       bool is_factory, Node **statement) {
    kept->written = value;
    if (is_lasting(typer, value))
        return;
    const Type *type = field->symbol->type;
    if (is_factory || becomes_object(typer, type))
        type = typer->common->object;
    const char *name = arena_format(typer->arena, ".%s.%s.%s", typer->place.scope->name->text,
                                    field->symbol->name->text, is_factory ? "factory" : "default");
    kept->variable = declare_hidden_variable(typer, name, type, value->span);
    Assign *assign = NODE_NEW(typer->arena, Assign, value->span);
    assign->targets = node_list_of(typer->arena, new_name_of(typer, kept->variable, value->span));
    assign->value = value;
    *statement = &assign->node;
}

// --- field(...) ----------------------------------------------------------------------------------
static bool is_field_call(Typer *typer, const Node *value) {
    if (!node_is(value, NODE_Call))
        return false;
    const Node *function = ((const Call *)value)->function;
    return is_cython_name(typer, function, CYTHON_DATACLASSES_FIELD) ||
           strcmp(imported_name(typer, function), "dataclasses.field") == 0;
}

static bool *flag_of_field(DataclassField *field, const char *name) {
    return strcmp(name, "init") == 0      ? &field->is_argument
           : strcmp(name, "repr") == 0    ? &field->is_shown
           : strcmp(name, "compare") == 0 ? &field->is_compared
                                          : NULL;
}

static void read_field_setting(Typer *typer, DataclassField *field, const Keyword *keyword) {
    const char *name = keyword->name->text;
    bool *flag = flag_of_field(field, name);
    bool is_hash = strcmp(name, "hash") == 0;
    if (flag == NULL && !is_hash && strcmp(name, "metadata") != 0) {
        report(typer, DIAG_E0410, keyword->node.span, "field", name);
        return;
    }
    if (!node_is_literal(keyword->value)) {
        report(typer, DIAG_E0550, keyword->value->span, "field", "literals");
        return;
    }
    ConstantValue value = evaluate_constant(typer, keyword->value);
    bool is_none = node_is(keyword->value, NODE_NoneLiteral);
    if (flag != NULL)
        *flag = !is_none && constant_truth(&value);
    else if (is_hash)
        field->hash = is_none                  ? FIELD_HASH_AS_COMPARED
                      : constant_truth(&value) ? FIELD_HASH_YES
                                               : FIELD_HASH_NO;
    else
        field->metadata = keyword->value;
}

static void read_field_call(Typer *typer, DataclassField *field, const Call *call,
                            Node **statement) {
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        const Keyword *keyword = (const Keyword *)call->arguments.items[i];
        if (!node_is(call->arguments.items[i], NODE_Keyword) || keyword->name == NULL)
            report(typer, DIAG_E0550, call->arguments.items[i]->span, "field", "given by keyword");
        else if (strcmp(keyword->name->text, "default") == 0)
            keep_value(typer, field, &field->value, keyword->value, false, statement);
        else if (strcmp(keyword->name->text, "default_factory") == 0)
            keep_value(typer, field, &field->factory, keyword->value, true, statement);
        else
            read_field_setting(typer, field, keyword);
    }
    if (field->value.written != NULL && field->factory.written != NULL)
        report(typer, DIAG_E0551, call->node.span, field->symbol->name->text);
}

// The type of a value that all objects would share, or NULL.
static const char *shared_type(const Node *value) {
    switch (value->kind) {
    case NODE_ListExpression:
        return "list";
    case NODE_DictExpression:
        return "dict";
    case NODE_SetExpression:
        return "set";
    case NODE_Comprehension: {
        ComprehensionKind kind = ((const Comprehension *)value)->kind;
        return kind == COMPREHENSION_GENERATOR ? NULL : ComprehensionKind_text(kind);
    }
    default:
        return NULL;
    }
}

bool take_field_default(Typer *typer, const Node *target, Node *value, Node **statement) {
    DataclassField *field = node_is(target, NODE_NameExpression)
                                ? own_field(typer, ((const NameExpression *)target)->name)
                                : NULL;
    if (field == NULL)
        return false;
    const Name *name = field->symbol->name;
    if (field->value.written != NULL || field->factory.written != NULL)
        report(typer, DIAG_W0121, target->span, name->text);
    field->value = field->factory = (DataclassValue){0};
    *statement = (Node *)NODE_NEW(typer->arena, Pass, value->span);
    if (is_field_call(typer, value)) {
        read_field_call(typer, field, (const Call *)value, statement);
    } else {
        if (shared_type(value) != NULL)
            report(typer, DIAG_E0552, value->span, name->text, shared_type(value));
        keep_value(typer, field, &field->value, value, false, statement);
    }
    bind_node(statement, typer);
    return true;
}
