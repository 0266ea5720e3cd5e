// Variables in debug information (`zilant build -g`).
//
// Takes: a body whose C variables are in memory (the memory pass sees to that). Gives: each
// variable of the source as debuggers find it: where it lives; or, of objects and memoryviews,
// which are values here, a copy in memory that is set with the variable and holds no reference.
// LLVM makes registers of either, and follows them.
//
// Bodies that are emitted as several functions (region.c) have no variables here.

#include "codegen/llvm/internal.h"
#include <string.h>

// Of DWARF 4, section 7.7.1
enum { OP_PLUS_UCONST = 0x23 };

static bool shows_variables(const Emitter *emitter) {
    const FunctionEmission *function = &emitter->function;
    return emitter->debug != NULL && emitter->module->shows_variables && !has_regions(emitter) &&
           debug_is_users_code(function->ir);
}

static bool is_variable(const IrRegister *entry) {
    return entry->is_debug_local && entry->name != NULL;
}

// Of a parameter, counted from 1; else 0.
static unsigned number_of_parameter(const IrBody *body, const Name *name) {
    for (uint32_t i = 0; i < body->parameter_count; i++)
        if (body->registers.items[body->parameters[i]].name == name)
            return i + 1;
    return 0;
}

static LLVMMetadataRef describe(Emitter *emitter, const IrRegister *variable) {
    const char *name = variable->name->text;
    LLVMMetadataRef type = debug_type_of(emitter, variable->type);
    LLVMMetadataRef scope = emitter->function.subprogram;
    unsigned number = number_of_parameter(emitter->function.ir, variable->name);
    if (number != 0)
        return LLVMDIBuilderCreateParameterVariable(emitter->debug, scope, name, strlen(name),
                                                    number, emitter->debug_file, 0, type, 1,
                                                    LLVMDIFlagZero);
    return LLVMDIBuilderCreateAutoVariable(emitter->debug, scope, name, strlen(name),
                                           emitter->debug_file, 0, type, 1, LLVMDIFlagZero, 0);
}

// `offset` bytes from where `place` points to.
static void declare(Emitter *emitter, const IrRegister *variable, LLVMValueRef place,
                    uint64_t offset) {
    uint64_t steps[] = {OP_PLUS_UCONST, offset};
    compat_declare_variable(
        emitter->debug, place, describe(emitter, variable),
        LLVMDIBuilderCreateExpression(emitter->debug, steps, offset == 0 ? 0 : 2),
        LLVMDIBuilderCreateDebugLocation(emitter->context, emitter->function.first_line, 0,
                                         emitter->function.subprogram, NULL),
        emitter->function.entry);
}

void debug_declare_variables(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    for (uint32_t i = 0; shows_variables(emitter) && i < ir->registers.count; i++) {
        const IrRegister *variable = &ir->registers.items[i];
        if (!is_variable(variable) || !is_in_memory(emitter, i))
            continue;
        if (lives_in_frame(emitter, i))
            declare(emitter, variable, LLVMGetParam(emitter->function.value, 0),
                    offset_of_home(emitter, i));
        else
            declare(emitter, variable, place_of(emitter, i), 0);
    }
}

// --- Values --------------------------------------------------------------------------------------

static void clear(Emitter *emitter, LLVMTypeRef type, LLVMValueRef place) {
    LLVMBasicBlockRef current = LLVMGetInsertBlock(emitter->builder);
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.entry);
    LLVMBuildStore(emitter->builder, LLVMConstNull(type), place);
    LLVMPositionBuilderAtEnd(emitter->builder, current);
}

// All values of one variable are shown in one place, which is empty before there is one.
// (A parameter has one from the start: LLVM would mistake the order of the two.)
static LLVMValueRef place_to_show(Emitter *emitter, const IrRegister *variable, unsigned count) {
    // the same name may be that of values of several kinds
    const void *key = (const char *)variable->name + variable->type.kind;
    LLVMValueRef place = map_get(&emitter->function.shown, key);
    if (place != NULL)
        return place;
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i64, count);
    place = build_alloca(emitter, type, variable->name->text);
    map_put(emitter->arena, &emitter->function.shown, key, place);
    if (number_of_parameter(emitter->function.ir, variable->name) == 0)
        clear(emitter, type, place);
    declare(emitter, variable, place, 0);
    return place;
}

// The parts of a dual or a view, each of eight bytes, in the order of debug_type.c.
static uint64_t offset_of_part(unsigned part) { return 8 * (uint64_t)part; }

bool debug_shows(const Emitter *emitter, IrRegisterId reg) {
    return shows_variables(emitter) && !is_in_memory(emitter, reg) &&
           is_variable(&emitter->function.ir->registers.items[reg]);
}

void debug_show_value(Emitter *emitter, IrRegisterId reg, const LLVMValueRef *parts) {
    const IrRegister *variable = &emitter->function.ir->registers.items[reg];
    LLVMTypeRef types[MOST_PARTS] = {NULL};
    unsigned count = types_of_parts(emitter, reg, types);
    LLVMValueRef place = place_to_show(emitter, variable, count);
    for (unsigned i = 0; i < count; i++)
        LLVMBuildStore(emitter->builder, parts[i], build_offset(emitter, place, offset_of_part(i)));
}
