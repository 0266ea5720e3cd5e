// Fused types: what a type is made of, and the types that stand for it when they are chosen.

#include "typer/symbol.h"
#include "typer/type/type.h"

static bool vector_has(const TypeVector *types, const Type *type) {
    for (uint32_t i = 0; i < types->count; i++)
        if (types->items[i] == type)
            return true;
    return false;
}

static void add_once(Arena *arena, TypeVector *types, const Type *type) {
    if (!vector_has(types, type))
        vector_push(arena, types, type);
}

// --- Looking into types --------------------------------------------------------------------------
static void collect_members(TypeTable *table, const Type *type, TypeVector *found) {
    for (uint32_t i = 0; i < type->members.count; i++)
        type_collect_fused(table, type->members.items[i], found);
}

// (Of a pointer to a function the result comes first, as in Cython.)
static void collect_pointed(TypeTable *table, const Type *type, TypeVector *found) {
    if (type->kind == TYPE_FUNCTION)
        type_collect_fused(table, type->function.result, found);
    type_collect_fused(table, type, found);
}

static void collect_parameters(TypeTable *table, const Type *type, TypeVector *found) {
    for (uint32_t i = 0; i < type->function.count; i++)
        collect_pointed(table, type->function.parameters[i].type, found);
}

void type_collect_fused(TypeTable *table, const Type *type, TypeVector *found) {
    switch (type->kind) {
    case TYPE_FUSED:
        add_once(type_table_arena(table), found, type_unqualified(table, type));
        break;
    case TYPE_POINTER:
    case TYPE_COMPLEX:
        collect_pointed(table, type->element, found);
        break;
    case TYPE_ARRAY:
        type_collect_fused(table, type->array.element, found);
        break;
    case TYPE_MEMORYVIEW:
        type_collect_fused(table, type->memoryview.element, found);
        break;
    case TYPE_BUFFER:
        type_collect_fused(table, type->buffer.view, found);
        break;
    case TYPE_CTUPLE:
        collect_members(table, type, found);
        break;
    case TYPE_FUNCTION:
        collect_parameters(table, type, found);
        break;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_ENUM:
    case TYPE_STRUCT:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
}

// --- Choosing ------------------------------------------------------------------------------------
static const Type *chosen_type(const Type *fused, const Specialization *choice) {
    for (; choice != NULL; choice = choice->outer)
        if (choice->fused == fused)
            return choice->chosen;
    return fused;
}

// What a choice is applied to.
typedef struct Chooser {
    TypeTable *table;
    const Specialization *choice;
} Chooser;

static const Type *specialize(const Chooser *chooser, const Type *type);

static const Type *specialize_function(const Chooser *chooser, const Type *type) {
    Type signature = *type;
    uint32_t count = type->function.count;
    signature.function.result = specialize(chooser, type->function.result);
    signature.function.parameters =
        ARENA_ARRAY(type_table_arena(chooser->table), SignatureParameter, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        signature.function.parameters[i] = type->function.parameters[i];
        signature.function.parameters[i].type =
            specialize(chooser, type->function.parameters[i].type);
    }
    return type_function(chooser->table, &signature);
}

static const Type *specialize_tuple(const Chooser *chooser, const Type *type) {
    uint32_t count = type->members.count;
    const Type **items = ARENA_ARRAY(type_table_arena(chooser->table), const Type *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        items[i] = specialize(chooser, type->members.items[i]);
    return type_ctuple(chooser->table, items, count);
}

static const Type *specialize_view(const Chooser *chooser, const Type *type) {
    Type view = *type;
    view.memoryview.element = specialize(chooser, type->memoryview.element);
    return type_memoryview(chooser->table, &view);
}

static const Type *specialize_buffer(const Chooser *chooser, const Type *type) {
    Type buffer = *type;
    buffer.buffer.view = specialize(chooser, type->buffer.view);
    const FusedItem *item =
        type_chosen_item(type->buffer.view->memoryview.element, chooser->choice);
    if (item != NULL && item->typedef_symbol != NULL)
        buffer.buffer.item_name = item->typedef_symbol->name;
    return type_buffer(chooser->table, &buffer);
}

static const Type *specialize_array(const Chooser *chooser, const Type *type) {
    const Type *element = specialize(chooser, type->array.element);
    return type->array.header_length != NULL
               ? type_header_array(chooser->table, element, type->array.header_length)
               : type_array(chooser->table, element, type->array.length);
}

static const Type *specialize_plain(const Chooser *chooser, const Type *type) {
    switch (type->kind) {
    case TYPE_FUSED:
        return chosen_type(type, chooser->choice);
    case TYPE_POINTER:
        return type_pointer(chooser->table, specialize(chooser, type->element));
    case TYPE_COMPLEX:
        return type_complex(chooser->table, specialize(chooser, type->element));
    case TYPE_ARRAY:
        return specialize_array(chooser, type);
    case TYPE_MEMORYVIEW:
        return specialize_view(chooser, type);
    case TYPE_BUFFER:
        return specialize_buffer(chooser, type);
    case TYPE_CTUPLE:
        return specialize_tuple(chooser, type);
    case TYPE_FUNCTION:
        return specialize_function(chooser, type);
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_ENUM:
    case TYPE_STRUCT:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return type;
}

bool type_has_fused(TypeTable *table, const Type *type) {
    TypeVector found = {0};
    collect_pointed(table, type, &found);
    return found.count > 0;
}

// A qualified type is one of its own, for whose plain form there is a choice.
static const Type *specialize(const Chooser *chooser, const Type *type) {
    if (!type_has_fused(chooser->table, type))
        return type;
    const Type *plain = type_unqualified(chooser->table, type);
    const Type *made = specialize_plain(chooser, plain);
    return type_qualified_like(chooser->table, made, type);
}

const Type *type_specialize(TypeTable *table, const Type *type, const Specialization *choice) {
    const Chooser chooser = {table, choice};
    return choice == NULL ? type : specialize(&chooser, type);
}

// --- Making --------------------------------------------------------------------------------------
// Adds what the type may be, with each choice for the fused types from `at` on.
static void add_choices(const Chooser *chooser, const Type *type, const TypeVector *fused,
                        uint32_t at, TypeVector *all) {
    if (at == fused->count) {
        add_once(type_table_arena(chooser->table), all, specialize(chooser, type));
        return;
    }
    const Type *next = fused->items[at];
    for (uint32_t i = 0; i < next->members.count; i++) {
        Specialization choice = {next, next->members.items[i], i, chooser->choice};
        Chooser inner = {chooser->table, &choice};
        add_choices(&inner, type, fused, at + 1, all);
    }
}

const FusedItem *type_chosen_item(const Type *fused, const Specialization *choice) {
    for (; choice != NULL; choice = choice->outer)
        if (choice->fused == fused)
            return &fused->items[choice->member];
    return NULL;
}

// Two typedefs of one type are two members.
static void add_member(Arena *arena, FusedItemVector *members, FusedItem member) {
    for (uint32_t i = 0; i < members->count; i++)
        if (members->items[i].type == member.type &&
            members->items[i].typedef_symbol == member.typedef_symbol)
            return;
    vector_push(arena, members, member);
}

// What an item may be: itself, the members of a fused type, or what is made of these.
static void add_members(TypeTable *table, const FusedItem *item, FusedItemVector *members) {
    Arena *arena = type_table_arena(table);
    const Type *type = item->type;
    if (type->kind == TYPE_FUSED) {
        for (uint32_t i = 0; i < type->members.count; i++)
            add_member(arena, members, type->items[i]);
        return;
    }
    const Chooser chooser = {table, NULL};
    TypeVector fused = {0}, all = {0};
    collect_pointed(table, type, &fused);
    add_choices(&chooser, type, &fused, 0, &all);
    for (uint32_t i = 0; i < all.count; i++)
        add_member(arena, members,
                   (FusedItem){all.items[i], item->typedef_symbol,
                               all.count == 1 ? item->text : NULL,
                               all.count == 1 ? item->written : NULL});
}

const Type *type_fuse(TypeTable *table, const Name *name, const FusedItemVector *items) {
    Arena *arena = type_table_arena(table);
    FusedItemVector members = {0};
    for (uint32_t i = 0; i < items->count; i++)
        add_members(table, &items->items[i], &members);
    const Type **types = ARENA_ARRAY(arena, const Type *, members.count + 1);
    for (uint32_t i = 0; i < members.count; i++)
        types[i] = members.items[i].type;
    const TypeList list = {types, members.count};
    return type_fused(table, name, &list, members.items);
}
