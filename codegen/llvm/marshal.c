// The module's data: its constants as one tuple in the format of Python's marshal, and what is in
// the pools, which the runtime reads at import; docs, each with a NUL, which it reads when they
// are asked for. All Pythons read this subset of marshal: version 4 of the format. What a tuple
// contains is a constant as well, so that the two are one object: it refers to the one before it.

#include "codegen/llvm/internal.h"
#include <string.h>

#define DIGIT_BITS 15 // of marshal's long integers

typedef struct Writer {
    Arena *arena;
    const IrModule *module;
    ModuleData *data;
    // Of each constant: is it part of another one; its number among marshal's references.
    bool *is_part;
    uint32_t *references;
    uint32_t reference_count;
} Writer;

static void write_bytes(Writer *writer, const void *bytes, size_t length) {
    vector_append(writer->arena, &writer->data->bytes, bytes, length);
}

static void write_byte(Writer *writer, char byte) { write_bytes(writer, &byte, 1); }

static uint32_t number_of(const Writer *writer, const IrConstant *constant) {
    return (uint32_t)(constant - writer->module->constants.items);
}

// The byte that says what follows; of what others refer to it says that too.
static void write_code(Writer *writer, char code, const IrConstant *constant) {
    enum { IS_REFERRED_TO = 0x80 };
    uint32_t number = number_of(writer, constant);
    if (writer->is_part[number])
        writer->references[number] = writer->reference_count++;
    write_byte(writer, (char)(writer->is_part[number] ? code | IS_REFERRED_TO : code));
}

// Little-endian whatever the machine is.
static void write_number(Writer *writer, uint64_t number, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++)
        write_byte(writer, (char)(number >> (8 * i)));
}

static void write_double(Writer *writer, double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    write_number(writer, bits, 8);
}

static void write_text(Writer *writer, char code, const IrConstant *constant) {
    write_code(writer, code, constant);
    write_number(writer, constant->text.length, 4);
    write_bytes(writer, constant->text.bytes, constant->text.length);
}

// --- Integers ------------------------------------------------------------------------------------

// A magnitude in digits of 15 bits, least significant first.
typedef struct BigInteger {
    uint16_t *digits;
    uint32_t count;
} BigInteger;

// value = value * factor + addend
static void multiply_add(BigInteger *value, uint32_t factor, uint32_t addend) {
    uint64_t carry = addend;
    for (uint32_t i = 0; i < value->count; i++) {
        carry += (uint64_t)value->digits[i] * factor;
        value->digits[i] = (uint16_t)(carry & ((1U << DIGIT_BITS) - 1));
        carry >>= DIGIT_BITS;
    }
    for (; carry != 0; carry >>= DIGIT_BITS)
        value->digits[value->count++] = (uint16_t)(carry & ((1U << DIGIT_BITS) - 1));
}

static uint32_t digit_value(char digit) {
    if (digit >= '0' && digit <= '9')
        return (uint32_t)(digit - '0');
    return (uint32_t)((digit | 0x20) - 'a') + 10;
}

// Reads decimal digits, or hexadecimal ones after 0x.
static BigInteger read_digits(Arena *arena, const char *text, uint32_t length) {
    uint32_t base = 10;
    if (length > 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
        base = 16;
        text += 2;
        length -= 2;
    }
    // No digit of the text holds more than 4 bits.
    BigInteger value = {ARENA_ARRAY(arena, uint16_t, (length * 4 / DIGIT_BITS) + 4), 0};
    for (uint32_t i = 0; i < length; i++)
        multiply_add(&value, base, digit_value(text[i]));
    return value;
}

static void write_integer(Writer *writer, const IrConstant *constant) {
    Text text = constant->text;
    bool negative = text.length > 0 && text.bytes[0] == '-';
    BigInteger value =
        read_digits(writer->arena, text.bytes + negative, text.length - (negative ? 1 : 0));
    // 30 bits: always an int of marshal's 32
    if (value.count <= 2) {
        uint32_t low = value.count > 0 ? value.digits[0] : 0;
        uint32_t high = value.count > 1 ? value.digits[1] : 0;
        int64_t number = (int64_t)(high << DIGIT_BITS | low);
        write_code(writer, 'i', constant);
        write_number(writer, (uint64_t)(negative ? -number : number), 4);
        return;
    }
    int64_t count = negative ? -(int64_t)value.count : (int64_t)value.count;
    write_code(writer, 'l', constant);
    write_number(writer, (uint64_t)count, 4);
    for (uint32_t i = 0; i < value.count; i++)
        write_number(writer, value.digits[i], 2);
}

// --- Constants -----------------------------------------------------------------------------------

static char singleton_code(IrConstantKind kind) {
    switch ((unsigned)kind) {
    case IR_CONSTANT_NONE:
        return 'N';
    case IR_CONSTANT_TRUE:
        return 'T';
    case IR_CONSTANT_FALSE:
        return 'F';
    case IR_CONSTANT_ELLIPSIS:
        return '.';
    default:
        return 0;
    }
}

static void write_items(Writer *writer, char code, const IrConstant *constant) {
    write_code(writer, code, constant);
    write_number(writer, constant->item_count, 4);
    for (uint32_t i = 0; i < constant->item_count; i++) {
        uint32_t item = constant->items[i];
        char singleton = singleton_code(writer->module->constants.items[item].kind);
        zi_assert(item < number_of(writer, constant));
        write_byte(writer, singleton != 0 ? singleton : 'r');
        if (singleton == 0)
            write_number(writer, writer->references[item], 4);
    }
}

static void write_constant(Writer *writer, const IrConstant *constant) {
    switch (constant->kind) {
    case IR_CONSTANT_INT:
        write_integer(writer, constant);
        break;
    case IR_CONSTANT_FLOAT:
        write_code(writer, 'g', constant);
        write_double(writer, constant->real);
        break;
    case IR_CONSTANT_COMPLEX:
        write_code(writer, 'y', constant);
        write_double(writer, constant->real);
        write_double(writer, constant->imaginary);
        break;
    case IR_CONSTANT_STR:
        write_text(writer, 'u', constant);
        break;
    case IR_CONSTANT_NAME:
        write_text(writer, 't', constant);
        break;
    case IR_CONSTANT_BYTES:
        write_text(writer, 's', constant);
        break;
    case IR_CONSTANT_TUPLE:
        write_items(writer, '(', constant);
        break;
    case IR_CONSTANT_FROZENSET:
        write_items(writer, '>', constant);
        break;
    case IR_CONSTANT_NONE:
    case IR_CONSTANT_TRUE:
    case IR_CONSTANT_FALSE:
    case IR_CONSTANT_ELLIPSIS:
        write_byte(writer, singleton_code(constant->kind));
        break;
    }
}

static void find_parts(Writer *writer) {
    uint32_t count = writer->module->constants.count;
    writer->is_part = ARENA_ARRAY(writer->arena, bool, count + 1);
    writer->references = ARENA_ARRAY(writer->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const IrConstant *constant = &writer->module->constants.items[i];
        for (uint32_t j = 0; j < constant->item_count; j++)
            writer->is_part[constant->items[j]] = true;
    }
}

// --- The data ------------------------------------------------------------------------------------

// Each item as a number, 7 bits a byte: that of its constant twice, 1 more of a cache.
static void write_pools(Writer *writer, const ModulePlan *plan, const GroupResult *groups) {
    for (uint32_t i = 0; i < plan->groups.count; i++)
        for (uint32_t j = 0; j < groups[i].pool.count; j++) {
            const PoolItem *item = &groups[i].pool.items[j];
            uint64_t number = (uint64_t)item->constant << 1 | item->is_cache;
            for (; number >= 0x80; number >>= 7)
                write_byte(writer, (char)(number | 0x80));
            write_byte(writer, (char)number);
        }
}

void write_import_data(Emitter *emitter, const GroupResult *groups) {
    const IrModule *module = emitter->module;
    Writer writer = {.arena = emitter->arena, .module = module, .data = &emitter->data};
    zi_assert(writer.data->bytes.count == 0);
    find_parts(&writer);
    write_byte(&writer, '(');
    write_number(&writer, module->constants.count, 4);
    for (uint32_t i = 0; i < module->constants.count; i++)
        write_constant(&writer, &module->constants.items[i]);
    writer.data->constants_length = writer.data->bytes.count;
    write_pools(&writer, emitter->input->plan, groups);
    writer.data->import_length = writer.data->bytes.count;
}

uint32_t add_doc(Emitter *emitter, const char *doc) {
    Writer writer = {.arena = emitter->arena, .module = emitter->module, .data = &emitter->data};
    zi_assert(writer.data->bytes.count > 0);
    if (doc == NULL)
        return 0;
    uint32_t offset = writer.data->bytes.count;
    write_bytes(&writer, doc, strlen(doc) + 1);
    return offset;
}
