// Types: the table that makes each type once.
//
// Takes descriptions of types, gives the one Type that stands for each. A candidate is built on the
// stack, looked up by its contents and copied into the arena if it is new; texts are made then.

#include "support/hash.h"
#include "typer/internal.h"
#include <string.h>

struct TypeTable {
    Compilation *compilation;
    Arena *arena;
    CommonTypes common;
    const Type **slots; // open addressing, a power of two
    uint32_t count, capacity;
};

// --- Identity ------------------------------------------------------------------------------------
static uint64_t hash_pointer(const void *pointer, uint64_t seed) {
    return hash_number((uint64_t)(uintptr_t)pointer ^ (seed * 31));
}

static uint64_t hash_function(const Type *type, uint64_t hash) {
    hash = hash_pointer(type->function.result, hash);
    for (uint32_t i = 0; i < type->function.count; i++) {
        hash = hash_pointer(type->function.parameters[i].type, hash);
    }
    return hash_number(hash ^ (uint64_t)type->function.exception.rule);
}

static uint64_t hash_list(const TypeList *list, uint64_t hash) {
    for (uint32_t i = 0; i < list->count; i++)
        hash = hash_pointer(list->items[i], hash);
    return hash;
}

static uint64_t hash_contents(const Type *type, uint64_t hash) {
    switch (type->kind) {
    case TYPE_BUILTIN:
        return hash_list(&type->content, hash_number(hash ^ (uint64_t)type->builtin));
    case TYPE_EXTENSION:
        return hash_pointer(type->class_symbol, hash);
    case TYPE_INTEGER:
        return hash_bytes(type->text, strlen(type->text), hash);
    case TYPE_FLOATING:
        return hash_number(hash ^ type->floating_bits);
    case TYPE_COMPLEX:
    case TYPE_POINTER:
        return hash_pointer(type->element, hash);
    case TYPE_ARRAY:
        return hash_pointer(type->array.header_length,
                            hash_pointer(type->array.element, hash ^ type->array.length));
    case TYPE_FUNCTION:
        return hash_function(type, hash);
    case TYPE_STRUCT:
        return hash_pointer(type->struct_symbol, hash);
    case TYPE_ENUM:
        return hash_pointer(type->enum_symbol, hash);
    case TYPE_CTUPLE:
    case TYPE_FUSED:
        return hash_list(&type->members, hash);
    case TYPE_MEMORYVIEW:
        return hash_pointer(type->memoryview.element, hash);
    case TYPE_BUFFER:
        return hash_pointer(type->buffer.object, hash_pointer(type->buffer.view, hash));
    case TYPE_TYPE:
        return hash_pointer(type->named, hash);
    case TYPE_MODULE:
        return hash_pointer(type->module, hash);
    // one type of the kind
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BINT:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return hash;
}

static uint64_t hash_type(const Type *type) {
    return hash_contents(type, hash_number((uint64_t)type->kind * 4 + (type->is_const ? 1 : 0) +
                                           (type->is_volatile ? 2 : 0)));
}

// The parameters from number `first` on, and all else.
static bool are_equal_from(const Type *a, const Type *b, uint32_t first) {
    if (a->function.result != b->function.result || a->function.count != b->function.count ||
        a->function.is_variadic != b->function.is_variadic ||
        a->function.is_itself != b->function.is_itself || a->function.nogil != b->function.nogil ||
        a->function.with_gil != b->function.with_gil ||
        a->function.optional_count != b->function.optional_count ||
        a->function.exception.rule != b->function.exception.rule ||
        !same_exception_value(&a->function.exception, &b->function.exception)) {
        return false;
    }
    for (uint32_t i = first; i < a->function.count; i++) {
        const SignatureParameter *left = &a->function.parameters[i];
        const SignatureParameter *right = &b->function.parameters[i];
        if (left->type != right->type || left->not_none != right->not_none ||
            left->is_place != right->is_place)
            return false;
    }
    return true;
}

static bool equal_functions(const Type *a, const Type *b) { return are_equal_from(a, b, 0); }

bool type_is_called_alike(const Type *method, const Type *other) {
    return are_equal_from(method, other, 1);
}

static bool equal_lists(const TypeList *a, const TypeList *b) {
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof a->items[0]) == 0);
}

static bool equal_memoryviews(const Type *a, const Type *b) {
    uint8_t dimensions = a->memoryview.dimensions;
    return a->memoryview.element == b->memoryview.element &&
           dimensions == b->memoryview.dimensions &&
           memcmp(a->memoryview.packing, b->memoryview.packing, dimensions) == 0 &&
           memcmp(a->memoryview.access, b->memoryview.access, dimensions) == 0;
}

static bool equal_buffers(const Type *a, const Type *b) {
    return a->buffer.object == b->buffer.object && a->buffer.view == b->buffer.view &&
           a->buffer.item_name == b->buffer.item_name && a->buffer.is_cast == b->buffer.is_cast &&
           a->buffer.is_fortran == b->buffer.is_fortran &&
           a->buffer.has_no_negative == b->buffer.has_no_negative;
}

static bool equal_types(const Type *a, const Type *b) {
    if (a->kind != b->kind || a->is_const != b->is_const || a->is_volatile != b->is_volatile)
        return false;
    switch (a->kind) {
    case TYPE_BUILTIN:
        return a->builtin == b->builtin && a->is_uniform == b->is_uniform &&
               equal_lists(&a->content, &b->content);
    case TYPE_EXTENSION:
        return a->class_symbol == b->class_symbol;
    case TYPE_INTEGER:
        return a->integer.header_symbol == b->integer.header_symbol &&
               strcmp(a->text, b->text) == 0;
    case TYPE_FLOATING:
        return a->floating_bits == b->floating_bits;
    case TYPE_COMPLEX:
    case TYPE_POINTER:
        return a->element == b->element;
    case TYPE_ARRAY:
        return a->array.element == b->array.element && a->array.length == b->array.length &&
               a->array.header_length == b->array.header_length;
    case TYPE_FUNCTION:
        return equal_functions(a, b);
    case TYPE_STRUCT:
        return a->struct_symbol == b->struct_symbol;
    case TYPE_ENUM:
        return a->enum_symbol == b->enum_symbol;
    case TYPE_CTUPLE:
        return equal_lists(&a->members, &b->members);
    case TYPE_FUSED:
        return equal_lists(&a->members, &b->members) && strcmp(a->text, b->text) == 0;
    case TYPE_MEMORYVIEW:
        return equal_memoryviews(a, b);
    case TYPE_BUFFER:
        return equal_buffers(a, b);
    case TYPE_TYPE:
        return a->named == b->named;
    case TYPE_MODULE:
        return a->module == b->module;
    // one type of the kind
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BINT:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return true;
}

// --- The table -----------------------------------------------------------------------------------
static void insert_type(const Type **slots, uint32_t capacity, const Type *type) {
    uint32_t slot = (uint32_t)hash_type(type) & (capacity - 1);
    while (slots[slot] != NULL)
        slot = (slot + 1) & (capacity - 1);
    slots[slot] = type;
}

static void grow_table(TypeTable *table) {
    uint32_t capacity = table->capacity == 0 ? 256 : table->capacity * 2;
    const Type **slots = ARENA_ARRAY(table->arena, const Type *, capacity);
    for (uint32_t i = 0; i < table->capacity; i++) {
        if (table->slots[i] != NULL)
            insert_type(slots, capacity, table->slots[i]);
    }
    table->slots = slots;
    table->capacity = capacity;
}

static void copy_list(Arena *arena, TypeList *list) {
    if (list->count == 0)
        return;
    const Type **items = arena_allocate(arena, list->count * sizeof(const Type *));
    memcpy(items, list->items, list->count * sizeof(const Type *));
    list->items = items;
}

// Copies what the candidate points to, so that callers may build it on the stack.
static Type *copy_type(TypeTable *table, const Type *candidate) {
    Type *type = ARENA_NEW(table->arena, Type);
    *type = *candidate;
    if (type->kind == TYPE_FUNCTION && type->function.count > 0) {
        size_t size = type->function.count * sizeof(SignatureParameter);
        type->function.parameters = arena_allocate(table->arena, size);
        memcpy(type->function.parameters, candidate->function.parameters, size);
    }
    if (type->kind == TYPE_CTUPLE || type->kind == TYPE_FUSED)
        copy_list(table->arena, &type->members);
    if (type->kind == TYPE_BUILTIN)
        copy_list(table->arena, &type->content);
    if (type->text == NULL)
        type->text = type_make_text(table->arena, type);
    return type;
}

// Returns the type that equals the candidate, making it if there is none yet.
static const Type *intern_type(TypeTable *table, const Type *candidate) {
    if (table->count * 2 >= table->capacity)
        grow_table(table);
    uint32_t slot = (uint32_t)hash_type(candidate) & (table->capacity - 1);
    for (; table->slots[slot] != NULL; slot = (slot + 1) & (table->capacity - 1)) {
        if (equal_types(table->slots[slot], candidate))
            return table->slots[slot];
    }
    table->slots[slot] = copy_type(table, candidate);
    table->count++;
    return table->slots[slot];
}

// --- Types without parameters --------------------------------------------------------------------
static const Type *make_plain(TypeTable *table, TypeKind kind, const char *text) {
    return intern_type(table, &(Type){.kind = kind, .text = text});
}

static const Type *make_integer(TypeTable *table, const char *text, uint8_t bits, bool is_signed) {
    Type type = {.kind = TYPE_INTEGER, .text = text};
    type.integer.bits = bits;
    type.integer.is_signed = is_signed;
    type.integer.is_char = bits == 8; // `uint8_t` is a typedef of one
    type.integer.is_unicode = strncmp(text, "Py_U", 4) == 0;
    return intern_type(table, &type);
}

static const Type *make_floating(TypeTable *table, const char *text, uint8_t bits) {
    Type type = {.kind = TYPE_FLOATING, .text = text};
    type.floating_bits = bits;
    return intern_type(table, &type);
}

static void make_numbers(TypeTable *table, CommonTypes *common) {
    common->char_ = make_integer(table, "char", 8, true);
    common->schar = make_integer(table, "signed char", 8, true);
    common->uchar = make_integer(table, "unsigned char", 8, false);
    common->short_ = make_integer(table, "short", 16, true);
    common->ushort = make_integer(table, "unsigned short", 16, false);
    common->int_ = make_integer(table, "int", 32, true);
    common->uint = make_integer(table, "unsigned int", 32, false);
    common->long_ = make_integer(table, "long", 64, true);
    common->ulong = make_integer(table, "unsigned long", 64, false);
    common->longlong = make_integer(table, "long long", 64, true);
    common->ulonglong = make_integer(table, "unsigned long long", 64, false);
    common->size_t_ = make_integer(table, "size_t", 64, false);
    common->ssize_t_ = make_integer(table, "Py_ssize_t", 64, true);
    common->ptrdiff_t_ = make_integer(table, "ptrdiff_t", 64, true);
    common->hash_t = make_integer(table, "Py_hash_t", 64, true);
    common->ucs4 = make_integer(table, "Py_UCS4", 32, false);
    common->py_unicode = make_integer(table, "Py_UNICODE", 32, false);
    common->float_ = make_floating(table, "float", 32);
    common->double_ = make_floating(table, "double", 64);
    common->longdouble = make_floating(table, "long double", 80);
}

static const BuiltinInfo builtin_infos[BUILTIN_KIND_COUNT] = {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container)                     \
    {name, BUILTIN_##PARENT, exact, BASE_##BASE, container},
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
};

const BuiltinInfo *builtin_info(BuiltinKind kind) { return &builtin_infos[kind]; }

bool builtin_extends(BuiltinKind kind, BuiltinKind base) {
    while (kind != base && kind != BUILTIN_OBJECT)
        kind = builtin_infos[kind].parent;
    return kind == base;
}

const char *builtin_kind_name(BuiltinKind kind) { return builtin_infos[kind].name; }

// `int` and `float` are C's types in messages; Python's say that they are objects.
static const char *builtin_text(BuiltinKind kind) {
    if (kind == BUILTIN_INT)
        return "int object";
    return kind == BUILTIN_FLOAT ? "float object" : builtin_infos[kind].name;
}

TypeTable *type_table_create(Compilation *compilation) {
    TypeTable *table = ARENA_NEW(compilation->arena, TypeTable);
    table->compilation = compilation;
    table->arena = compilation->arena;
    CommonTypes *common = &table->common;
    common->error = make_plain(table, TYPE_ERROR, "unknown");
    common->void_ = make_plain(table, TYPE_VOID, "void");
    common->object = make_plain(table, TYPE_OBJECT, "object");
    common->bint = make_plain(table, TYPE_BINT, "bint");
    common->null_pointer = make_plain(table, TYPE_NULL_POINTER, "NULL");
    make_numbers(table, common);
    common->double_complex = type_complex(table, common->double_);
    common->float_complex = type_complex(table, common->float_);
    common->char_pointer = type_pointer(table, common->char_);
    common->void_pointer = type_pointer(table, common->void_);
    for (int i = 0; i < BUILTIN_KIND_COUNT; i++) {
        Type type = {.kind = TYPE_BUILTIN, .text = builtin_text((BuiltinKind)i)};
        type.builtin = (BuiltinKind)i;
        common->builtin[i] = intern_type(table, &type);
    }
    return table;
}

Arena *type_table_arena(const TypeTable *table) { return table->arena; }

const CommonTypes *type_common(const TypeTable *table) { return &table->common; }

// --- Types made of others ------------------------------------------------------------------------
const Type *type_pointer(TypeTable *table, const Type *element) {
    if (element->kind == TYPE_ERROR)
        return element;
    if (element->kind == TYPE_FUNCTION && element->function.is_itself) {
        Type value = *element;
        value.function.is_itself = false;
        return intern_type(table, &value);
    }
    Type type = {.kind = TYPE_POINTER};
    type.element = element;
    return intern_type(table, &type);
}

const Type *type_function_itself(TypeTable *table, const Type *function) {
    Type type = *function;
    type.function.is_itself = true;
    return intern_type(table, &type);
}

const Type *type_array(TypeTable *table, const Type *element, uint64_t length) {
    if (element->kind == TYPE_ERROR)
        return element;
    Type type = {.kind = TYPE_ARRAY};
    type.array.element = element;
    type.array.length = length;
    return intern_type(table, &type);
}

const Type *type_header_array(TypeTable *table, const Type *element, const Symbol *length) {
    if (element->kind == TYPE_ERROR)
        return element;
    Type type = {.kind = TYPE_ARRAY};
    type.array.element = element;
    type.array.header_length = length;
    return intern_type(table, &type);
}

const char *type_unqualified_text(const Type *type) {
    zi_assert(type->kind != TYPE_POINTER);
    const char *text = type->text;
    text += type->is_const ? strlen("const ") : 0;
    return text + (type->is_volatile ? strlen("volatile ") : 0);
}

// `const volatile int`, but `int *const volatile`: what a pointer says first is of its target.
static const char *qualified_text(TypeTable *table, const Type *original, bool is_const,
                                  bool is_volatile) {
    const char *words[] = {is_const ? "const" : "", is_const && is_volatile ? " " : "",
                           is_volatile ? "volatile" : ""};
    bool is_pointer = original->kind == TYPE_POINTER;
    const char *plain =
        is_pointer ? type_pointer(table, original->element)->text : type_unqualified_text(original);
    const char *format = is_pointer ? "%s%s%s%s" : "%2$s%3$s%4$s %1$s";
    return is_const || is_volatile
               ? arena_format(table->arena, format, plain, words[0], words[1], words[2])
               : plain;
}

static const Type *type_qualified(TypeTable *table, const Type *original, bool is_const,
                                  bool is_volatile) {
    bool is_same = original->is_const == is_const && original->is_volatile == is_volatile;
    if (is_same || original->kind == TYPE_ERROR)
        return original;
    Type type = *original;
    type.is_const = is_const;
    type.is_volatile = is_volatile;
    type.text = qualified_text(table, original, is_const, is_volatile);
    return intern_type(table, &type);
}

const Type *type_const(TypeTable *table, const Type *original) {
    return type_qualified(table, original, true, original->is_volatile);
}

const Type *type_volatile(TypeTable *table, const Type *original) {
    return type_qualified(table, original, original->is_const, true);
}

const Type *type_unqualified(TypeTable *table, const Type *original) {
    return type_qualified(table, original, false, false);
}

const Type *type_qualified_like(TypeTable *table, const Type *original, const Type *model) {
    return type_qualified(table, original, original->is_const || model->is_const,
                          original->is_volatile || model->is_volatile);
}

const Type *type_of_struct_member(TypeTable *table, const Type *owner, const Type *field) {
    return type_qualified_like(table, field, owner->kind == TYPE_POINTER ? owner->element : owner);
}

const Type *type_complex(TypeTable *table, const Type *element) {
    Type type = {.kind = TYPE_COMPLEX};
    type.element = element;
    return intern_type(table, &type);
}

const Type *type_ctuple(TypeTable *table, const Type *const *items, uint32_t count) {
    Type type = {.kind = TYPE_CTUPLE};
    type.members.items = (const Type **)(uintptr_t)items;
    type.members.count = count;
    return intern_type(table, &type);
}

// How many types go into the brackets of a container; a tuple takes any number.
static const uint32_t content_counts[BUILTIN_KIND_COUNT] = {
    [BUILTIN_LIST] = 1,       [BUILTIN_SET] = 1,       [BUILTIN_FROZENSET] = 1,
    [BUILTIN_DICT] = 2,       [BUILTIN_DICT_KEYS] = 1, [BUILTIN_DICT_VALUES] = 1,
    [BUILTIN_DICT_ITEMS] = 1,
};

bool container_takes(const Type *container, uint32_t count, bool is_uniform) {
    if (type_is_builtin(container, BUILTIN_TUPLE))
        return count > 0 && (!is_uniform || count == 1);
    return container->kind == TYPE_BUILTIN && !is_uniform && count > 0 &&
           content_counts[container->builtin] == count;
}

const Type *type_container(TypeTable *table, BuiltinKind kind, const TypeList *content,
                           bool is_uniform) {
    Type type = {.kind = TYPE_BUILTIN};
    type.builtin = kind;
    type.content = *content;
    type.is_uniform = is_uniform;
    return intern_type(table, &type);
}

const Type *type_fused(TypeTable *table, const Name *name, const TypeList *members,
                       const FusedItem *items) {
    Type type = {.kind = TYPE_FUSED, .text = name->text};
    type.members = *members;
    type.items = items;
    return intern_type(table, &type);
}

const Type *type_function(TypeTable *table, const Type *signature) {
    zi_assert(signature->kind == TYPE_FUNCTION);
    Type candidate = *signature;
    // a changed copy of another type still has that one's text
    candidate.text = NULL;
    return intern_type(table, &candidate);
}

const Type *type_memoryview(TypeTable *table, const Type *memoryview) {
    zi_assert(memoryview->kind == TYPE_MEMORYVIEW);
    Type candidate = *memoryview;
    candidate.text = NULL;
    return intern_type(table, &candidate);
}

const Type *type_buffer(TypeTable *table, const Type *buffer) {
    zi_assert(buffer->kind == TYPE_BUFFER);
    Type candidate = *buffer;
    candidate.text = NULL;
    return intern_type(table, &candidate);
}

const Type *type_without_buffer(const Type *type) {
    return type->kind == TYPE_BUFFER ? type->buffer.object : type;
}

const Type *type_extension(TypeTable *table, struct ClassSymbol *symbol) {
    Type type = {.kind = TYPE_EXTENSION};
    type.class_symbol = symbol;
    return intern_type(table, &type);
}

const Type *type_struct(TypeTable *table, struct StructSymbol *symbol) {
    Type type = {.kind = TYPE_STRUCT};
    type.struct_symbol = symbol;
    return intern_type(table, &type);
}

const Type *type_enum(TypeTable *table, struct Symbol *symbol) {
    Type type = {.kind = TYPE_ENUM};
    type.enum_symbol = symbol;
    return intern_type(table, &type);
}

const Type *type_named(TypeTable *table, const Type *named) {
    Type type = {.kind = TYPE_TYPE};
    type.named = named;
    return intern_type(table, &type);
}

const Type *type_module(TypeTable *table, struct ModuleSymbol *module) {
    Type type = {.kind = TYPE_MODULE};
    type.module = module;
    return intern_type(table, &type);
}

// What another compilation has found out about the typedef, or NULL.
static const HeaderNumber *find_known(const TypeTable *table, const struct Symbol *symbol) {
    const HeaderNumberVector *known = &table->compilation->known_numbers;
    const char *name = symbol->c_name != NULL ? symbol->c_name : symbol->name->text;
    for (uint32_t i = known->count; i-- > 0;)
        if (strcmp(known->items[i].c_name, name) == 0)
            return &known->items[i];
    return NULL;
}

const Type *type_header_floating(TypeTable *table, const struct Symbol *symbol, const Type *guess) {
    const HeaderNumber *known = find_known(table, symbol);
    const CommonTypes *common = type_common(table);
    if (known == NULL)
        return guess;
    const Type *type = known->bits == 32   ? common->float_
                       : known->bits == 64 ? common->double_
                                           : common->longdouble;
    return known->is_complex ? type_complex(table, type) : type;
}

const Type *type_wide_enum(TypeTable *table, const struct Symbol *symbol) {
    Type type = {.kind = TYPE_INTEGER};
    const HeaderNumberVector *known = &table->compilation->known_numbers;
    for (uint32_t i = 0; i < known->count; i++) {
        const HeaderNumber *found = &known->items[i];
        if (strcmp(found->c_name, symbol->name->text) != 0 || found->bits < type.integer.bits)
            continue;
        type.integer.bits = found->bits;
        type.integer.is_signed = found->is_signed;
    }
    const CommonTypes *common = type_common(table);
    if (type.integer.bits == 0)
        return NULL;
    return type.integer.is_signed ? common->long_ : common->uint;
}

const Type *type_header_integer(TypeTable *table, struct Symbol *symbol, const Type *guess) {
    Type type = {.kind = TYPE_INTEGER, .text = symbol->name->text};
    if (guess->kind == TYPE_INTEGER)
        type.integer = guess->integer;
    if (type.integer.bits == 0) {
        type.integer.bits = 32;
        type.integer.is_signed = true;
    }
    const HeaderNumber *known = find_known(table, symbol);
    if (known != NULL) {
        type.integer.bits = known->bits;
        type.integer.is_signed = known->is_signed;
    }
    type.integer.is_unicode = false;
    type.integer.header_symbol = symbol;
    return intern_type(table, &type);
}

static const struct {
    const char *name;
    uint8_t bits;
    bool is_signed;
} known_numbers[] = {
#define KNOWN_INTEGER(name, bits, is_signed) {name, bits, is_signed},
#include "typer/type/known_integer.def"
#undef KNOWN_INTEGER
};

const Type *type_known_integer(TypeTable *table, const Name *name) {
    for (size_t i = 0; i < sizeof known_numbers / sizeof known_numbers[0]; i++) {
        if (strcmp(name->text, known_numbers[i].name) == 0) {
            return make_integer(table, name->text, known_numbers[i].bits,
                                known_numbers[i].is_signed);
        }
    }
    return NULL;
}

// --- C's words -----------------------------------------------------------------------------------
static const Type *find_integer(const CommonTypes *common, bool is_unsigned, bool is_short,
                                uint32_t longs) {
    if (is_short)
        return is_unsigned ? common->ushort : common->short_;
    if (longs == 1)
        return is_unsigned ? common->ulong : common->long_;
    if (longs >= 2)
        return is_unsigned ? common->ulonglong : common->longlong;
    return is_unsigned ? common->uint : common->int_;
}

// A name that is a type by itself and takes no other words.
static const Type *find_single_word(const CommonTypes *common, const char *text) {
    const struct {
        const char *text;
        const Type *type;
    } words[] = {
        {"void", common->void_},     {"bint", common->bint},
        {"float", common->float_},   {"double", common->double_},
        {"size_t", common->size_t_}, {"Py_ssize_t", common->ssize_t_},
        {"Py_UCS4", common->ucs4},   {"Py_UNICODE", common->py_unicode},
        {"object", common->object},  {"short", common->short_},
        {"long", common->long_},     {"unsigned", common->uint},
        {"signed", common->int_},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i].text) == 0)
            return words[i].type;
    }
    return NULL;
}

const Type *type_integer_words(TypeTable *table, const Name *name, Signedness signedness,
                               bool is_short, uint32_t longs) {
    const CommonTypes *common = &table->common;
    bool is_unsigned = signedness == SIGNEDNESS_UNSIGNED;
    if (name == NULL || strcmp(name->text, "int") == 0) {
        return find_integer(common, is_unsigned, is_short, longs);
    }
    if (strcmp(name->text, "char") == 0) {
        if (is_unsigned)
            return common->uchar;
        return signedness == SIGNEDNESS_SIGNED ? common->schar : common->char_;
    }
    if (strcmp(name->text, "double") == 0 && longs > 0 && signedness == SIGNEDNESS_DEFAULT &&
        !is_short)
        return common->longdouble;
    if (strcmp(name->text, "long") == 0) {
        return find_integer(common, is_unsigned, is_short, longs + 1);
    }
    if (strcmp(name->text, "short") == 0)
        return find_integer(common, is_unsigned, true, 0);
    if (signedness != SIGNEDNESS_DEFAULT || is_short || longs > 0) {
        // `unsigned Py_ssize_t` and the like: the sign changes, the width stays.
        return strcmp(name->text, "Py_ssize_t") == 0 && is_unsigned ? common->size_t_ : NULL;
    }
    return find_single_word(common, name->text);
}
