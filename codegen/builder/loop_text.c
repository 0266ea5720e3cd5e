// for over the characters of a str or the bytes of a bytes object, where the variable is a C
// integer.
//
// The text does not change, so length and place of its characters are read once before the loop,
// and no object is made of any.

#include "codegen/builder/internal.h"

typedef struct TextLoop {
    IrValue start, length;
    IrValue width;      // of a character of str, in bytes: I32
    IrRegisterId index; // I64
} TextLoop;

bool is_text_loop(const For *node) {
    const Type *target = node->target->type;
    if (target == NULL || target->kind != TYPE_INTEGER)
        return false;
    return type_is_builtin(node->iterable->type,
                           target->integer.is_unicode ? BUILTIN_STR : BUILTIN_BYTES);
}

static Value load_character(Builder *builder, const TextLoop *text, bool is_bytes) {
    if (is_bytes)
        return load_element(builder, text->start, ir_reg(text->index), builder->common->uchar);
    IrValue character =
        ADD_RUNTIME(builder, str_read, text->start, ir_reg(text->index), text->width);
    return value_of(character, builder->common->ucs4);
}

static TextLoop begin_text(Builder *builder, Node *iterable, bool is_bytes) {
    IrValue text = ADD_RUNTIME(builder, loop_text, build_object(builder, iterable));
    TextLoop loop = {.length = ADD_RUNTIME(builder, text_length, text),
                     .index = builder_new_ir_register(builder, IR_I64)};
    loop.start =
        is_bytes ? ADD_RUNTIME(builder, bytes_start, text) : ADD_RUNTIME(builder, str_start, text);
    if (!is_bytes)
        loop.width = ADD_RUNTIME(builder, str_width, text);
    add_copy(builder, loop.index, ir_int(IR_I64, 0));
    return loop;
}

static void advance_text(Builder *builder, void *context) {
    add_increment(builder, ((TextLoop *)context)->index);
}

void build_text_loop(Builder *builder, For *node) {
    bool is_bytes = type_is_builtin(node->iterable->type, BUILTIN_BYTES);
    TextLoop text = begin_text(builder, node->iterable, is_bytes);
    Loop loop = begin_loop(builder, "for");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    IrValue more = add_compare(builder, COMPARE_LESS, ir_reg(text.index), text.length, false);
    add_branch(builder, more, loop.body, loop.exhausted);
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, load_character(builder, &text, is_bytes));
    finish_loop(builder, &loop, &node->body, &node->orelse, advance_text, &text);
}
