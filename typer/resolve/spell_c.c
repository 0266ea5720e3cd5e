// C declarations as Cython spells them: the names of the capsules by which modules exchange C
// functions and variables, compared byte for byte.
//
// Takes: declarations that have been resolved. Gives: `int (int, struct __pyx_opt_args_1m_f *
// __pyx_optional_args)`; NULL for what has no such text (C++). Typedefs keep their
// names, so the text comes from the declaration, not from its type. As in a compiler of C,
// a declarator is read from the outside in, and what has been read so far is the `entity`.

#include "support/file.h"
#include "typer/internal.h"
#include <string.h>

static const char *spell_base(Typer *typer, const Node *base, const char *entity);
static const char *spell_declarator(Typer *typer, const Node *base, const Node *declarator,
                                    const char *entity);

// --- Names ---------------------------------------------------------------------------------------

static const char *module_of_scope(Arena *arena, const Scope *scope) {
    while (scope->parent != NULL && scope->kind != SCOPE_MODULE)
        scope = scope->parent;
    return module_import_name(arena, scope->name->text);
}

const char *module_of_symbol(Arena *arena, const Symbol *symbol) {
    return module_of_scope(arena, symbol->scope);
}

// `pkg.m` -> `3pkg_1m_`
static const char *prefix_of(Typer *typer, const Scope *scope) {
    const char *module = module_of_scope(typer->arena, scope);
    const char *text = "";
    while (*module != '\0') {
        size_t length = strcspn(module, ".");
        text = arena_format(typer->arena, "%s%zu%.*s_", text, length, (int)length, module);
        module += length + (module[length] == '.');
    }
    return text;
}

// `pkg.m` and `f` -> `__pyx_f_3pkg_1m_f`
const char *mangle_c_name(Typer *typer, const char *prefix, const Symbol *symbol) {
    return arena_format(typer->arena, "%s%s%s", prefix, prefix_of(typer, symbol->scope),
                        symbol->name->text);
}

static const char *join(Typer *typer, const char *base, const char *entity) {
    return *entity == '\0' ? base : arena_format(typer->arena, "%s %s", base, entity);
}

const char *spell_c_type_name(Typer *typer, const Symbol *symbol) {
    if (symbol->c_name != NULL)
        return symbol->c_name;
    // What C code outside of the module may name keeps its name.
    bool keeps = symbol->is_extern || symbol->is_public || symbol->is_api;
    return keeps ? symbol->name->text : mangle_c_name(typer, "__pyx_t_", symbol);
}

static const char *with_keyword(Typer *typer, const char *keyword, const char *name) {
    return keyword == NULL ? name : arena_format(typer->arena, "%s %s", keyword, name);
}

const char *spell_c_object_struct(Typer *typer, const ClassSymbol *symbol) {
    // `ctypedef class` of this language gives the struct a second name
    bool is_typedef = symbol->node != NULL && symbol->node->is_typedef &&
                      (symbol->symbol.is_extern || symbol->node->is_extern);
    const char *name = symbol->object_struct_name != NULL
                           ? symbol->object_struct_name->text
                           : mangle_c_name(typer, "__pyx_obj_", &symbol->symbol);
    return with_keyword(typer, is_typedef ? NULL : "struct", name);
}

static void note_named(Typer *typer, const Symbol *symbol) {
    if (typer->named != NULL)
        vector_push(typer->arena, &typer->named->symbols, (Symbol *)(uintptr_t)symbol);
}

static const char *spell_type_symbol(Typer *typer, const Symbol *symbol, const char *entity) {
    const char *keyword = NULL; // none before the name of a typedef
    if (node_is(symbol->declaration, NODE_CStructDef)) {
        const CStructDef *node = (const CStructDef *)symbol->declaration;
        if (!node->is_typedef)
            keyword = node->is_union ? "union" : "struct";
    } else if (node_is(symbol->declaration, NODE_CEnumDef)) {
        if (!((const CEnumDef *)symbol->declaration)->is_typedef)
            keyword = "enum";
    } else if (!node_is(symbol->declaration, NODE_CTypedef)) {
        return NULL;
    }
    note_named(typer, symbol);
    const char *name = spell_c_type_name(typer, symbol);
    return join(typer, with_keyword(typer, keyword, name), entity);
}

static const char *spell_class(Typer *typer, const ClassSymbol *symbol, const char *entity) {
    note_named(typer, &symbol->symbol);
    return join(typer, spell_c_object_struct(typer, symbol),
                arena_format(typer->arena, "*%s", entity));
}

// --- Types that have no declaration --------------------------------------------------------------

// Builtin C types: `unsigned long long` is `unsigned PY_LONG_LONG`.
static const char *spell_number(Typer *typer, const Type *type) {
    const CommonTypes *common = typer->common;
    const struct {
        const Type *type;
        const char *text;
    } special[] = {
        {common->bint, "int"},
        {common->longlong, "PY_LONG_LONG"},
        {common->ulonglong, "unsigned PY_LONG_LONG"},
        {type_known_integer(typer->types, intern(typer->compilation, "ssize_t")), "Py_ssize_t"},
    };
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (special[i].type == type)
            return special[i].text;
    return type->text;
}

static const char *spell_complex(Typer *typer, const Type *type) {
    if (typer->named != NULL)
        vector_push(typer->arena, &typer->named->complexes, type);
    const char *real = type->element->floating_bits == 80 ? "long_double" : type->element->text;
    return arena_format(typer->arena, "__pyx_t_%s_complex", real);
}

static const char *add_argument(Typer *typer, const char *text, const char *argument) {
    return arena_format(typer->arena, "%s%s%s", text, *text == '\0' ? "" : ", ", argument);
}

static const char *add_dimension(Typer *typer, const char *entity, const char *length) {
    bool is_pointer = *entity == '*';
    return arena_format(typer->arena, is_pointer ? "(%s)[%s]" : "%s[%s]", entity, length);
}

static const char *length_text(Typer *typer, uint64_t length) {
    return arena_format(typer->arena, "%llu", (unsigned long long)length);
}

// Laid out otherwise than Cython's `__Pyx_memviewslice`: the names must not match.
static const char *spell_view(Typer *typer, const char *entity) {
    if (typer->named != NULL)
        typer->named->has_views = true;
    return join(typer, "zi_view", entity);
}

static const char *spell_function_type(Typer *typer, const Type *type, const char *entity) {
    const char *text = "";
    for (uint32_t i = 0; i < type->function.count; i++) {
        const char *argument = spell_c_type(typer, type->function.parameters[i].type, "");
        if (argument == NULL)
            return NULL;
        text = add_argument(typer, text, argument);
    }
    if (type->function.is_variadic)
        text = add_argument(typer, text, "...");
    entity = arena_format(typer->arena, "(*%s)(%s)", entity, *text == '\0' ? "void" : text);
    return spell_c_type(typer, type->function.result, entity);
}

static const char *add_qualifiers(Typer *typer, bool is_const, bool is_volatile,
                                  const char *entity) {
    return arena_format(typer->arena, "%s%s%s", is_volatile ? "volatile " : "",
                        is_const ? "const " : "", entity);
}

const char *spell_c_type(Typer *typer, const Type *type, const char *entity) {
    if (type->is_const || type->is_volatile)
        return spell_c_type(typer, type_unqualified(typer->types, type),
                            add_qualifiers(typer, type->is_const, type->is_volatile, entity));
    switch (type->kind) {
    case TYPE_OBJECT:
    case TYPE_BUILTIN: {
        const char *object = type->kind == TYPE_BUILTIN && type->builtin == BUILTIN_TYPE
                                 ? "PyTypeObject"
                                 : "PyObject";
        return join(typer, object, arena_format(typer->arena, "*%s", entity));
    }
    case TYPE_VOID:
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
        return join(typer, spell_number(typer, type), entity);
    case TYPE_COMPLEX:
        return join(typer, spell_complex(typer, type), entity);
    case TYPE_POINTER:
        return spell_c_type(typer, type->element, arena_format(typer->arena, "*%s", entity));
    case TYPE_EXTENSION:
        return spell_class(typer, type->class_symbol, entity);
    case TYPE_STRUCT:
        return spell_type_symbol(typer, &type->struct_symbol->symbol, entity);
    case TYPE_ENUM:
        return spell_type_symbol(typer, type->enum_symbol, entity);
    case TYPE_ARRAY: {
        const Symbol *header_length = type->array.header_length;
        const char *length =
            header_length != NULL ? header_length->c_name : length_text(typer, type->array.length);
        return spell_c_type(typer, type->array.element, add_dimension(typer, entity, length));
    }
    case TYPE_FUNCTION:
        return spell_function_type(typer, type, entity);
    case TYPE_MEMORYVIEW:
        return spell_view(typer, entity);
    case TYPE_ERROR:
    case TYPE_NULL_POINTER:
    case TYPE_CTUPLE:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_KIND_COUNT:
        break;
    }
    return NULL;
}

// --- C tuples ------------------------------------------------------------------------------------

// Where a struct, enum or typedef is declared; NULL: the name is none of these.
static const Scope *scope_of_type(Typer *typer, const CBaseName *node) {
    if (node->is_complex ||
        type_integer_words(typer->types, node->name, node->signedness, node->is_short, node->longs))
        return NULL;
    const Symbol *symbol = find_dotted_symbol(typer, node->name);
    bool is_declared = symbol != NULL && symbol->kind == SYMBOL_TYPE && symbol->declaration != NULL;
    return is_declared ? symbol->scope : NULL;
}

// Spaces beside punctuation say nothing.
static const char *squeeze(Typer *typer, const char *text) {
    static const char punctuation[] = "*[](),.";
    char *result = arena_copy_string(typer->arena, text);
    char *end = result;
    for (const char *at = text; *at != '\0'; at++) {
        bool is_loose = *at == ' ' && ((at[1] != '\0' && strchr(punctuation, at[1]) != NULL) ||
                                       (end > result && strchr(punctuation, end[-1]) != NULL));
        if (!is_loose)
            *end++ = *at;
    }
    *end = '\0';
    return result;
}

// What a part of a C type is in an identifier, and how long it is; NULL: as it is.
static const char *escape_at(const char *text, size_t *length) {
    static const struct {
        const char *text, *escaped;
    } escapes[] = {
        {"const ", "__const_"}, {"__", "__dunder"}, {"]", "__rArr"}, {"[", "__lArr"},
        {"...", "__EL"},        {",", "__comma_"},  {"*", "__ptr"},  {")", "__rParen"},
        {"(", "__lParen"},      {" ", "__space_"},
    };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        *length = strlen(escapes[i].text);
        if (strncmp(text, escapes[i].text, *length) == 0)
            return escapes[i].escaped;
    }
    *length = 1;
    return NULL;
}

// A C type as a part of an identifier: `char *` -> `char__ptr`. A space beside what is escaped
// goes.
static const char *identifier_of(Typer *typer, const char *text) {
    const char *result = "";
    text = squeeze(typer, text);
    while (*text != '\0') {
        size_t length;
        const char *escaped = *text == ' ' ? escape_at(text + 1, &length) : NULL;
        text += escaped != NULL;
        if (escaped == NULL)
            escaped = escape_at(text, &length);
        result = escaped != NULL ? arena_format(typer->arena, "%s%s", result, escaped)
                                 : arena_format(typer->arena, "%s%c", result, *text);
        text += length;
        text += escaped != NULL && *text == ' ';
    }
    return result;
}

// A type that has a declaration is named with the module's prefix once more.
static const char *spell_tuple_item(Typer *typer, const CType *item) {
    const char *text = spell_declarator(typer, item->base, item->declarator, "");
    if (text == NULL || !node_is(item->declarator, NODE_DeclaratorName))
        return text;
    const Scope *scope = NULL;
    if (node_is(item->base, NODE_CBaseTuple))
        scope = typer->place.scope;
    else if (node_is(item->base, NODE_CBaseName))
        scope = scope_of_type(typer, (const CBaseName *)item->base);
    return scope == NULL ? text : arena_format(typer->arena, "%s%s", prefix_of(typer, scope), text);
}

// Longer names get a checksum in Cython: those have no text here.
enum { LONGEST_TUPLE_NAME = 63 };

static const char *spell_ctuple(Typer *typer, const CBaseTuple *node, const char *entity) {
    const char *name = "";
    for (uint32_t i = 0; i < node->elements.count; i++) {
        const char *text = spell_tuple_item(typer, (const CType *)node->elements.items[i]);
        if (text == NULL)
            return NULL;
        name = arena_format(typer->arena, "%s%s%s", name, i == 0 ? "" : "__and_",
                            identifier_of(typer, text));
    }
    if (strlen(name) > LONGEST_TUPLE_NAME)
        return NULL;
    name = arena_format(typer->arena, "__pyx_ctuple_%s", name);
    if (typer->named != NULL) {
        NamedTuple tuple = {name, resolve_base_type(typer, (Node *)(uintptr_t)node)};
        vector_push(typer->arena, &typer->named->tuples, tuple);
    }
    return join(typer, name, entity);
}

// --- Bases ---------------------------------------------------------------------------------------

// The declaration in the scope that it stands in.
static const char *spell_elsewhere(Typer *typer, const Scope *scope, const Node *base,
                                   const Node *declarator, const char *entity) {
    Place saved = typer->place;
    typer->place.scope = (Scope *)(uintptr_t)scope;
    const char *text = spell_declarator(typer, base, declarator, entity);
    typer->place = saved;
    return text;
}

// `Number *`, a member of a fused type, by the names in it; NULL: it has no such text.
static const char *spell_chosen(Typer *typer, const Symbol *fused, const FusedItem *chosen,
                                const char *entity) {
    if (chosen == NULL)
        return NULL;
    if (chosen->typedef_symbol != NULL)
        return spell_type_symbol(typer, chosen->typedef_symbol, entity);
    const CType *written = chosen->written;
    return written == NULL
               ? NULL
               : spell_elsewhere(typer, fused->scope, written->base, written->declarator, entity);
}

static const char *spell_base_name(Typer *typer, const CBaseName *node, const char *entity) {
    entity = add_qualifiers(typer, node->is_const, node->is_volatile, entity);
    const Type *type =
        type_integer_words(typer->types, node->name, node->signedness, node->is_short, node->longs);
    if (type != NULL && node->is_complex)
        return join(typer, spell_complex(typer, type_complex(typer->types, type)), entity);
    if (type != NULL)
        return spell_c_type(typer, type, entity);
    Symbol *symbol = find_dotted_symbol(typer, node->name);
    if (symbol == NULL) {
        type = type_known_integer(typer->types, node->name);
        return type == NULL ? NULL : join(typer, spell_number(typer, type), entity);
    }
    if (symbol->kind == SYMBOL_CLASS)
        return spell_class(typer, (const ClassSymbol *)symbol, entity);
    bool has_type = symbol->kind == SYMBOL_TYPE && symbol->type != NULL;
    bool is_fused = has_type && type_has_fused(typer->types, symbol->type);
    bool is_complex = has_type && symbol->type->kind == TYPE_COMPLEX; // known by no other name
    if (symbol->kind == SYMBOL_TYPE && symbol->declaration != NULL && !is_fused && !is_complex)
        return spell_type_symbol(typer, symbol, entity);
    type = type_of_symbol_as_type(typer, symbol);
    const FusedItem *chosen =
        is_fused ? type_chosen_item(symbol->type, typer->place.specialization) : NULL;
    const char *text = spell_chosen(typer, symbol, chosen, entity);
    if (text != NULL)
        return text;
    return type == NULL ? NULL : spell_c_type(typer, declared_type(typer, type), entity);
}

// The dimensions that the template and those inside it say, then what the items are.
static const char *spell_items(Typer *typer, const Node *base, const Type *type,
                               const char *entity) {
    for (; node_is(base, NODE_CBaseTemplate); base = ((const CBaseTemplate *)base)->base) {
        // The other module need not know the header.
        if (type->array.header_length != NULL)
            return NULL;
        entity = add_dimension(typer, entity, length_text(typer, type->array.length));
        type = type->array.element;
    }
    return spell_base(typer, base, entity);
}

// `double[2][3]` and the entity `x` -> `double x[2][3]`
static const char *spell_template(Typer *typer, const CBaseTemplate *node, const char *entity) {
    const Type *type = resolve_base_type(typer, (Node *)node);
    return type->kind == TYPE_ARRAY ? spell_items(typer, (const Node *)node, type, entity)
                                    : spell_c_type(typer, type, entity);
}

// As a parameter it is a pointer to an item: `double (*)[3]`.
static const char *spell_array_parameter(Typer *typer, const CBaseTemplate *node) {
    const Type *type = resolve_base_type(typer, (Node *)node);
    return spell_items(typer, node->base, type->array.element, "*");
}

static const char *spell_base(Typer *typer, const Node *base, const char *entity) {
    switch (base->kind) {
    case NODE_CBaseName:
        return spell_base_name(typer, (const CBaseName *)base, entity);
    case NODE_CBaseTemplate:
        return spell_template(typer, (const CBaseTemplate *)base, entity);
    case NODE_CBaseMemoryview:
        return spell_view(typer, entity);
    case NODE_CBaseTuple:
        return spell_ctuple(typer, (const CBaseTuple *)base, entity);
    case NODE_CType: {
        const CType *type = (const CType *)base;
        return spell_declarator(typer, type->base, type->declarator, entity);
    }
    default: // member types of C++ templates
        return NULL;
    }
}

// --- Parameters ----------------------------------------------------------------------------------

// The array that a typedef stands for, as a parameter; NULL: it stands for something else.
static const char *spell_array_typedef(Typer *typer, const Node *base) {
    const Symbol *symbol = node_is(base, NODE_CBaseName) && ((const CBaseName *)base)->name != NULL
                               ? find_dotted_symbol(typer, ((const CBaseName *)base)->name)
                               : NULL;
    if (symbol == NULL || symbol->kind != SYMBOL_TYPE || symbol->type == NULL ||
        symbol->type->kind != TYPE_ARRAY || !node_is(symbol->declaration, NODE_CTypedef))
        return NULL;
    const CTypedef *node = (const CTypedef *)symbol->declaration;
    if (node_is(node->declarator, NODE_DeclaratorArray))
        return spell_elsewhere(typer, symbol->scope, node->base,
                               ((const DeclaratorArray *)node->declarator)->inner, "*");
    Place saved = typer->place;
    typer->place.scope = symbol->scope;
    const char *text = node_is(node->base, NODE_CBaseTemplate)
                           ? spell_array_parameter(typer, (const CBaseTemplate *)node->base)
                           : spell_array_typedef(typer, node->base);
    typer->place = saved;
    return text;
}

// An array is passed as a pointer; so is a function, which is written as one: `void (int)`.
static const char *spell_parameter(Typer *typer, const Parameter *parameter) {
    if (parameter_is_type(typer, parameter)) {
        const CBaseName base = {.node = {.kind = NODE_CBaseName}, .name = parameter->name};
        return spell_base_name(typer, &base, "");
    }
    if (parameter->declared_type == NULL)
        return "PyObject *";
    const Node *declarator = parameter->declarator;
    bool is_plain = declarator == NULL || node_is(declarator, NODE_DeclaratorName);
    if (is_plain && node_is(parameter->declared_type, NODE_CBaseTemplate) &&
        resolve_base_type(typer, parameter->declared_type)->kind == TYPE_ARRAY)
        return spell_array_parameter(typer, (const CBaseTemplate *)parameter->declared_type);
    const char *array = is_plain ? spell_array_typedef(typer, parameter->declared_type) : NULL;
    if (array != NULL)
        return array;
    if (declarator == NULL)
        return spell_base(typer, parameter->declared_type, "");
    if (node_is(declarator, NODE_DeclaratorArray))
        return spell_declarator(typer, parameter->declared_type,
                                ((const DeclaratorArray *)declarator)->inner, "*");
    return spell_declarator(typer, parameter->declared_type, declarator, "");
}

// The struct of optional arguments, one for each version of a fused function.
static const char *name_of_optional(Typer *typer, const FunctionSymbol *function) {
    const FusedVersion *version = function->version;
    const Symbol *symbol = version != NULL ? &version->fused->symbol : &function->symbol;
    const char *name = mangle_c_name(typer, "__pyx_opt_args_", symbol);
    return version != NULL ? arena_format(typer->arena, "%s%s", version->c_prefix, name) : name;
}

// `function` is the one that is declared; NULL for what a pointer points to.
static const char *spell_parameters(Typer *typer, const DeclaratorFunction *node,
                                    const FunctionSymbol *function) {
    const Parameters *parameters = (const Parameters *)node->parameters;
    const char *text = "";
    bool has_optional = false;
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = (const Parameter *)parameters->items.items[i];
        if (function != NULL && parameter_is_optional(parameter)) {
            has_optional = true;
            continue;
        }
        const char *argument = spell_parameter(typer, parameter);
        if (argument == NULL)
            return NULL;
        text = add_argument(typer, text, argument);
    }
    if (function != NULL && function->kind == FUNCTION_CPDEF)
        text = add_argument(typer, text, "int __pyx_skip_dispatch");
    if (has_optional) {
        const char *name = name_of_optional(typer, function);
        text = add_argument(typer, text,
                            arena_format(typer->arena, "struct %s *__pyx_optional_args", name));
    }
    if (parameters->has_ellipsis)
        text = add_argument(typer, text, "...");
    return *text == '\0' ? "void" : text;
}

// --- Declarators ---------------------------------------------------------------------------------

static const char *spell_function(Typer *typer, const Node *base, const DeclaratorFunction *node,
                                  const char *entity, const FunctionSymbol *function) {
    const char *parameters = spell_parameters(typer, node, function);
    if (parameters == NULL)
        return NULL;
    const char *form = *entity == '*' ? "(%s)(%s)" : "%s(%s)";
    return spell_declarator(typer, base, node->inner,
                            arena_format(typer->arena, form, entity, parameters));
}

static const char *spell_pointer(Typer *typer, const Node *base, const DeclaratorPointer *node,
                                 const char *entity) {
    entity = add_qualifiers(typer, node->is_const, node->is_volatile, entity);
    return spell_declarator(typer, base, node->inner, arena_format(typer->arena, "*%s", entity));
}

static const char *spell_array(Typer *typer, const Node *base, const DeclaratorArray *node,
                               const char *entity) {
    int64_t length = 0;
    if (node->size == NULL || !constant_integer(typer, node->size, &length))
        return NULL;
    return spell_declarator(typer, base, node->inner,
                            add_dimension(typer, entity, length_text(typer, (uint64_t)length)));
}

static const char *spell_declarator(Typer *typer, const Node *base, const Node *declarator,
                                    const char *entity) {
    if (!depth_enter(&typer->depth, typer->diagnostics, declarator->span))
        return NULL;
    const char *text = NULL;
    switch (declarator->kind) {
    case NODE_DeclaratorName:
        text = spell_base(typer, base, entity);
        break;
    case NODE_DeclaratorPointer:
        text = spell_pointer(typer, base, (const DeclaratorPointer *)declarator, entity);
        break;
    case NODE_DeclaratorArray:
        text = spell_array(typer, base, (const DeclaratorArray *)declarator, entity);
        break;
    case NODE_DeclaratorFunction:
        text = spell_function(typer, base, (const DeclaratorFunction *)declarator, entity, NULL);
        break;
    default: // C++ references
        break;
    }
    depth_leave(&typer->depth);
    return text;
}

const char *spell_c_variable(Typer *typer, const Node *base, const Node *declarator,
                             const char *entity) {
    return spell_declarator(typer, base, declarator, entity);
}

const char *spell_c_function(Typer *typer, const Node *base, const Node *declarator,
                             const char *entity, const FunctionSymbol *function) {
    if (!node_is(declarator, NODE_DeclaratorFunction))
        return NULL;
    return spell_function(typer, base, (const DeclaratorFunction *)declarator, entity, function);
}
