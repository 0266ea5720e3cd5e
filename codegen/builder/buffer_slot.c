// __getbuffer__ and __releasebuffer__: what memoryview(), numpy and other C code call to get at the
// memory of a cdef class's object.
//
// Takes: the methods of a class, which Python cannot call. Gives: a body of C's convention for each
// that the class has. While __getbuffer__ runs, `view.obj` is an object, if the method uses it as
// one: None, until it is set. What stays None, or is there when the method fails, becomes NULL.

#include "abi/abi.h"
#include "codegen/builder/internal.h"
#include <string.h>

static FunctionSymbol *find_method(const ModuleBuilder *owner, const ClassSymbol *symbol,
                                   const char *name) {
    for (uint32_t i = 0; i < symbol->methods.count; i++) {
        FunctionSymbol *method = symbol->methods.items[i];
        if (method_is_buffer(method) && strcmp(method->symbol.name->text, name) == 0)
            return function_body(owner, method) != NULL ? method : NULL;
    }
    return NULL;
}

// --- The object of the view ----------------------------------------------------------------------

typedef struct ViewUse {
    const Symbol *view;
    // its obj is used, or may be used where it is handed on
    bool as_object;
} ViewUse;

static void find_use(Node **child, void *context) {
    ViewUse *use = context;
    if (node_is(*child, NODE_Attribute) &&
        symbol_of(NODE_AS(Attribute, *child)->value) == use->view) {
        use->as_object |= strcmp(NODE_AS(Attribute, *child)->name->text, "obj") == 0;
        return;
    }
    if (node_is(*child, NODE_Call)) {
        Call *call = NODE_AS(Call, *child);
        const Symbol *callee = symbol_of(call->function);
        bool is_of_header = callee != NULL && callee->kind == SYMBOL_FUNCTION && callee->is_extern;
        for (uint32_t i = 0; is_of_header && i < call->arguments.count; i++)
            if (symbol_of(call->arguments.items[i]) != use->view)
                find_use(&call->arguments.items[i], use);
        if (is_of_header)
            return;
    }
    use->as_object |= symbol_of(*child) == use->view;
    node_each_child(*child, find_use, use);
}

// A file that declares Py_buffer itself may have left `obj` out, or made it a pointer. Functions of
// headers, PyBuffer_FillInfo above all, set it without a look at what it was: None would lose a
// reference.
static bool takes_object(const FunctionSymbol *method) {
    const Symbol *view = method->parameter_symbols.items[1];
    const StructSymbol *structure = type_struct_symbol(view->type->element);
    bool is_object = false;
    for (uint32_t i = 0; structure != NULL && i < structure->fields.count; i++)
        if (strcmp(structure->fields.items[i]->name->text, "obj") == 0)
            is_object = type_is_object(structure->fields.items[i]->type);
    ViewUse use = {view, false};
    NodeList *body = &NODE_AS(FunctionDef, method->node)->body;
    for (uint32_t i = 0; is_object && i < body->count; i++)
        find_use(&body->items[i], &use);
    return use.as_object;
}

// --- The entries ---------------------------------------------------------------------------------

static void call_method(Builder *builder, FunctionSymbol *method) {
    IrBody *entry = builder->function;
    IrValue arguments[3] = {ir_reg(entry->parameters[0]), ir_reg(entry->parameters[1])};
    uint32_t count = method->parameter_symbols.count;
    zi_assert(count == entry->parameter_count && count <= 3);
    if (count == 3)
        arguments[2] =
            build_conversion(builder, value_of(ir_reg(entry->parameters[2]), builder->common->int_),
                             method->parameter_symbols.items[2]->type);
    add_native_call(builder, method, arguments, count);
}

static void build_get(Builder *builder, FunctionSymbol *method) {
    IrValue view = ir_reg(builder->function->parameters[1]);
    ADD_RUNTIME(builder, buffer_start, view, ir_int(IR_I32, takes_object(method)));
    IrBlock *failed = builder_new_block(builder, "failed");
    builder_set_handler(builder, failed, "get");
    call_method(builder, method);
    builder_set_handler(builder, NULL, "got");
    ADD_RUNTIME(builder, buffer_end, view);
    add_return(builder, value_of(ir_int(IR_I32, 0), builder->common->int_));
    builder_start_block(builder, failed);
    ADD_RUNTIME(builder, buffer_failed, view);
    add_propagate(builder);
}

static IrBody *declare_entry(ModuleBuilder *owner, const ClassSymbol *symbol,
                             const FunctionSymbol *method, bool gets) {
    IrBody *body = declare_class_entry(owner, symbol->symbol.name->text, method->symbol.name->text,
                                       method->symbol.span);
    if (!method->directives.unraisable_tracebacks)
        body->callable->flags |= IR_CALLABLE_REPORTS_ONCE;
    ir_parameter_create(body, (IrType){.kind = IR_OBJECT}, NULL);
    ir_parameter_create(body, (IrType){.kind = IR_POINTER}, NULL);
    if (gets)
        ir_parameter_create(body, (IrType){.kind = IR_I32}, NULL);
    body->result.kind = gets ? IR_I32 : IR_VOID;
    body->error = gets ? IR_RETURNS_VALUE : IR_RETURNS_NO_ERROR;
    if (gets)
        body->exception = (IrExceptionClause){.rule = EXCEPTION_RULE_VALUE, .integer = -1};
    return body;
}

static void build_slot(ModuleBuilder *owner, const ClassSymbol *symbol, enum zi_type_slot number,
                       const char *name) {
    FunctionSymbol *method = find_method(owner, symbol, name);
    if (method == NULL)
        return;
    bool gets = number == ZI_SLOT_GET_BUFFER;
    IrBody *entry = declare_entry(owner, symbol, method, gets);
    Builder builder = builder_create(owner, entry, NULL);
    if (gets) {
        build_get(&builder, method);
    } else {
        call_method(&builder, method);
        add_return(&builder, value_of(ir_null(IR_VOID), builder.common->void_));
    }
    IrTypeSlot slot = {.slot = number, .body = entry};
    vector_push(owner->module->arena, &class_of(owner, symbol)->type_slots, slot);
}

void build_buffer_slots(ModuleBuilder *owner, const ClassSymbol *symbol) {
    build_slot(owner, symbol, ZI_SLOT_GET_BUFFER, "__getbuffer__");
    build_slot(owner, symbol, ZI_SLOT_RELEASE_BUFFER, "__releasebuffer__");
}
