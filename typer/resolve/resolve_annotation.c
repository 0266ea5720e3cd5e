// Types written as expressions: annotations, `cython.double[:]`, the arguments of cython.cast and
// cython.declare.
//
// Gives NULL for what is no type that Zilant knows: in Python anything may be an annotation.

#include "typer/internal.h"
#include <string.h>

bool annotations_are_types(const Typer *typer) {
    return typer->place.directives.annotation_typing && !typer->module->is_pure_python;
}

static const Type *type_of_found(Typer *typer, Symbol *symbol) {
    if (symbol == NULL)
        return NULL;
    return type_of_symbol_as_type(typer, symbol);
}

// `a.b.c` through cimported modules and cython.
Symbol *find_expression_symbol(Typer *typer, const Node *expression) {
    if (node_is(expression, NODE_NameExpression)) {
        return scope_look_up(typer->place.scope, ((const NameExpression *)expression)->name);
    }
    if (!node_is(expression, NODE_Attribute))
        return NULL;
    const Attribute *attribute = (const Attribute *)expression;
    Symbol *owner = find_expression_symbol(typer, attribute->value);
    if (owner == NULL || owner->kind != SYMBOL_MODULE)
        return NULL;
    return scope_find(((ModuleSymbol *)owner)->scope, attribute->name);
}

static bool is_slice_list(const Node *index) {
    if (node_is(index, NODE_Slice))
        return true;
    if (!node_is(index, NODE_TupleExpression))
        return false;
    const TupleExpression *tuple = (const TupleExpression *)index;
    for (uint32_t i = 0; i < tuple->elements.count; i++) {
        if (!node_is(tuple->elements.items[i], NODE_Slice))
            return false;
    }
    return tuple->elements.count > 0;
}

static NodeList index_list(Typer *typer, Node *index) {
    if (node_is(index, NODE_TupleExpression))
        return ((TupleExpression *)index)->elements;
    NodeList list = {ARENA_ARRAY(typer->arena, Node *, 1), 1};
    list.items[0] = index;
    return list;
}

// cython.pointer[T], cython.const[T]
static const Type *resolve_cython_generic(Typer *typer, CythonName name, const Node *argument) {
    const Type *type = resolve_type_expression(typer, argument);
    if (type == NULL)
        return NULL;
    if (name == CYTHON_POINTER)
        return type_pointer(typer->types, type);
    if (name == CYTHON_CONST)
        return type_const(typer->types, type);
    if (name == CYTHON_VOLATILE)
        return type_volatile(typer->types, type);
    return name == CYTHON_RESTRICT ? type : NULL;
}

// Does Python 3 know the name? `long`, which Cython's files may still use, is a word of C's.
static bool is_word_of_c(Typer *typer, const Symbol *found, const Name *name) {
    return found != NULL && found->kind == SYMBOL_BUILTIN && found->name != name &&
           type_integer_words(typer->types, name, SIGNEDNESS_DEFAULT, false, 0) != NULL;
}

// Python's own names mean Python's types, but a float may be a C double: nothing is lost. A bool is
// a truth value in C, as in Cython, whatever object it is asked of.
static const Type *type_of_python_name(Typer *typer, const Node *annotation) {
    if (!node_is(annotation, NODE_NameExpression))
        return NULL;
    const Name *name = ((const NameExpression *)annotation)->name;
    Symbol *symbol = scope_look_up(typer->place.scope, name);
    if (symbol == NULL || symbol->kind != SYMBOL_BUILTIN || is_word_of_c(typer, symbol, name))
        return NULL;
    const Type *type = builtin_type_of_name(typer, symbol->name);
    if (type == NULL)
        return NULL;
    return type_is_builtin(type, BUILTIN_FLOAT)  ? typer->common->double_
           : type_is_builtin(type, BUILTIN_BOOL) ? typer->common->bint
                                                 : declared_type(typer, type);
}

// `int` is C's where C types are asked for, as in @cython.locals(a=(int, int)).
static const Type *resolve_c_word(Typer *typer, const Node *node) {
    if (!node_is(node, NODE_NameExpression) || typer->module->is_pure_python)
        return NULL;
    return type_integer_words(typer->types, ((const NameExpression *)node)->name,
                              SIGNEDNESS_DEFAULT, false, 0);
}

// A C tuple of the types, or NULL: one of them is none, or no C type.
static const Type *resolve_tuple_items(Typer *typer, const NodeList *elements, bool has_c_words) {
    const Type **items = ARENA_ARRAY(typer->arena, const Type *, elements->count + 1);
    for (uint32_t i = 0; i < elements->count; i++) {
        const Type *word = has_c_words ? resolve_c_word(typer, elements->items[i]) : NULL;
        items[i] = word != NULL ? word : resolve_type_expression(typer, elements->items[i]);
        if (items[i] == NULL || type_is_object(items[i]))
            return NULL;
    }
    return type_ctuple(typer->types, items, elements->count);
}

const Type *resolve_container(Typer *typer, const Type *container, const TypeList *content,
                              bool is_uniform, Span span) {
    bool is_c = type_is_builtin(container, BUILTIN_TUPLE) && !is_uniform && content->count > 0;
    for (uint32_t i = 0; i < content->count; i++)
        is_c = is_c && !type_is_object(content->items[i]);
    if (is_c)
        return type_ctuple(typer->types, content->items, content->count);
    if (container_takes(container, content->count, is_uniform))
        return type_container(typer->types, container->builtin, content, is_uniform);
    report(typer, DIAG_W0124, span, container->text);
    return container;
}

// `list[str]`, `tuple[cython.int, cython.double]`: the content counts only if all of it is types.
static const Type *resolve_content(Typer *typer, const Type *container, const Subscript *node) {
    NodeList elements = index_list(typer, node->index);
    const Type **items = ARENA_ARRAY(typer->arena, const Type *, elements.count + 1);
    bool is_uniform =
        elements.count > 1 && node_is(elements.items[elements.count - 1], NODE_EllipsisLiteral);
    TypeList content = {items, elements.count - is_uniform};
    for (uint32_t i = 0; i < content.count; i++) {
        const Type *type = type_of_python_name(typer, elements.items[i]);
        items[i] = type != NULL ? type : resolve_type_expression(typer, elements.items[i]);
        if (items[i] == NULL || !becomes_object(typer, items[i]))
            return container;
    }
    return resolve_container(typer, container, &content, is_uniform, node->node.span);
}

static const Type *resolve_subscript(Typer *typer, const Subscript *node) {
    Symbol *symbol = find_expression_symbol(typer, node->value);
    if (symbol != NULL && symbol->kind == SYMBOL_CYTHON) {
        return resolve_cython_generic(typer, (CythonName)symbol->constant, node->index);
    }
    const Type *base = resolve_type_expression(typer, node->value);
    if (base == NULL)
        return NULL;
    if (is_slice_list(node->index)) {
        NodeList axes = index_list(typer, node->index);
        return resolve_memoryview(typer, base, &axes, node->node.span);
    }
    int64_t length;
    if (!type_is_object(base) && constant_integer(typer, node->index, &length) && length > 0) {
        return type_array(typer->types, base, (uint64_t)length);
    }
    if (base->kind == TYPE_BUILTIN && !typer->module->is_pure_python)
        return resolve_content(typer, base, node);
    return type_is_object(base) ? base : NULL;
}

// cython.typeof(x) where a type is asked for: what x is declared as.
static const Type *resolve_typeof(Typer *typer, const Node *variable) {
    const Symbol *symbol = find_expression_symbol(typer, variable);
    bool is_variable =
        symbol != NULL && (symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_C_GLOBAL);
    return is_variable && symbol->is_declared ? symbol->type : NULL;
}

// cython.pointer(T), cython.array(T, n)
static const Type *resolve_call(Typer *typer, const Call *node) {
    Symbol *symbol = find_cython_symbol(typer, node->function);
    if (symbol == NULL || symbol->kind != SYMBOL_CYTHON || node->arguments.count == 0)
        return NULL;
    if (symbol->constant == CYTHON_ARRAY && node->arguments.count == 2) {
        const Type *element = resolve_type_expression(typer, node->arguments.items[0]);
        int64_t length;
        bool is_known =
            element != NULL && constant_integer(typer, node->arguments.items[1], &length);
        return is_known && length >= 0 ? type_array(typer->types, element, (uint64_t)length) : NULL;
    }
    if (symbol->constant == CYTHON_TYPEOF)
        return resolve_typeof(typer, node->arguments.items[0]);
    return resolve_cython_generic(typer, (CythonName)symbol->constant, node->arguments.items[0]);
}

// A type in quotes: only names and dotted names are read.
static const Type *resolve_quoted(Typer *typer, const StringLiteral *node) {
    const Name *name =
        name_intern(typer->compilation->names, node->value.bytes, node->value.length);
    if (name->length == 0 ||
        strspn(name->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                           "0123456789_") != name->length) {
        return NULL;
    }
    const Type *type = type_of_found(typer, scope_look_up(typer->place.scope, name));
    return type != NULL ? type
                        : type_integer_words(typer->types, name, SIGNEDNESS_DEFAULT, false, 0);
}

// The words of a C type: `unsigned long`, `char`; NULL if they are no integer's.
static const Type *resolve_c_words(Typer *typer, const char *text, size_t length) {
    Signedness sign = SIGNEDNESS_DEFAULT;
    bool is_short = false;
    uint32_t longs = 0;
    const Name *name = NULL;
    while (length > 0) {
        size_t word = 0;
        while (word < length && text[word] != ' ')
            word++;
        const Name *read = name_intern(typer->compilation->names, text, word);
        if (strcmp(read->text, "unsigned") == 0)
            sign = SIGNEDNESS_UNSIGNED;
        else if (strcmp(read->text, "signed") == 0)
            sign = SIGNEDNESS_SIGNED;
        else if (strcmp(read->text, "short") == 0)
            is_short = true;
        else if (strcmp(read->text, "long") == 0)
            longs++;
        else if (read->length > 0)
            name = read;
        text += word + (word < length);
        length -= word + (word < length);
    }
    if (name == NULL)
        name = intern(typer->compilation, "int");
    return type_integer_words(typer->types, name, sign, is_short, longs);
}

// `"unsigned char *"`
static const Type *resolve_c_text(Typer *typer, const StringLiteral *node) {
    size_t length = node->value.length;
    uint32_t stars = 0;
    while (length > 0 &&
           (node->value.bytes[length - 1] == '*' || node->value.bytes[length - 1] == ' '))
        stars += node->value.bytes[--length] == '*';
    const Type *type = length == 0 ? NULL : resolve_c_words(typer, node->value.bytes, length);
    if (type == NULL && length > 0) {
        const Name *name = name_intern(typer->compilation->names, node->value.bytes, length);
        Symbol *found = scope_look_up(typer->place.scope, name);
        if (found == NULL)
            found = predeclare_pure_class(typer, name);
        type = type_of_found(typer, found != NULL ? found : find_known_type(typer, name));
    }
    for (; type != NULL && stars > 0; stars--)
        type = type_pointer(typer->types, type);
    return type;
}

// The C type that holds all values of the builtin type, or the type itself.
static const Type *equivalent_c_type(const Typer *typer, const Type *type) {
    if (type_is_builtin(type, BUILTIN_BOOL))
        return typer->common->bint;
    return declared_type(typer, type);
}

// Where a C type is asked for, `int` and `float` are C's, and other names of Python mean what is
// theirs in C.
const Type *resolve_written_type(Typer *typer, const Node *expression) {
    const Type *type = NULL;
    if (node_is(expression, NODE_StringLiteral)) {
        type = resolve_c_text(typer, (const StringLiteral *)expression);
    } else if (node_is(expression, NODE_NameExpression)) {
        const Name *name = ((const NameExpression *)expression)->name;
        type = resolve_c_words(typer, name->text, name->length);
    }
    if (type == NULL)
        type = resolve_type_expression(typer, expression);
    return type == NULL ? NULL : equivalent_c_type(typer, type);
}

static const Type *resolve_name(Typer *typer, const NameExpression *expression) {
    Symbol *symbol = find_expression_symbol(typer, &expression->node);
    return is_word_of_c(typer, symbol, expression->name) ? NULL : type_of_found(typer, symbol);
}

const Type *resolve_type_expression(Typer *typer, const Node *expression) {
    switch (expression->kind) {
    case NODE_NameExpression:
        return resolve_name(typer, (const NameExpression *)expression);
    case NODE_Attribute: {
        const Attribute *attribute = (const Attribute *)expression;
        const Type *generic =
            type_in_typing(typer, find_expression_symbol(typer, attribute->value), attribute->name);
        return generic != NULL ? generic
                               : type_of_found(typer, find_expression_symbol(typer, expression));
    }
    case NODE_Subscript:
        return resolve_subscript(typer, (const Subscript *)expression);
    case NODE_Call:
        return resolve_call(typer, (const Call *)expression);
    case NODE_StringLiteral:
        return resolve_quoted(typer, (const StringLiteral *)expression);
    case NODE_CType:
        return resolve_c_type(typer, (CType *)(uintptr_t)expression);
    case NODE_NoneLiteral:
        return typer->common->void_;
    case NODE_TupleExpression:
        return resolve_tuple_items(typer, &((const TupleExpression *)expression)->elements, true);
    default:
        return NULL;
    }
}

// --- Annotations ---------------------------------------------------------------------------------
static bool is_name(const Node *node, const char *text) {
    if (node_is(node, NODE_NameExpression)) {
        return strcmp(((const NameExpression *)node)->name->text, text) == 0;
    }
    return node_is(node, NODE_Attribute) &&
           strcmp(((const Attribute *)node)->name->text, text) == 0;
}

// `T | None` or `None | T`: gives T.
static const Node *strip_none(const Node *left, const Node *right) {
    if (node_is(right, NODE_NoneLiteral))
        return left;
    return node_is(left, NODE_NoneLiteral) ? right : NULL;
}

// The T of `Optional[T]`, `Union[T, None]` and `T | None`, or NULL.
static const Node *find_optional(const Node *annotation) {
    if (node_is(annotation, NODE_BinaryExpression)) {
        const BinaryExpression *binary = (const BinaryExpression *)annotation;
        return binary->operator== BINARY_BIT_OR ? strip_none(binary->left, binary->right) : NULL;
    }
    if (!node_is(annotation, NODE_Subscript))
        return NULL;
    const Subscript *subscript = (const Subscript *)annotation;
    if (is_name(subscript->value, "Optional"))
        return subscript->index;
    if (!is_name(subscript->value, "Union") || !node_is(subscript->index, NODE_TupleExpression)) {
        return NULL;
    }
    const TupleExpression *tuple = (const TupleExpression *)subscript->index;
    return tuple->elements.count == 2
               ? strip_none(tuple->elements.items[0], tuple->elements.items[1])
               : NULL;
}

void report_none_in_c(Typer *typer, Span span, const Type *type) {
    Diagnostic *message = report(typer, DIAG_E0535, span, type->text);
    if (message != NULL)
        diag_add_help(message, "leave out the type, or take a value that stands for None");
}

// None has no place in a C value. What Python calls a float is an object there.
static void check_optional(Typer *typer, const Node *annotation, const Type *type) {
    bool is_of_python =
        node_is(annotation, NODE_NameExpression) &&
        builtin_type_of_name(typer, ((const NameExpression *)annotation)->name) != NULL;
    bool is_c = type != NULL && !type_is_error(type) && type->kind != TYPE_MEMORYVIEW &&
                type->kind != TYPE_FUSED && type->kind != TYPE_BINT && !is_of_python;
    if (is_c && !typer->module->is_pure_python)
        report_none_in_c(typer, annotation->span, type);
}

// A name that cython does not have is a type of no module that could come in later.
// A type of C's by the name that it has in `cdef`: an annotation is Python's, which has no such
// name.
static void warn_of_c_name(Typer *typer, const NameExpression *node) {
    const Symbol *type = scope_find(typer->cython->scope, node->name);
    bool is_c_name = type != NULL && type->kind == SYMBOL_TYPE && !type_is_object(type->type) &&
                     scope_look_up(typer->place.scope, node->name) == NULL;
    Diagnostic *message = is_c_name && !typer->module->is_pure_python
                              ? report(typer, DIAG_W0126, node->node.span, node->name->text)
                              : NULL;
    if (message != NULL)
        diag_add_help(message, "write `cython.%s`", node->name->text);
}

static void report_unknown_cython_type(Typer *typer, const Node *annotation) {
    const Node *name = annotation;
    while (node_is(name, NODE_Subscript))
        name = ((const Subscript *)name)->value;
    bool is_of_cython =
        node_is(name, NODE_Attribute) &&
        find_cython_symbol(typer, ((const Attribute *)name)->value) == &typer->cython->symbol;
    if (is_of_cython && find_cython_symbol(typer, name) == NULL)
        report(typer, DIAG_E0501, name->span, unparse_expression(typer->arena, name));
    else if (node_is(name, NODE_NameExpression))
        warn_of_c_name(typer, (const NameExpression *)name);
}

// The value of `{'type': T}` or `{'ctype': T}`, an old way to write annotations; NULL: another
// dict.
static const Node *find_in_dict(const Node *annotation) {
    const NodeList *items = &((const DictExpression *)annotation)->items;
    for (uint32_t i = 0; i < items->count; i++) {
        const DictItem *item = (const DictItem *)items->items[i];
        if (item->key == NULL || !node_is(item->key, NODE_StringLiteral))
            continue;
        const Text *key = &((const StringLiteral *)item->key)->value;
        const char *word = key->length == strlen("type") ? "type" : "ctype";
        if (key->length == strlen(word) && memcmp(key->bytes, word, key->length) == 0)
            return item->value;
    }
    return NULL;
}

const Type *resolve_annotation(Typer *typer, const Node *annotation, bool *allows_none) {
    const Node *inner = find_optional(annotation);
    *allows_none = inner != NULL;
    // None is an object; nothing in C is `cython.void`.
    if (node_is(annotation, NODE_NoneLiteral))
        return NULL;
    if (node_is(annotation, NODE_DictExpression)) {
        const Node *written = find_in_dict(annotation);
        return written != NULL ? resolve_written_type(typer, written) : NULL;
    }
    if (node_is(annotation, NODE_TupleExpression)) {
        if (!typer->module->is_pure_python)
            report(typer, DIAG_W0123, annotation->span);
        return NULL;
    }
    if (inner != NULL) {
        const Type *type = resolve_type_expression(typer, inner);
        if (type != NULL && (type_is_object(type) || type->kind == TYPE_MEMORYVIEW))
            return type;
        if (type != NULL && type->kind == TYPE_CTUPLE) // which is never None
            return typer->common->builtin[BUILTIN_TUPLE];
        check_optional(typer, inner, type);
        return NULL;
    }
    const Type *type = type_of_python_name(typer, annotation);
    if (type == NULL)
        type = resolve_type_expression(typer, annotation);
    if (type == NULL)
        report_unknown_cython_type(typer, annotation);
    return type;
}
