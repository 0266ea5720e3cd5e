// What emission makes of a group, as bytes in the cache. Nothing in them has to do with the rest of
// the module: constants are told by what they are.

#include "codegen/llvm/internal.h"
#include "support/hash.h"
#include <string.h>

// --- Writing -------------------------------------------------------------------------------------

typedef struct Writer {
    Arena *arena;
    const IrModule *module;
    VECTOR(char) bytes;
} Writer;

static void put_bytes(Writer *writer, const void *bytes, size_t length) {
    vector_append(writer->arena, &writer->bytes, bytes, length);
}

static void put_number(Writer *writer, uint64_t number) {
    put_bytes(writer, &number, sizeof number);
}

static void put_text(Writer *writer, const char *text, size_t length) {
    put_number(writer, length);
    put_bytes(writer, text, length);
}

static void put_constant(Writer *writer, uint32_t number) {
    const IrConstant *constant = &writer->module->constants.items[number];
    put_number(writer, (uint64_t)constant->kind);
    put_number(writer, constant->text.bytes != NULL);
    put_text(writer, constant->text.bytes, constant->text.length);
    put_bytes(writer, &constant->real, sizeof(double));
    put_bytes(writer, &constant->imaginary, sizeof(double));
    put_number(writer, constant->item_count);
    for (uint32_t i = 0; i < constant->item_count; i++)
        put_constant(writer, constant->items[i]);
}

// What a generator's frame shows.
static void put_shown(Writer *writer, const FrameSize *frame) {
    put_number(writer, frame->variables.count);
    for (uint32_t i = 0; i < frame->variables.count; i++) {
        const IrFrameVariable *variable = &frame->variables.items[i];
        put_text(writer, variable->name->text, strlen(variable->name->text));
        put_number(writer, variable->object);
        put_number(writer, variable->value);
        put_number(writer, variable->at_start);
        put_number(writer, variable->is_cell);
    }
    put_number(writer, frame->lines.count);
    for (uint32_t i = 0; i < frame->lines.count; i++)
        put_number(writer, frame->lines.items[i]);
}

StoredBytes store_description(Arena *arena, const IrModule *module, const GroupResult *result) {
    Writer writer = {.arena = arena, .module = module};
    put_number(&writer, result->pool.count);
    for (uint32_t i = 0; i < result->pool.count; i++) {
        put_number(&writer, result->pool.items[i].is_cache);
        put_constant(&writer, result->pool.items[i].constant);
    }
    put_number(&writer, result->frames.count);
    for (uint32_t i = 0; i < result->frames.count; i++) {
        const FrameSize *frame = &result->frames.items[i];
        put_text(&writer, frame->callable, strlen(frame->callable));
        put_text(&writer, frame->resume, strlen(frame->resume));
        put_number(&writer, frame->object_slots);
        put_number(&writer, frame->value_slots);
        put_shown(&writer, frame);
    }
    put_number(&writer, result->has_levels);
    return (StoredBytes){writer.bytes.items, writer.bytes.count};
}

StoredBytes store_result(Arena *arena, StoredBytes description, const GroupResult *result) {
    Writer writer = {.arena = arena};
    put_bytes(&writer, description.items, description.count);
    put_text(&writer, result->bytes, result->length);
    return (StoredBytes){writer.bytes.items, writer.bytes.count};
}

// --- Reading -------------------------------------------------------------------------------------

// The cache has checked that the bytes are those that were written.
typedef struct Reader {
    Arena *arena;
    IrModule *module;
    const char *at;
} Reader;

static uint64_t take_number(Reader *reader) {
    uint64_t number = load_word(reader->at);
    reader->at += sizeof number;
    return number;
}

static double take_real(Reader *reader) {
    double value;
    memcpy(&value, reader->at, sizeof value);
    reader->at += sizeof value;
    return value;
}

static char *take_text(Reader *reader, uint64_t *length) {
    *length = take_number(reader);
    char *text = arena_copy_bytes(reader->arena, reader->at, *length);
    reader->at += *length;
    return text;
}

// Finds the constant among the module's, or adds it: a pass has made it.
static uint32_t take_constant(Reader *reader) {
    IrConstant constant = {.kind = (IrConstantKind)take_number(reader)};
    bool has_text = take_number(reader) != 0;
    uint64_t length;
    const char *text = take_text(reader, &length);
    if (has_text)
        constant.text = (Text){text, (uint32_t)length};
    constant.real = take_real(reader);
    constant.imaginary = take_real(reader);
    constant.item_count = (uint32_t)take_number(reader);
    if (constant.item_count > 0)
        constant.items = ARENA_ARRAY(reader->arena, uint32_t, constant.item_count);
    for (uint32_t i = 0; i < constant.item_count; i++)
        constant.items[i] = take_constant(reader);
    return ir_constant_add(reader->module, &constant);
}

static void take_shown(Reader *reader, FrameSize *frame) {
    uint64_t length;
    for (uint64_t count = take_number(reader); count > 0; count--) {
        IrFrameVariable variable = {0};
        const char *text = take_text(reader, &length);
        variable.name = name_intern(reader->module->compilation->names, text, length);
        variable.object = (uint32_t)take_number(reader);
        variable.value = (uint32_t)take_number(reader);
        variable.at_start = take_number(reader) != 0;
        variable.is_cell = take_number(reader) != 0;
        vector_push(reader->arena, &frame->variables, variable);
    }
    for (uint64_t count = take_number(reader); count > 0; count--)
        vector_push(reader->arena, &frame->lines, (uint32_t)take_number(reader));
}

void load_result(Arena *arena, IrModule *module, const char *bytes, GroupResult *result) {
    Reader reader = {arena, module, bytes};
    uint64_t length;
    for (uint64_t count = take_number(&reader); count > 0; count--) {
        PoolItem item = {.is_cache = take_number(&reader) != 0};
        item.constant = take_constant(&reader);
        vector_push(arena, &result->pool, item);
    }
    for (uint64_t count = take_number(&reader); count > 0; count--) {
        FrameSize frame = {.callable = take_text(&reader, &length)};
        frame.resume = take_text(&reader, &length);
        frame.object_slots = take_number(&reader);
        frame.value_slots = take_number(&reader);
        take_shown(&reader, &frame);
        vector_push(arena, &result->frames, frame);
    }
    result->has_levels = take_number(&reader) != 0;
    result->bytes = take_text(&reader, &length);
    result->length = length;
    result->is_good = true;
}
