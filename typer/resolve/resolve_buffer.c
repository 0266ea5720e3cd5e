// Buffers in brackets: `object[int, ndim=2]`, `np.ndarray[double, mode="c"]`. A variable that is
// declared so holds an object, and what it reads and writes by as many C integers as there are
// dimensions lies in the object's buffer.
//
// Takes: the arguments in brackets. Gives: a BUFFER, whose view is the memoryview that has the same
// items and lies in memory as the mode says. What may be an item is what a memoryview can have.

#include "support/suggest.h"
#include "typer/internal.h"
#include <string.h>

typedef enum BufferOption {
    OPTION_DTYPE,
    OPTION_NDIM,
    OPTION_MODE,
    OPTION_NEGATIVE_INDICES,
    OPTION_CAST,
    OPTION_COUNT
} BufferOption;

static const char *const option_names[OPTION_COUNT] = {[OPTION_DTYPE] = "dtype",
                                                       [OPTION_NDIM] = "ndim",
                                                       [OPTION_MODE] = "mode",
                                                       [OPTION_NEGATIVE_INDICES] =
                                                           "negative_indices",
                                                       [OPTION_CAST] = "cast"};

// What each option is given as; NULL: nobody says.
typedef struct BufferOptions {
    Node *values[OPTION_COUNT];
} BufferOptions;

// --- Reading -------------------------------------------------------------------------------------
static BufferOption find_option(const char *name) {
    BufferOption option = 0;
    while (option < OPTION_COUNT && strcmp(option_names[option], name) != 0)
        option++;
    return option;
}

static void report_unknown(Typer *typer, const Keyword *keyword, const char *owner) {
    Suggestion suggestion = suggestion_start(keyword->name->text);
    for (BufferOption option = 0; option < OPTION_COUNT; option++)
        suggestion_offer(&suggestion, option_names[option]);
    Diagnostic *message = report(typer, DIAG_E0410, keyword->node.span, owner, keyword->name->text);
    if (message != NULL && suggestion.best != NULL)
        diag_add_help(message, "did you mean '%s'?", suggestion.best);
}

// The type of the items is the only argument without a name.
static bool read_argument(Typer *typer, BufferOptions *options, Node *argument, const char *owner) {
    const Keyword *keyword = node_is(argument, NODE_Keyword) ? (const Keyword *)argument : NULL;
    bool is_first = options->values[OPTION_DTYPE] == NULL;
    if (keyword == NULL && !is_first) {
        report(typer, DIAG_E0582, argument->span);
        return false;
    }
    BufferOption option = keyword == NULL ? OPTION_DTYPE : find_option(keyword->name->text);
    if (option == OPTION_COUNT) {
        report_unknown(typer, keyword, owner);
        return false;
    }
    if (options->values[option] != NULL) {
        report(typer, DIAG_E0583, argument->span, option_names[option]);
        return false;
    }
    options->values[option] = keyword == NULL ? argument : keyword->value;
    return true;
}

// What a class says of its buffers stands for what a declaration leaves out.
static void add_defaults(BufferOptions *options, const Type *object) {
    const DictExpression *defaults =
        object->kind == TYPE_EXTENSION ? object->class_symbol->buffer_defaults : NULL;
    for (uint32_t i = 0; defaults != NULL && i < defaults->items.count; i++) {
        const DictItem *item = NODE_AS(DictItem, defaults->items.items[i]);
        if (!node_is(item->key, NODE_StringLiteral))
            continue;
        const Text *key = &((const StringLiteral *)item->key)->value;
        for (BufferOption option = 0; option < OPTION_COUNT; option++)
            if (options->values[option] == NULL && key->length == strlen(option_names[option]) &&
                memcmp(key->bytes, option_names[option], key->length) == 0)
                options->values[option] = item->value;
    }
}

// --- Values of options ---------------------------------------------------------------------------
static void report_value(Typer *typer, const BufferOptions *options, BufferOption option,
                         const char *values) {
    report(typer, DIAG_E0580, options->values[option]->span, option_names[option], values);
}

static bool read_truth(Typer *typer, const BufferOptions *options, BufferOption option,
                       bool if_missing) {
    const Node *value = options->values[option];
    if (value == NULL)
        return if_missing;
    if (node_is(value, NODE_BoolLiteral))
        return ((const BoolLiteral *)value)->value;
    report_value(typer, options, option, "True or False");
    return if_missing;
}

static uint8_t read_dimensions(Typer *typer, const BufferOptions *options) {
    int64_t dimensions = 1;
    const Node *value = options->values[OPTION_NDIM];
    bool is_valid = value == NULL || (constant_integer(typer, value, &dimensions) &&
                                      dimensions > 0 && dimensions <= MEMORYVIEW_MAX_DIMENSIONS);
    if (is_valid)
        return (uint8_t)dimensions;
    report_value(typer, options, OPTION_NDIM,
                 arena_format(typer->arena, "a number from 1 to %d", MEMORYVIEW_MAX_DIMENSIONS));
    return 1;
}

// How the memory lies in which the items are, as the axes of a memoryview say it.
typedef struct BufferMode {
    const char *name;
    AxisAccess access;
    // the last axis, or the first one, is contiguous
    bool is_c, is_fortran;
} BufferMode;

static const BufferMode *read_mode(Typer *typer, const BufferOptions *options) {
    static const BufferMode modes[] = {{"full", AXIS_GENERIC, false, false},
                                       {"strided", AXIS_DIRECT, false, false},
                                       {"c", AXIS_DIRECT, true, false},
                                       {"fortran", AXIS_DIRECT, false, true}};
    const Node *value = options->values[OPTION_MODE];
    if (value == NULL)
        return &modes[0];
    ConstantValue text = evaluate_constant(typer, value);
    for (size_t i = 0; text.kind == CONSTANT_TEXT && i < sizeof modes / sizeof *modes; i++)
        if (strlen(modes[i].name) == text.text.length &&
            memcmp(modes[i].name, text.text.bytes, text.text.length) == 0)
            return &modes[i];
    report_value(typer, options, OPTION_MODE, "\"c\", \"fortran\", \"strided\" or \"full\"");
    return &modes[0];
}

static const Type *make_view(Typer *typer, const Type *item, uint8_t dimensions,
                             const BufferMode *mode, Span span) {
    Type view = {.kind = TYPE_MEMORYVIEW};
    view.memoryview.dimensions = dimensions;
    for (uint8_t i = 0; i < dimensions; i++) {
        bool is_contiguous = (mode->is_c && i == dimensions - 1) || (mode->is_fortran && i == 0);
        view.memoryview.packing[i] = is_contiguous ? AXIS_CONTIGUOUS : AXIS_STRIDED;
        view.memoryview.access[i] = (uint8_t)mode->access;
    }
    return make_memoryview(typer, item, &view, span);
}

// --- The type ------------------------------------------------------------------------------------
static const Type *resolve_item(Typer *typer, const BufferOptions *options, Span span) {
    Node *written = options->values[OPTION_DTYPE];
    if (written == NULL) {
        report(typer, DIAG_E0581, span);
        return typer->common->error;
    }
    const Type *item = node_is(written, NODE_CType) ? resolve_c_type(typer, (CType *)written)
                                                    : resolve_written_type(typer, written);
    if (item == NULL) {
        report(typer, DIAG_E0581, written->span);
        return typer->common->error;
    }
    // Nobody has looked at the class of what is in the memory.
    if (item->kind == TYPE_EXTENSION) {
        report(typer, DIAG_E0514, written->span, item->text);
        return typer->common->error;
    }
    return item;
}

const Type *resolve_buffer(Typer *typer, const Type *object, const NodeList *arguments, Span span) {
    BufferOptions options = {0};
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!read_argument(typer, &options, arguments->items[i], object->text))
            return typer->common->error;
    add_defaults(&options, object);
    const Type *item = resolve_item(typer, &options, span);
    if (type_is_error(item))
        return item;
    Type buffer = {.kind = TYPE_BUFFER};
    buffer.buffer.object = object;
    const BufferMode *mode = read_mode(typer, &options);
    buffer.buffer.view = make_view(typer, item, read_dimensions(typer, &options), mode, span);
    buffer.buffer.is_fortran = mode->is_fortran;
    const Symbol *named = typedef_of_item(typer, options.values[OPTION_DTYPE]);
    if (named != NULL)
        buffer.buffer.item_name = named->name;
    buffer.buffer.is_cast = read_truth(typer, &options, OPTION_CAST, false);
    buffer.buffer.has_no_negative = !read_truth(typer, &options, OPTION_NEGATIVE_INDICES, true);
    return type_is_error(buffer.buffer.view) ? buffer.buffer.view
                                             : type_buffer(typer->types, &buffer);
}

// --- Variables -----------------------------------------------------------------------------------
void declare_view(Typer *typer, Symbol *variable, const Type *declared) {
    variable->type = type_without_buffer(declared);
    if (declared->kind != TYPE_BUFFER)
        return;
    Symbol *view = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, variable->name, variable->span);
    view->scope = variable->scope;
    view->type = declared->buffer.view;
    view->is_declared = true;
    view->buffer = declared;
    view->viewed = variable;
    variable->view = view;
}

const Type *resolve_plain_type(Typer *typer, Node *base) {
    const Type *type = resolve_variable_type(typer, base);
    Diagnostic *message = type->kind != TYPE_BUFFER
                              ? NULL
                              : report(typer, DIAG_E0525, base->span, "a buffer in brackets",
                                       "but for a variable or an argument of a function");
    if (message != NULL)
        diag_add_help(message, "a memoryview may stand here, such as `int[:]`");
    return type_without_buffer(type);
}

// --- Elements ------------------------------------------------------------------------------------
// Which C integers an index is made of: as many as the buffer has dimensions.
static bool has_c_indices(Typer *typer, Subscript *node, const Type *view) {
    NodeList single;
    NodeList *indices = index_elements(&node->index, &single);
    if (indices->count != view->memoryview.dimensions)
        return false;
    bool are_integers = true;
    for (uint32_t i = 0; i < indices->count; i++)
        are_integers = type_is_integral(check_value(typer, &indices->items[i])) && are_integers;
    return are_integers;
}

void check_buffer_element(Typer *typer, Subscript *node) {
    NameExpression *name = (NameExpression *)node->value;
    if (!node_is(&name->node, NODE_NameExpression) || name->symbol == NULL)
        return;
    // From a check before, by other types of the indices.
    if (name->symbol->viewed != NULL)
        name->symbol = name->symbol->viewed;
    Symbol *view = name->symbol->view;
    if (view == NULL || !has_c_indices(typer, node, view->type))
        return;
    name->symbol = view;
    view->is_written |= typer->assigned == &node->node;
}
