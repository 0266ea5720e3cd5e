// Prints an AST: a node a line, children indented below it.
//
//     Assign 1:1-1:6
//       targets: NameExpression 1:1-1:2 name=x
//       value: IntLiteral 1:5-1:6 digits="5"
//
// A line says the field that holds the node, its kind, its place (line:column, columns in
// characters, the end after the last one) and the fields that are no nodes; flags that are off,
// absent names and texts and enums at their default are left out.

#include "frontend/frontend.h"
#include "frontend/node_fields.h"
#include "support/utf8.h"
#include <string.h>

typedef struct Dumper {
    const SourceTable *sources;
    FILE *stream;
} Dumper;

// Prints bytes between quotes so that the output is one line of UTF-8; beyond ASCII, characters
// stand as they are if `is_text`.
static void dump_text(FILE *stream, const Text *text, bool is_text) {
    const char *end = text->bytes + text->length;
    fputc('"', stream);
    for (const char *place = text->bytes; place < end; place++) {
        unsigned char byte = (unsigned char)*place;
        uint32_t character;
        size_t length = is_text ? utf8_decode(place, end, &character) : 0;
        if (byte == '"' || byte == '\\') {
            fprintf(stream, "\\%c", byte);
        } else if (byte == '\n') {
            fputs("\\n", stream);
        } else if (length > 1) {
            fprintf(stream, "%.*s", (int)length, place);
            place += length - 1;
        } else if (byte < 0x20 || byte >= 0x7f) {
            fprintf(stream, "\\x%02x", byte);
        } else {
            fputc(byte, stream);
        }
    }
    fputc('"', stream);
}

static bool node_text_is_utf8(const Node *node) {
    return node->kind != NODE_StringLiteral || ((const StringLiteral *)node)->kind == STRING_STR;
}

// Is it the value that an enum has where nothing was written?
static bool is_unwritten(const char *text) {
    static const char *const unwritten[] = {"", "default", "private", "warn"};
    for (size_t i = 0; i < sizeof unwritten / sizeof *unwritten; i++) {
        if (strcmp(text, unwritten[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void dump_enum(FILE *stream, const NodeField *field, const char *text) {
    if (!is_unwritten(text)) {
        fprintf(stream, " %s=%s", field->name, text);
    }
}

// Prints ` name=value` for a field that is no node and not at its default.
static void dump_value(FILE *stream, Node *node, const NodeField *field) {
    switch (field->kind) {
    case FIELD_NAME: {
        const Name *name = NODE_FIELD(const Name *, node, field);
        if (name != NULL) {
            fprintf(stream, " %s=%s", field->name, name->text);
        }
        break;
    }
    case FIELD_TEXT: {
        const Text *text = &NODE_FIELD(Text, node, field);
        if (text->bytes != NULL) {
            fprintf(stream, " %s=", field->name);
            dump_text(stream, text, node_text_is_utf8(node));
        }
        break;
    }
    case FIELD_FLAG:
        if (NODE_FIELD(bool, node, field)) {
            fprintf(stream, " %s", field->name);
        }
        break;
    case FIELD_NUMBER:
        if (NODE_FIELD(uint32_t, node, field) != 0) {
            fprintf(stream, " %s=%u", field->name, NODE_FIELD(uint32_t, node, field));
        }
        break;
    case FIELD_REAL:
        fprintf(stream, " %s=%.17g", field->name, NODE_FIELD(double, node, field));
        break;
    case FIELD_ENUM:
        dump_enum(stream, field, field->texts[NODE_FIELD(uint32_t, node, field)]);
        break;
    case FIELD_CHILD:
    case FIELD_OPTIONAL:
    case FIELD_CHILDREN:
    case FIELD_SPAN:
        break;
    }
}

static void dump_node(const Dumper *dumper, const char *label, Node *node, int indent);

static void dump_children(const Dumper *dumper, Node *node, const NodeField *field, int indent) {
    if (field->kind == FIELD_CHILD || field->kind == FIELD_OPTIONAL) {
        Node *child = NODE_FIELD(Node *, node, field);
        if (child != NULL) {
            dump_node(dumper, field->name, child, indent);
        }
    } else if (field->kind == FIELD_CHILDREN) {
        NodeList list = NODE_FIELD(NodeList, node, field);
        for (uint32_t i = 0; i < list.count; i++) {
            dump_node(dumper, field->name, list.items[i], indent);
        }
    }
}

static void dump_node(const Dumper *dumper, const char *label, Node *node, int indent) {
    const NodeLayout *layout = node_layout(node->kind);
    Position start = source_position(dumper->sources, node->span.start);
    Position end = source_position(dumper->sources, node->span.end);
    fprintf(dumper->stream, "%*s", indent, "");
    if (label != NULL) {
        fprintf(dumper->stream, "%s: ", label);
    }
    fprintf(dumper->stream, "%s %u:%u-%u:%u", layout->name, start.line, start.column, end.line,
            end.column);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        dump_value(dumper->stream, node, &layout->fields[i]);
    }
    fputc('\n', dumper->stream);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        dump_children(dumper, node, &layout->fields[i], indent + 2);
    }
}

void dump_ast(const Compilation *compilation, const Module *module, FILE *stream) {
    Dumper dumper = {compilation->sources, stream};
    dump_node(&dumper, NULL, (Node *)module, 0);
}
