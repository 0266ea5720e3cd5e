// LLVM's types of C types, whose sizes and offsets are codegen/ir/layout.h's, where the shim
// answers for C headers; the layouts of cdef classes, C globals and generators' frames.

#include "codegen/llvm/internal.h"
#include <string.h>

// --- What the shim and the runtime know ----------------------------------------------------------

static Layout layout_of_header_struct(const void *context, const IrStruct *structure) {
    const ShimItem *size = shim_find(((const Emitter *)context)->shim, SHIM_STRUCT_SIZE, structure);
    const ShimItem *alignment =
        shim_find(((const Emitter *)context)->shim, SHIM_STRUCT_ALIGN, structure);
    if (size == NULL || alignment == NULL)
        return (Layout){0, 0}; // known by pointers alone
    return (Layout){size->constant, alignment->constant};
}

static bool offset_of_header_field(const void *context, const IrField *field, uint64_t *offset) {
    const ShimItem *item = shim_find(((const Emitter *)context)->shim, SHIM_FIELD_OFFSET, field);
    if (item != NULL)
        *offset = item->constant;
    return item != NULL;
}

static uint64_t size_of_header_integer(const void *context, const IrExtern *integer) {
    const ShimItem *item = shim_find(((const Emitter *)context)->shim, SHIM_INTEGER_SIZE, integer);
    return item != NULL && item->constant <= 16 ? item->constant : 0;
}

static uint64_t header_length(const void *context, const IrExtern *length) {
    const ShimItem *item = shim_find(((const Emitter *)context)->shim, SHIM_LENGTH, length);
    return item != NULL ? item->constant : 0;
}

LayoutOracle layout_oracle(const Emitter *emitter) {
    return (LayoutOracle){.context = emitter,
                          .header_struct = layout_of_header_struct,
                          .header_field = offset_of_header_field,
                          .header_integer = size_of_header_integer,
                          .header_length = header_length,
                          .view = {abi_size(emitter, ABI_view), 8}};
}

// --- Types of registers --------------------------------------------------------------------------

LLVMTypeRef type_of_kind(const Emitter *emitter, IrKind kind) {
    const CommonLlvmTypes *types = &emitter->types;
    const LLVMTypeRef by_kind[IR_KIND_COUNT] = {
        [IR_VOID] = types->void_, [IR_BOOL] = types->i1,         [IR_I8] = types->i8,
        [IR_I16] = types->i16,    [IR_I32] = types->i32,         [IR_I64] = types->i64,
        [IR_I128] = types->i128,  [IR_F32] = types->f32,         [IR_F64] = types->f64,
        [IR_F80] = types->f80,    [IR_POINTER] = types->pointer, [IR_OBJECT] = types->pointer,
        [IR_DUAL] = types->dual,
    };
    zi_assert(by_kind[kind] != NULL);
    return by_kind[kind];
}

LLVMTypeRef type_of_register(Emitter *emitter, IrType type) {
    if (type.kind == IR_AGGREGATE)
        return layout_of_type(emitter, type.type).type;
    return type_of_kind(emitter, type.kind);
}

// --- C types -------------------------------------------------------------------------------------

// An array of integers of this size and alignment: what all aggregates are to LLVM.
static LLVMTypeRef raw_type(const Emitter *emitter, Layout layout) {
    const CommonLlvmTypes *types = &emitter->types;
    LLVMTypeRef part = layout.alignment <= 1   ? types->i8
                       : layout.alignment == 2 ? types->i16
                       : layout.alignment == 4 ? types->i32
                       : layout.alignment == 8 ? types->i64
                                               : types->i128;
    uint64_t part_size = layout.alignment > 16 ? 16 : layout.alignment <= 1 ? 1 : layout.alignment;
    return LLVMArrayType2(part, layout.size / part_size);
}

static LLVMTypeRef complex_type(Emitter *emitter, const IrCType *type) {
    LLVMTypeRef part = layout_of_type(emitter, type->element).type;
    LLVMTypeRef parts[] = {part, part};
    return LLVMStructTypeInContext(emitter->context, parts, 2, 0);
}

static LLVMTypeRef memory_type(Emitter *emitter, const IrCType *type, Layout layout) {
    const CommonLlvmTypes *types = &emitter->types;
    switch (type->kind) {
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_INTEGER:
        return LLVMIntTypeInContext(emitter->context, (unsigned)layout.size * 8);
    case IR_C_FLOATING:
        return type->floating_bits == 32   ? types->f32
               : type->floating_bits == 64 ? types->f64
                                           : types->f80;
    case IR_C_MEMORYVIEW:
        return types->view;
    case IR_C_COMPLEX:
        return complex_type(emitter, type);
    case IR_C_ARRAY:
    case IR_C_STRUCT:
    case IR_C_CTUPLE:
        return raw_type(emitter, layout);
    case IR_C_VOID:
        return types->i8;
    case IR_C_POINTER:
    case IR_C_FUNCTION:
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
    case IR_C_TYPE_COUNT:
        break;
    }
    return types->pointer;
}

TypeLayout layout_of_type(Emitter *emitter, const IrCType *type) {
    TypeLayout *known = map_get(&emitter->layouts, type);
    if (known != NULL)
        return *known;
    LayoutOracle oracle = layout_oracle(emitter);
    Layout layout = layout_of(&oracle, type);
    if (layout.alignment == 0)
        layout.alignment = 1; // known by pointers alone
    known = ARENA_NEW(emitter->arena, TypeLayout);
    *known = (TypeLayout){memory_type(emitter, type, layout), layout.size, layout.alignment};
    map_put(emitter->arena, &emitter->layouts, type, known);
    return *known;
}

// Without a type the kind says all, and integers are signed.
bool type_is_signed(const Emitter *emitter, const IrCType *type) {
    if (type == NULL)
        return true;
    if (type->kind != IR_C_INTEGER)
        return type->kind == IR_C_ENUM || type->kind == IR_C_BINT;
    if (type->integer.header != NULL) {
        const ShimItem *item = shim_find(emitter->shim, SHIM_INTEGER_SIGN, type->integer.header);
        if (item != NULL)
            return item->constant != 0;
    }
    return type->integer.is_signed;
}

// --- cdef classes --------------------------------------------------------------------------------

static uint64_t size_of_builtin(const Emitter *emitter, const IrCType *type) {
    static const size_t places[IR_BUILTIN_COUNT] = {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container)                     \
    offsetof(RuntimeLayout, size),
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
    };
    return *(const uint64_t *)((const char *)&emitter->runtime_layout + places[type->builtin]);
}

// Puts a C variable after what `whole` holds and notes where: `entry` is its IrField or IrGlobal.
static void append_variable(Emitter *emitter, Layout *whole, NumberMap *offsets, const void *entry,
                            const IrCType *type) {
    TypeLayout member = layout_of_type(emitter, type);
    Layout layout = {member.size, member.alignment};
    number_map_put(emitter->arena, offsets, entry, layout_append(whole, layout));
}

// As Cython's: the base's struct, the vtable pointer where the line gets its first cdef method, the
// fields in order.
ClassLayout *layout_of_class(Emitter *emitter, const IrClass *class_) {
    ClassLayout *known = map_get(&emitter->classes, class_);
    if (known != NULL)
        return known;
    known = ARENA_NEW(emitter->arena, ClassLayout);
    Layout whole = {.size = emitter->runtime_layout.object_head, .alignment = 8};
    if (class_->object_struct != NULL) {
        whole = layout_of_header_struct(emitter, class_->object_struct);
    } else if (class_->base != NULL) {
        const ClassLayout *base = layout_of_class(emitter, class_->base);
        whole.size = base->size;
        known->vtable_offset = base->vtable_offset;
    } else if (class_->builtin_base != NULL) {
        whole.size = size_of_builtin(emitter, class_->builtin_base);
    }
    if (class_->has_vtable && known->vtable_offset == 0)
        known->vtable_offset = layout_append(&whole, (Layout){8, 8});
    for (uint32_t i = 0; i < class_->field_count; i++)
        append_variable(emitter, &whole, &emitter->fields, class_->fields[i],
                        class_->fields[i]->type);
    known->size = layout_padded(whole).size;
    map_put(emitter->arena, &emitter->classes, class_, known);
    return known;
}

int64_t size_of_import(Emitter *emitter, const IrClass *class_) {
    return (int64_t)layout_of_class(emitter, class_)->size;
}

uint64_t offset_of_field(Emitter *emitter, const IrField *field) {
    uint64_t offset = 0;
    if (field->class_ != NULL) {
        layout_of_class(emitter, field->class_);
        if (!number_map_get(&emitter->fields, field, &offset))
            internal_error("'%s' is no field of its class", field->name);
        return offset;
    }
    LayoutOracle oracle = layout_oracle(emitter);
    if (!layout_of_field(&oracle, field, &offset))
        report_unsupported(emitter, field->span, "a field of a struct whose layout is not known");
    return offset;
}

// --- C globals -----------------------------------------------------------------------------------

uint64_t lay_out_globals(Emitter *emitter) {
    const IrModule *module = emitter->module;
    Layout whole = {.alignment = ZI_C_GLOBALS_ALIGNMENT};
    for (uint32_t i = 0; i < module->globals.count; i++)
        if (module->globals.items[i]->c_symbol == NULL)
            append_variable(emitter, &whole, &emitter->globals, module->globals.items[i],
                            module->globals.items[i]->type);
    return layout_padded(whole).size;
}

// --- Generators' frames --------------------------------------------------------------------------

static void note_variables(Emitter *emitter, const IrBody *resume, const uint64_t *offsets,
                           FrameSize *size) {
    for (uint32_t i = 0; i < resume->frame_variables.count; i++) {
        IrFrameVariable variable = resume->frame_variables.items[i];
        if (variable.value != IR_NO_SLOT)
            variable.value =
                (uint32_t)((offsets[variable.value] - emitter->runtime_layout.generator_slots) / 8);
        vector_push(emitter->arena, &size->variables, variable);
    }
}

// Where it stands when it is suspended.
static void note_lines(Emitter *emitter, const IrBody *resume, FrameSize *size) {
    uint32_t first = line_of_span(emitter, resume->callable->span);
    for (uint32_t i = 0; i < resume->blocks.count; i++) {
        const IrBlock *block = resume->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code != IR_OP_FRAME_SET_STATE || op->aux.number <= ZI_GENERATOR_NOT_STARTED)
                continue;
            while (size->lines.count < (uint64_t)op->aux.number)
                vector_push(emitter->arena, &size->lines, 0);
            uint32_t line = line_of_span(emitter, ir_block_terminator(block)->span);
            size->lines.items[op->aux.number - 1] = line < first ? 0 : line - first;
        }
    }
}

const uint64_t *lay_out_frame(Emitter *emitter, const IrBody *resume) {
    LayoutOracle oracle = layout_oracle(emitter);
    uint64_t start =
        emitter->runtime_layout.generator_slots + (8 * (uint64_t)resume->frame_object_slots);
    uint64_t *offsets = ARENA_ARRAY(emitter->arena, uint64_t, resume->frame_values.count);
    FrameSize size = {.callable = resume->callable->link_name,
                      .resume = resume->link_name,
                      .object_slots = resume->frame_object_slots};
    size.value_slots = layout_of_frame(&oracle, &resume->frame_values, start, offsets);
    if (resume == emitter->function.ir) {
        note_variables(emitter, resume, offsets, &size);
        note_lines(emitter, resume, &size);
        vector_push(emitter->arena, &emitter->result->frames, size);
    }
    return offsets;
}
