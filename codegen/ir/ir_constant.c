// Constants of a module: each is stored once.
//
// Equal means equal to Python's eye in kind and in bits: 0.0 and -0.0, 1 and True, 'a' and the
// interned 'a' stay apart.

#include "codegen/ir/ir.h"
#include "support/hash.h"
#include <string.h>

static bool text_equals(Text left, Text right) {
    return left.length == right.length &&
           (left.length == 0 || memcmp(left.bytes, right.bytes, left.length) == 0);
}

// The bits tell -0.0 from 0.0, and a NaN from another.
static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static bool constant_equals(const IrConstant *left, const IrConstant *right) {
    return left->kind == right->kind && text_equals(left->text, right->text) &&
           bits_of(left->real) == bits_of(right->real) &&
           bits_of(left->imaginary) == bits_of(right->imaginary) &&
           left->item_count == right->item_count &&
           (left->item_count == 0 ||
            memcmp(left->items, right->items, left->item_count * sizeof(uint32_t)) == 0);
}

// Copies what the constant points to into the module's arena.
static IrConstant constant_copy(Arena *arena, const IrConstant *constant) {
    IrConstant copy = *constant;
    if (constant->text.bytes != NULL)
        copy.text.bytes = arena_copy_bytes(arena, constant->text.bytes, constant->text.length);
    if (constant->item_count > 0) {
        size_t size = constant->item_count * sizeof(uint32_t);
        copy.items = arena_allocate(arena, size);
        memcpy(copy.items, constant->items, size);
    }
    return copy;
}

// Never 0, the one address that a map cannot tell from "no key".
static uint64_t constant_hash(const IrConstant *constant) {
    uint64_t hash = hash_bytes(&constant->kind, sizeof constant->kind, HASH_SEED);
    hash = hash_bytes(constant->text.bytes, constant->text.length, hash);
    hash = hash_bytes(&constant->real, sizeof(double), hash);
    hash = hash_bytes(&constant->imaginary, sizeof(double), hash);
    hash = hash_bytes(constant->items, constant->item_count * sizeof(uint32_t), hash);
    return hash | 1;
}

uint32_t ir_constant_add(IrModule *module, const IrConstant *constant) {
    // The map's keys are hashes; different constants with one hash stand at the next free numbers.
    for (uint64_t hash = constant_hash(constant);; hash += 2) {
        const void *key = (const void *)(uintptr_t)hash;
        uint64_t number;
        if (!number_map_get(&module->constant_numbers, key, &number)) {
            zi_assert(!module->state.is_complete);
            vector_push(module->arena, &module->constants, constant_copy(module->arena, constant));
            number = module->constants.count - 1;
            number_map_put(module->arena, &module->constant_numbers, key, number);
            return (uint32_t)number;
        }
        if (constant_equals(&module->constants.items[number], constant))
            return (uint32_t)number;
    }
}

uint32_t ir_constant_name(IrModule *module, const Name *name) {
    IrConstant constant = {.kind = IR_CONSTANT_NAME, .text = {name->text, name->length}};
    return ir_constant_add(module, &constant);
}

const Name *ir_name_of_constant(NameTable *names, const IrModule *module, uint32_t constant) {
    Text text = module->constants.items[constant].text;
    return name_intern(names, text.bytes, text.length);
}

void ir_constant_index(IrModule *module) {
    module->constant_numbers = (NumberMap){0};
    for (uint32_t i = 0; i < module->constants.count; i++) {
        uint64_t hash = constant_hash(&module->constants.items[i]), number;
        while (number_map_get(&module->constant_numbers, (const void *)(uintptr_t)hash, &number))
            hash += 2;
        number_map_put(module->arena, &module->constant_numbers, (const void *)(uintptr_t)hash, i);
    }
}
