// What is in a container whose declaration says so: `list[int]`, `dict[str, double]`.
//
// Takes: the type of the container, and how something is taken out of it. Gives: its type. What is
// read is an object all the same, which becomes a value of that type where it is read: whoever else
// has the container may put anything there.

#include "typer/check/internal.h"
#include <string.h>

// The type that all of it has in common.
static const Type *common_content(Typer *typer, const Type *container) {
    const Type *common = container->content.items[0];
    for (uint32_t i = 1; i < container->content.count; i++)
        common = type_spanning(typer, common, container->content.items[i]);
    return common;
}

const Type *content_element(Typer *typer, const Type *container) {
    if (container->kind != TYPE_BUILTIN || container->content.count == 0)
        return NULL;
    return container->builtin == BUILTIN_TUPLE ? common_content(typer, container)
                                               : container->content.items[0];
}

void check_content_of_loop(Typer *typer, const Node *target, const Type *container) {
    const Type *content = content_element(typer, container);
    bool are_numbers = content != NULL && type_is_numeric(content) && target->type != NULL &&
                       type_is_numeric(target->type);
    if (are_numbers && type_conversion(content, target->type) == CONVERT_IMPOSSIBLE)
        report(typer, DIAG_E0401, target->span, content->text, target->type->text);
}

// Of several types that a tuple holds, the one at that place.
static const Type *tuple_item(Typer *typer, const Type *tuple, const Node *index) {
    int64_t place;
    if (tuple->is_uniform || !constant_integer(typer, index, &place))
        return common_content(typer, tuple);
    if (place < 0)
        place += tuple->content.count;
    bool is_there = place >= 0 && place < tuple->content.count;
    return is_there ? tuple->content.items[place] : typer->common->object;
}

const Type *content_item(Typer *typer, const Type *container, const Node *index) {
    if (container->builtin == BUILTIN_TUPLE)
        return tuple_item(typer, container, index);
    if (container->builtin == BUILTIN_LIST)
        return container->content.items[0];
    return container->builtin == BUILTIN_DICT ? container->content.items[1] : typer->common->object;
}

const Type *content_slice(const Typer *typer, const Type *container) {
    bool is_list = container->builtin == BUILTIN_LIST || container->is_uniform;
    if (is_list)
        return container;
    return type_is_builtin(container, BUILTIN_TUPLE) ? typer->common->builtin[BUILTIN_TUPLE]
                                                     : typer->common->object;
}

// --- Methods -------------------------------------------------------------------------------------

typedef enum Content {
    CONTENT_SAME, // a container like this one
    CONTENT_ITEM, // one of its values
    // a value, or what the second argument is
    CONTENT_ITEM_OR_DEFAULT,
    CONTENT_PAIR, // a tuple of a key and a value
    CONTENT_KEYS, // what dict.keys() and the like give
    CONTENT_VALUES,
    CONTENT_ITEMS
} Content;

static const struct {
    BuiltinKind owner;
    const char *name;
    Content content;
    bool is_kept;
} methods[] = {
#define METHOD(OWNER, name, function, signature, ERROR, EFFECTS, RESULT)
#define METHOD_RESULT(OWNER, name, RESULT)
#define METHOD_CONTENT(OWNER, name, CONTENT, kept) {BUILTIN_##OWNER, name, CONTENT_##CONTENT, kept},
#include "primitives/method.def"
#undef METHOD
#undef METHOD_RESULT
#undef METHOD_CONTENT
};

static const Type *value_type(const Type *container) {
    return container->content.items[container->content.count - 1];
}

static const Type *item_or_default(Typer *typer, const Type *container, const NodeList *arguments) {
    if (arguments->count == 1)
        return value_type(container);
    const Type *other = arguments->count == 2 ? arguments->items[1]->type : typer->common->object;
    return type_spanning(typer, value_type(container), other);
}

static const Type *content_of(Typer *typer, const Type *container, Content content,
                              const NodeList *arguments) {
    TypeList keys = {container->content.items, 1};
    TypeList values = {container->content.items + container->content.count - 1, 1};
    const Type *pair;
    switch (content) {
    case CONTENT_SAME:
        return container;
    case CONTENT_ITEM:
        return value_type(container);
    case CONTENT_ITEM_OR_DEFAULT:
        return item_or_default(typer, container, arguments);
    case CONTENT_KEYS:
        return type_container(typer->types, BUILTIN_DICT_KEYS, &keys, false);
    case CONTENT_VALUES:
        return type_container(typer->types, BUILTIN_DICT_VALUES, &values, false);
    case CONTENT_PAIR:
    case CONTENT_ITEMS:
        break;
    }
    pair = type_container(typer->types, BUILTIN_TUPLE, &container->content, false);
    TypeList pairs = {&pair, 1};
    return content == CONTENT_PAIR
               ? pair
               : type_container(typer->types, BUILTIN_DICT_ITEMS, &pairs, false);
}

const Type *content_of_method(Typer *typer, const Type *owner, const Name *name,
                              const NodeList *arguments, bool is_kept) {
    if (owner->kind != TYPE_BUILTIN || owner->content.count == 0)
        return NULL;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (methods[i].owner == owner->builtin && strcmp(methods[i].name, name->text) == 0)
            return is_kept || !methods[i].is_kept
                       ? content_of(typer, owner, methods[i].content, arguments)
                       : NULL;
    return NULL;
}
