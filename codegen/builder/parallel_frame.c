// The frame of a parallel section: how the threads' function and the function around share
// variables.
//
// Takes: what the section's body asks for while it is built. Gives: a struct in the function around
// with a field for each. A C variable that the section does not set comes as its value, one that it
// sets is the thread's own and goes back at the end, objects and memoryviews are lent; arrays,
// structs, Python variables that are set and whatever has its address taken are shared where they
// lie.

#include "abi/abi.h"
#include "codegen/builder/parallel.h"

// --- Fields --------------------------------------------------------------------------------------

static Symbol *add_frame_field(Outlined *outlined, const Type *type) {
    Arena *arena = outlined->outer->module->arena;
    Symbol *field = ARENA_NEW(arena, Symbol);
    field->kind = SYMBOL_FIELD;
    field->name = intern(outlined->outer->module->compilation,
                         arena_format(arena, "part_%u", outlined->frame->fields.count));
    field->type = type;
    field->index = outlined->frame->fields.count;
    vector_push(arena, &outlined->frame->fields, field);
    return field;
}

static IrRegisterId add_entry(Builder *inner, const Type *type, const Name *name, FrameUse use,
                              IrValue outside) {
    Outlined *outlined = inner->outlined;
    const Type *held = use == FRAME_PLACE ? inner->common->void_pointer : type;
    FrameEntry entry = {.field = add_frame_field(outlined, type),
                        .use = use,
                        .inside = builder_new_register(inner, held, name),
                        .outside = outside};
    vector_push(inner->arena, &outlined->entries, entry);
    return entry.inside;
}

static FrameUse use_of(const Builder *builder, const Type *type) {
    bool is_counted = ir_kind_is_counted(ir_type_of(builder->owner, type).kind);
    return is_counted ? FRAME_LENT : FRAME_VALUE;
}

IrValue lend_value(Builder *inner, IrValue value, const Type *type) {
    if (value.kind != IR_VALUE_REGISTER)
        return value;
    return ir_reg(add_entry(inner, type, NULL, use_of(inner, type), value));
}

IrRegisterId lent_register(Builder *builder, Symbol *symbol) {
    IrRegisterId outside = local_register(builder->outlined->outer, symbol);
    IrRegisterId inside = add_entry(builder, symbol->type, symbol->name,
                                    use_of(builder, symbol->type), ir_reg(outside));
    number_map_put(builder->arena, &builder->locals, symbol, inside);
    return inside;
}

IrRegisterId lent_cell(Builder *builder, Symbol *symbol) {
    IrRegisterId outside = cell_register(builder->outlined->outer, symbol);
    IrRegisterId inside =
        add_entry(builder, builder->common->object, NULL, FRAME_LENT, ir_reg(outside));
    number_map_put(builder->arena, &builder->cells, symbol, inside);
    return inside;
}

// --- What is shared where it lies ----------------------------------------------------------------

static bool has_symbol(const SymbolVector *symbols, const Symbol *symbol) {
    for (uint32_t i = 0; i < symbols->count; i++)
        if (symbols->items[i] == symbol)
            return true;
    return false;
}

static bool has_parts(const Type *type) {
    return type->kind == TYPE_ARRAY || type->kind == TYPE_STRUCT || type->kind == TYPE_CTUPLE ||
           type->kind == TYPE_COMPLEX;
}

static bool is_addressed_outside(const Builder *outer, const Symbol *symbol) {
    uint64_t found;
    return number_map_get(&outer->locals, symbol, &found) &&
           outer->function->registers.items[found].address_taken;
}

static bool is_shared(const Outlined *outlined, const Symbol *symbol) {
    if (symbol->scope->kind == SCOPE_COMPREHENSION)
        return false;
    if (type_is_object(symbol->type))
        return has_symbol(&outlined->section->objects, symbol);
    return !is_view(symbol->type) &&
           (has_parts(symbol->type) || has_symbol(&outlined->section->addressed, symbol) ||
            is_addressed_outside(outlined->outer, symbol));
}

// The variable itself stays a register of which nobody has the address.
static IrRegisterId share_object(Outlined *outlined, Symbol *symbol) {
    Builder *outer = outlined->outer;
    SharedObject object = {symbol, builder_new_ir_register(outer, IR_OBJECT)};
    add_copy(outer, object.place, ir_reg(local_register(outer, symbol)));
    vector_push(outer->arena, &outlined->objects, object);
    return object.place;
}

bool find_shared_address(Builder *builder, Symbol *symbol, IrValue *address) {
    Outlined *outlined = builder->outlined;
    uint64_t found;
    if (!is_shared(outlined, symbol))
        return false;
    if (!number_map_get(&outlined->shared, symbol, &found)) {
        IrRegisterId outside = type_is_object(symbol->type)
                                   ? share_object(outlined, symbol)
                                   : local_register(outlined->outer, symbol);
        IrValue pointer = add_pointer_to(outlined->outer, outside);
        found = add_entry(builder, builder->common->void_pointer, NULL, FRAME_VALUE, pointer);
        number_map_put(builder->arena, &outlined->shared, symbol, found);
    }
    *address = ir_reg((IrRegisterId)found);
    return true;
}

void take_back_objects(Outlined *outlined) {
    Builder *outer = outlined->outer;
    for (uint32_t i = 0; i < outlined->objects.count; i++) {
        const SharedObject *object = &outlined->objects.items[i];
        add_copy(outer, local_register(outer, object->symbol), ir_reg(object->place));
        add_op(outer, IR_OP_UNBOUND, object->place, NULL, 0);
    }
}

// --- The thread's own variables ------------------------------------------------------------------

// What changes nothing when it is added, multiplied and so on.
static int64_t neutral_number(BinaryOperator operator) {
    return operator== BINARY_MULTIPLY ? 1 : operator== BINARY_BIT_AND ? -1 : 0;
}

static IrValue first_value(Builder *inner, const PrivateVariable *variable) {
    const Type *type = variable->shared->symbol->type;
    if (!variable->shared->is_reduction)
        return add_load(inner, ir_reg(variable->place), type);
    Value neutral =
        value_of(ir_int(IR_I64, neutral_number(variable->shared->operator)), inner->common->long_);
    return build_conversion(inner, neutral, type);
}

static void add_variable(Builder *inner, const SharedVariable *shared, bool is_kept) {
    Outlined *outlined = inner->outlined;
    Symbol *symbol = shared->symbol;
    if (has_register(inner, symbol))
        return; // of another loop of the block
    IrValue outside = add_saved_copy(outlined->outer, load_symbol(outlined->outer, symbol)).ir;
    PrivateVariable variable = {.shared = shared, .is_kept = is_kept};
    variable.place = add_entry(inner, symbol->type, NULL, FRAME_PLACE, outside);
    variable.field = outlined->entries.items[outlined->entries.count - 1].field;
    variable.turn = add_entry(inner, inner->common->int_, NULL, FRAME_PLACE, ir_int(IR_I32, 0));
    variable.own = builder_new_register(inner, symbol->type, symbol->name);
    add_copy(inner, variable.own, first_value(inner, &variable));
    number_map_put(inner->arena, &inner->locals, symbol, variable.own);
    vector_push(inner->arena, &outlined->variables, variable);
}

static bool belongs_to(const PrivateVariable *variable, const ParallelSection *loop) {
    for (uint32_t i = 0; i < loop->variables.count; i++)
        if (loop->variables.items[i].symbol == variable->shared->symbol)
            return true;
    return false;
}

static void publish_variable(Builder *inner, const PrivateVariable *variable, IrValue turn) {
    const Type *type = variable->shared->symbol->type;
    const Type *number = inner->common->int_;
    IrBlock *later = builder_new_block(inner, "later");
    IrBlock *after = builder_new_block(inner, "published");
    IrValue earlier = add_load(inner, ir_reg(variable->turn), number);
    add_branch(inner, add_compare(inner, COMPARE_GREATER, turn, earlier, false), later, after);
    builder_start_block(inner, later);
    add_store(inner, ir_reg(variable->turn), turn, number);
    add_store(inner, ir_reg(variable->place), ir_reg(variable->own), type);
    add_jump(inner, after);
    builder_start_block(inner, after);
}

void publish_variables(Builder *inner, const ParallelSection *loop, IrValue turn) {
    const Outlined *outlined = inner->outlined;
    add_runtime_list(inner, RUNTIME_parallel_lock, NULL, 0);
    for (uint32_t i = 0; i < outlined->variables.count; i++) {
        const PrivateVariable *variable = &outlined->variables.items[i];
        if (!variable->shared->is_reduction && belongs_to(variable, loop))
            publish_variable(inner, variable, turn);
    }
    add_runtime_list(inner, RUNTIME_parallel_unlock, NULL, 0);
}

static void combine_variable(Builder *inner, const PrivateVariable *variable) {
    const Type *type = variable->shared->symbol->type;
    BinaryOperator operator= variable->shared->operator;
    if (operator== BINARY_SUBTRACT)
        operator= BINARY_ADD; // of what each has taken away from zero
    const Type *computed = type_arithmetic_result(inner->types, type, type);
    Value whole = value_of(add_load(inner, ir_reg(variable->place), type), type);
    Value part = value_of(ir_reg(variable->own), type);
    Value sum = build_binary_values(inner, operator, whole, part, computed, false);
    add_store(inner, ir_reg(variable->place), build_conversion(inner, sum, type), type);
}

void combine_variables(Builder *inner) {
    const Outlined *outlined = inner->outlined;
    bool any = false;
    for (uint32_t i = 0; i < outlined->variables.count; i++)
        any |= outlined->variables.items[i].shared->is_reduction;
    if (any)
        add_runtime_list(inner, RUNTIME_parallel_lock, NULL, 0);
    for (uint32_t i = 0; i < outlined->variables.count; i++)
        if (outlined->variables.items[i].shared->is_reduction)
            combine_variable(inner, &outlined->variables.items[i]);
    if (any)
        add_runtime_list(inner, RUNTIME_parallel_unlock, NULL, 0);
}

void take_back_variables(Outlined *outlined, IrValue frame) {
    Builder *outer = outlined->outer;
    for (uint32_t i = 0; i < outlined->variables.count; i++) {
        const PrivateVariable *variable = &outlined->variables.items[i];
        Symbol *symbol = variable->shared->symbol;
        if (variable->is_kept)
            store_symbol(outer, symbol,
                         value_of(load_from_frame(outlined, frame, variable->field), symbol->type));
    }
}

// --- The body ------------------------------------------------------------------------------------

static IrBody *declare_body(Builder *outer) {
    IrModule *module = outer->module;
    const IrBody *around = outer->function;
    const char *name =
        ir_unique_name(module, arena_format(module->arena, "%s.parallel", around->link_name));
    IrBody *body =
        ir_body_create(module, IR_BODY_OUTLINED, IR_CONVENTION_OUTLINED, around->callable, name);
    ir_parameter_create(body, (IrType){.kind = IR_POINTER}, NULL);
    body->error = IR_RETURNS_NO_ERROR;
    body->nogil = true;
    body->fast_math = around->fast_math;
    body->span = outer->span;
    // libgomp calls it without a state
    module->state.is_static = true;
    return body;
}

static StructSymbol *declare_frame(Builder *outer) {
    IrModule *module = outer->module;
    StructSymbol *frame = ARENA_NEW(module->arena, StructSymbol);
    frame->symbol.kind = SYMBOL_TYPE;
    frame->symbol.name = intern(module->compilation, "parallel_frame");
    frame->symbol.span = outer->span;
    frame->symbol.type = type_struct(outer->types, frame);
    frame->has_body = frame->is_complete = true;
    return frame;
}

void add_result(Builder *inner) {
    Outlined *outlined = inner->outlined;
    const Type *type = result_type(inner);
    outlined->returns_value = true;
    if (use_of(inner, type) == FRAME_LENT) {
        outlined->result_register = builder_new_register(outlined->outer, type, NULL);
        IrValue pointer = add_pointer_to(outlined->outer, outlined->result_register);
        outlined->result_place =
            add_entry(inner, inner->common->void_pointer, NULL, FRAME_VALUE, pointer);
        return;
    }
    outlined->result_place = add_entry(inner, type, NULL, FRAME_PLACE, ir_null(IR_VOID));
    outlined->result_field = outlined->entries.items[outlined->entries.count - 1].field;
}

static void copy_surroundings(Builder *inner, const Builder *outer) {
    inner->directives = outer->directives;
    inner->span = outer->span;
    inner->try_depth = outer->try_depth;
    inner->inner_code = outer->inner_code;
}

void begin_outlined(Builder *outer, Builder *inner, Outlined *outlined,
                    const ParallelSection *section, bool is_loop) {
    IrBody *body = declare_body(outer);
    *inner = builder_create(outer->owner, body, outer->symbol);
    *outlined = (Outlined){.outer = outer,
                           .section = section,
                           .frame = declare_frame(outer),
                           .result_register = IR_NO_REGISTER};
    outlined->frame_type = outlined->frame->symbol.type;
    outlined->context = body->parameters[0];
    outlined->entry = inner->block;
    copy_surroundings(inner, outer);
    inner->outlined = outlined;
    add_frame_field(outlined, type_array(outer->types, outer->common->size_t_, ZI_PARALLEL_WORDS));
    builder_start_block(inner, builder_new_block(inner, "section"));
    outlined->finish = builder_new_block(inner, "finish");
    outlined->loop_number = builder_new_ir_register(inner, IR_I32);
    add_copy(inner, outlined->loop_number, ir_int(IR_I32, 0));
    if (outer->symbol != NULL && outer->symbol->found.needs_class_cell)
        inner->class_cell = lend_value(inner, class_cell_for(outer), inner->common->object).reg;
    for (uint32_t i = 0; i < section->variables.count; i++)
        add_variable(inner, &section->variables.items[i], is_loop);
    for (uint32_t i = 0; i < section->loop_variables.count; i++)
        add_variable(inner, &section->loop_variables.items[i], true);
}

static void enter_entry(Builder *inner, const FrameEntry *entry) {
    Outlined *outlined = inner->outlined;
    IrValue place = add_field(inner, ir_reg(outlined->context), outlined->frame_type, entry->field);
    switch (entry->use) {
    case FRAME_VALUE:
        add_copy(inner, entry->inside, add_load(inner, place, entry->field->type));
        break;
    case FRAME_LENT:
        add_op(inner, IR_OP_LENT, entry->inside, &place, 1)->aux.type =
            c_type_of(inner->owner, entry->field->type);
        break;
    case FRAME_PLACE:
        add_copy(inner, entry->inside, place);
        break;
    }
}

void finish_frame(Builder *inner) {
    const Outlined *outlined = inner->outlined;
    IrBlock *first = inner->function->blocks.items[1];
    builder_start_block(inner, outlined->entry);
    for (uint32_t i = 0; i < outlined->entries.count; i++)
        enter_entry(inner, &outlined->entries.items[i]);
    add_jump(inner, first);
}

// --- Outside -------------------------------------------------------------------------------------

static void fill_entry(Outlined *outlined, IrValue frame, const FrameEntry *entry) {
    Builder *outer = outlined->outer;
    if (builder_value_type(outer, entry->outside).kind == IR_VOID)
        return;
    IrValue operands[] = {add_field(outer, frame, outlined->frame_type, entry->field),
                          entry->outside};
    if (entry->use != FRAME_LENT)
        add_store(outer, operands[0], operands[1], entry->field->type);
    else
        add_op(outer, IR_OP_LEND, IR_NO_REGISTER, operands, 2)->aux.type =
            c_type_of(outer->owner, entry->field->type);
}

IrValue build_frame(Outlined *outlined) {
    Builder *outer = outlined->outer;
    IrRegisterId reg = builder_new_register(outer, outlined->frame_type, NULL);
    IrValue frame = add_pointer_to(outer, reg);
    for (uint32_t i = 0; i < outlined->entries.count; i++)
        fill_entry(outlined, frame, &outlined->entries.items[i]);
    return frame;
}

IrValue load_from_frame(Outlined *outlined, IrValue frame, Symbol *field) {
    Builder *outer = outlined->outer;
    return add_load(outer, add_field(outer, frame, outlined->frame_type, field), field->type);
}
