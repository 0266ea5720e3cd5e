// Binding of C types: ctypedef, struct, union, enum, fused types, and the names of cdef classes.
//
// All names of types of a file are declared before anything is resolved, so that types may refer to
// each other in any order; a ctypedef is resolved when it is first asked for.

#include "typer/internal.h"
#include <string.h>

static void init_type_symbol(Typer *typer, Symbol *symbol, Node *node) {
    symbol->declaration = node;
    symbol->header = typer->place.header;
    symbol->is_extern = typer->place.header != NULL;
}

// Returns the type's symbol of an earlier declaration, NULL if there is none; reports another kind.
static Symbol *find_earlier(Typer *typer, const Name *name, Span span, uint16_t kind) {
    Symbol *symbol = find_earlier_symbol(typer->place.scope, name);
    if (symbol == NULL)
        return NULL;
    bool is_same_kind = symbol->declaration != NULL && symbol->declaration->kind == kind;
    if (is_same_kind)
        return symbol;
    report_earlier(typer, symbol, name, span);
    return symbol;
}

// --- cdef class ----------------------------------------------------------------------------------
static void note_c_names(Typer *typer, const CClassDef *node) {
    ClassSymbol *symbol = (ClassSymbol *)node->symbol;
    if (symbol == NULL)
        return;
    if (node->object_struct_name != NULL)
        symbol->object_struct_name = node->object_struct_name;
    if (node->type_object_name != NULL)
        symbol->type_object_name = node->type_object_name;
    bool has_names = node->object_struct_name != NULL || node->type_object_name != NULL;
    bool is_seen = node->visibility != VISIBILITY_PRIVATE || node->is_api || node->is_extern ||
                   typer->place.header != NULL;
    if (has_names && !is_seen)
        report(typer, DIAG_E0525, node->node.span, "[object NAME, type NAME]",
               "on a class that is neither public, api nor extern");
    expose(typer, &symbol->symbol, node->visibility, node->is_api);
}

static void predeclare_class(Typer *typer, CClassDef *node) {
    if (node->module_name != NULL && typer->place.header == NULL && !node->is_extern)
        report(typer, DIAG_E0424, node->name_span, node->module_name->text);
    Symbol *earlier = find_earlier(typer, node->name, node->node.span, NODE_CClassDef);
    if (earlier != NULL) {
        node->symbol = earlier->kind == SYMBOL_CLASS ? earlier : NULL;
        if (node->symbol != NULL && node->has_body) {
            ((ClassSymbol *)earlier)->symbol.declaration = (Node *)node;
        }
        note_c_names(typer, node);
        return;
    }
    ClassSymbol *symbol = SYMBOL_NEW(typer, ClassSymbol, SYMBOL_CLASS, node->name, node->node.span);
    init_type_symbol(typer, &symbol->symbol, (Node *)node);
    symbol->symbol.type = type_extension(typer->types, symbol);
    symbol->symbol.visibility = node->visibility;
    symbol->qualified_name = qualify_name(typer, node->name);
    symbol->scope = scope_create(typer, SCOPE_C_CLASS, node->name, typer->place.scope);
    symbol->scope->class_symbol = symbol;
    symbol->scope->qualified_name = symbol->qualified_name;
    symbol->node = node;
    node->symbol = &symbol->symbol;
    note_c_names(typer, node);
    scope_declare(typer, typer->place.scope, &symbol->symbol);
}

// --- struct and union ----------------------------------------------------------------------------
// C code names the two kinds differently. What a header has in a struct may be told twice, and the
// first time counts.
static void repeat_struct(Typer *typer, StructSymbol *earlier, const CStructDef *node) {
    bool is_told = earlier->has_body && node->has_body && earlier->symbol.is_extern;
    earlier->has_body |= node->has_body;
    if (earlier->is_typedef == node->is_typedef || is_told)
        return;
    Diagnostic *message = report(typer, DIAG_E0531, node->node.span, node->name->text,
                                 earlier->is_typedef ? "ctypedef" : "cdef");
    if (message != NULL)
        diag_add_label(message, earlier->symbol.span, "first declared here");
}

static void predeclare_struct(Typer *typer, CStructDef *node) {
    if (node->name == NULL || node->symbol != NULL)
        return;
    Symbol *earlier = find_earlier(typer, node->name, node->node.span, NODE_CStructDef);
    if (earlier != NULL) {
        node->symbol = earlier->declaration->kind == NODE_CStructDef ? earlier : NULL;
        if (node->symbol != NULL)
            repeat_struct(typer, (StructSymbol *)earlier, node);
        expose(typer, node->symbol, node->visibility, node->is_api);
        return;
    }
    StructSymbol *symbol =
        SYMBOL_NEW(typer, StructSymbol, SYMBOL_TYPE, node->name, node->node.span);
    init_type_symbol(typer, &symbol->symbol, (Node *)node);
    symbol->symbol.type = type_struct(typer->types, symbol);
    symbol->symbol.c_name = node->c_name != NULL ? node->c_name->text : NULL;
    symbol->is_union = node->is_union;
    symbol->is_packed = node->is_packed;
    symbol->is_typedef = node->is_typedef;
    symbol->has_body = node->has_body;
    node->symbol = &symbol->symbol;
    expose(typer, node->symbol, node->visibility, node->is_api);
    scope_declare(typer, typer->place.scope, &symbol->symbol);
}

static uint32_t count_values(const Type *type) {
    if (type->kind == TYPE_ARRAY)
        return count_values(type->array.element);
    if (type->kind == TYPE_STRUCT)
        return type->struct_symbol->value_count;
    uint32_t count = type->kind != TYPE_CTUPLE;
    for (uint32_t i = 0; type->kind == TYPE_CTUPLE && i < type->members.count; i++)
        count += count_values(type->members.items[i]);
    return count;
}

// Structs of structs of structs grow fast, and what is made of one goes through all that it holds.
static bool has_room_for(Typer *typer, StructSymbol *owner, const Declared *declared) {
    enum { MOST_VALUES = 65536 };
    uint32_t count = count_values(declared->type);
    bool fits = count <= MOST_VALUES - owner->value_count;
    if (fits)
        owner->value_count += count;
    else
        report(typer, DIAG_E0548, declared->name_node->node.span, owner->symbol.name->text,
               MOST_VALUES);
    return fits;
}

void declare_struct_field(Typer *typer, StructSymbol *owner, const Declared *declared) {
    Span span = declared->name_node->node.span;
    for (uint32_t i = 0; i < owner->fields.count; i++) {
        if (owner->fields.items[i]->name == declared->name) {
            report_earlier(typer, owner->fields.items[i], declared->name, span);
            return;
        }
    }
    const Type *type = declared->type;
    bool is_unsized = owner->symbol.is_extern ? type->kind == TYPE_VOID
                                              : !declares_complete(declared->declarator, type);
    bool has_no_size = is_unsized || type->kind == TYPE_FUSED;
    if (has_no_size)
        report(typer, DIAG_E0507, span, "a member", type->text);
    else if (!owner->symbol.is_extern && (type_is_object(type) || type->kind == TYPE_MEMORYVIEW))
        report_object_inside(typer, span, owner->is_union ? "a C union" : "a C struct", type);
    Symbol *field = SYMBOL_NEW(typer, Symbol, SYMBOL_FIELD, declared->name, span);
    bool is_usable = !has_no_size && has_room_for(typer, owner, declared);
    field->type = is_usable ? declared->type : typer->common->error;
    field->c_name = declared->c_name;
    field->index = owner->fields.count;
    field->header = owner->symbol.header;
    field->is_extern = owner->symbol.is_extern;
    declared->name_node->symbol = field;
    vector_push(typer->arena, &owner->fields, field);
}

static void bind_struct_fields(Typer *typer, StructSymbol *owner, NodeList *body) {
    for (uint32_t i = 0; i < body->count; i++) {
        Node *statement = body->items[i];
        if (node_is(statement, NODE_CdefBlock)) {
            bind_struct_fields(typer, owner, &((CdefBlock *)statement)->body);
        } else if (node_is(statement, NODE_CompileTimeIf)) {
            select_compile_time_branch(typer, (CompileTimeIf *)statement);
            bind_struct_fields(typer, owner, &((CompileTimeIf *)statement)->body);
        }
        if (!node_is(statement, NODE_CVariableDeclaration))
            continue;
        CVariableDeclaration *declaration = (CVariableDeclaration *)statement;
        const Type *base = resolve_plain_type(typer, declaration->base);
        for (uint32_t j = 0; j < declaration->declarators.count; j++) {
            Declared declared = resolve_declarator(typer, base, declaration->declarators.items[j]);
            if (declared.name == NULL)
                continue;
            refuse_field_value(typer, &declared);
            declare_struct_field(typer, owner, &declared);
            if (declared.name_node->symbol != NULL)
                declared.name_node->symbol->pointed =
                    pointed_parameters(typer, declaration->base, declaration->declarators.items[j]);
        }
    }
}

static bool holds_struct(const Type *type, const StructSymbol *symbol);

static bool fields_hold_struct(StructSymbol *owner, const StructSymbol *symbol) {
    // There may be more paths to it than anybody can go.
    if (owner->searched_for == symbol)
        return false;
    owner->searched_for = symbol;
    for (uint32_t i = 0; i < owner->fields.count; i++)
        if (holds_struct(owner->fields.items[i]->type, symbol))
            return true;
    return false;
}

// Does a value of the type hold one of the struct? No struct holds itself but perhaps this one:
// what does has been reported, and its member has another type.
static bool holds_struct(const Type *type, const StructSymbol *symbol) {
    if (type->kind == TYPE_ARRAY)
        return holds_struct(type->array.element, symbol);
    if (type->kind == TYPE_STRUCT)
        return type->struct_symbol == symbol || fields_hold_struct(type->struct_symbol, symbol);
    for (uint32_t i = 0; type->kind == TYPE_CTUPLE && i < type->members.count; i++)
        if (holds_struct(type->members.items[i], symbol))
            return true;
    return false;
}

static void check_holds_itself(Typer *typer, const StructSymbol *symbol) {
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        Symbol *field = symbol->fields.items[i];
        if (!holds_struct(field->type, symbol))
            continue;
        Diagnostic *message = report(typer, DIAG_E0511, field->span, symbol->symbol.name->text);
        if (message != NULL)
            diag_add_help(message, "a pointer can lead to another one: `%s *%s`",
                          symbol->symbol.name->text, field->name->text);
        field->type = typer->common->error;
    }
}

static bool has_same_fields(const StructSymbol *left, const StructSymbol *right) {
    bool are_same = left->fields.count == right->fields.count &&
                    left->is_union == right->is_union && left->is_packed == right->is_packed;
    for (uint32_t i = 0; are_same && i < left->fields.count; i++)
        are_same = left->fields.items[i]->name == right->fields.items[i]->name &&
                   left->fields.items[i]->type == right->fields.items[i]->type;
    return are_same;
}

// Who says again what is in a struct of the source says the same. (Of a header's each says what it
// needs.)
static void check_same_struct(Typer *typer, const StructSymbol *symbol, CStructDef *node) {
    if (symbol->definition == node || symbol->symbol.is_extern || typer->place.header != NULL)
        return;
    StructSymbol *again = SYMBOL_NEW(typer, StructSymbol, SYMBOL_TYPE, node->name, node->node.span);
    again->is_union = node->is_union;
    again->is_packed = node->is_packed;
    bind_struct_fields(typer, again, &node->body);
    if (!has_same_fields(symbol, again))
        report_earlier(typer, &symbol->symbol, node->name, node->node.span);
}

void bind_c_struct_def(Typer *typer, Node **slot) {
    CStructDef *node = NODE_AS(CStructDef, *slot);
    predeclare_struct(typer, node);
    StructSymbol *symbol = (StructSymbol *)node->symbol;
    if (symbol == NULL || !node->has_body)
        return;
    if (symbol->definition != NULL) {
        check_same_struct(typer, symbol, node);
        return;
    }
    symbol->definition = node;
    bind_struct_fields(typer, symbol, &node->body);
    if (symbol->fields.count == 0 && typer->place.header == NULL)
        report(typer, DIAG_E0529, node->node.span, node->is_union ? "union" : "struct",
               node->name->text);
    check_holds_itself(typer, symbol);
    symbol->is_complete = typer->place.header == NULL;
}

// --- enum ----------------------------------------------------------------------------------------
static EnumSymbol *create_enum(Typer *typer, CEnumDef *node) {
    const Name *name = node->name != NULL ? node->name : intern(typer->compilation, "int");
    EnumSymbol *symbol = SYMBOL_NEW(typer, EnumSymbol, SYMBOL_TYPE, name, node->node.span);
    init_type_symbol(typer, &symbol->symbol, (Node *)node);
    const Type *wide =
        typer->place.header != NULL ? type_wide_enum(typer->types, &symbol->symbol) : NULL;
    symbol->underlying = wide != NULL ? wide : typer->common->int_;
    symbol->is_scoped = node->is_class;
    symbol->symbol.type =
        node->name != NULL ? type_enum(typer->types, &symbol->symbol) : typer->common->int_;
    symbol->symbol.c_name = node->c_name != NULL ? node->c_name->text : NULL;
    symbol->scope = scope_create(typer, SCOPE_STRUCT, name, typer->place.scope);
    node->symbol = &symbol->symbol;
    return symbol;
}

static void predeclare_enum(Typer *typer, CEnumDef *node) {
    if (node->symbol != NULL)
        return;
    if (node->name != NULL) {
        Symbol *earlier = find_earlier(typer, node->name, node->node.span, NODE_CEnumDef);
        if (earlier != NULL) {
            node->symbol = earlier->declaration->kind == NODE_CEnumDef ? earlier : NULL;
            expose(typer, node->symbol, node->visibility, node->is_api);
            return;
        }
    }
    EnumSymbol *symbol = create_enum(typer, node);
    expose(typer, &symbol->symbol, node->visibility, node->is_api);
    if (node->name != NULL)
        scope_declare(typer, typer->place.scope, &symbol->symbol);
}

// The value that the next item of an enum has if nothing says more: a number, an expression that
// only a C header knows, or neither.
typedef struct NextItem {
    bool is_known;
    int64_t number;
    Node *expression;
} NextItem;

static NextItem value_of_item(Typer *typer, const CEnumItem *item) {
    NextItem value = {0};
    value.is_known = constant_integer(typer, item->value, &value.number);
    if (!value.is_known)
        value.expression = header_constant(typer, item->value);
    return value;
}

// Items count up from the one before; in a C header only the compiler of C knows.
static void bind_enum_item(Typer *typer, EnumSymbol *owner, CEnumItem *item, NextItem *next) {
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_CONSTANT, item->name, item->node.span);
    symbol->type = owner->symbol.type;
    symbol->c_name = item->c_name != NULL ? item->c_name->text : NULL;
    symbol->header = typer->place.header;
    symbol->is_extern = typer->place.header != NULL;
    symbol->declaration = (Node *)item;
    item->symbol = symbol;
    if (item->value != NULL) {
        *next = value_of_item(typer, item);
        if (!next->is_known && next->expression == NULL && !symbol->is_extern) {
            report(typer, DIAG_E0513, item->value->span, item->name->text);
            symbol->type = typer->common->error;
        }
    }
    symbol->constant = next->number++;
    symbol->constant_known = next->is_known && !symbol->is_extern;
    if (next->expression != NULL) {
        symbol->constant_node = symbol->is_extern ? NULL : next->expression;
        next->expression = successor_of_constant(typer, symbol);
    }
    vector_push(typer->arena, &owner->items, symbol);
    scope_declare(typer, owner->scope, symbol);
    if (owner->is_scoped)
        return;
    const Symbol *other = find_earlier_symbol(typer->place.scope, item->name);
    if (other != NULL) {
        report_earlier(typer, other, item->name, item->node.span);
        return;
    }
    scope_alias(typer, typer->place.scope, item->name, symbol);
}

// An item that is no int makes the enum, and all of its items, what gcc makes of it: the first of
// unsigned int, long that has all values (without a negative one unsigned).
static void widen_enum(const Typer *typer, EnumSymbol *owner) {
    int64_t least = 0, most = 0;
    for (uint32_t i = 0; i < owner->items.count; i++) {
        const Symbol *item = owner->items.items[i];
        if (!item->constant_known)
            continue;
        least = item->constant < least ? item->constant : least;
        most = item->constant > most ? item->constant : most;
    }
    if (owner->underlying != typer->common->int_ || (least >= INT32_MIN && most <= INT32_MAX))
        return;
    bool is_unsigned = least >= 0;
    owner->underlying = is_unsigned && most <= UINT32_MAX ? typer->common->uint
                        : is_unsigned                     ? typer->common->ulong
                                                          : typer->common->long_;
    if (owner->symbol.type->kind == TYPE_ENUM)
        return;
    owner->symbol.type = owner->underlying; // it has no name
    for (uint32_t i = 0; i < owner->items.count; i++)
        owner->items.items[i]->type = owner->underlying;
}

// Python sees the items of a `public` enum of the source as names of the module.
static bool shows_items(const Typer *typer, const CEnumDef *node) {
    return node->visibility == VISIBILITY_PUBLIC && !typer->in_declarations && !node->is_class;
}

void bind_c_enum_def(Typer *typer, Node **slot) {
    CEnumDef *node = NODE_AS(CEnumDef, *slot);
    predeclare_enum(typer, node);
    EnumSymbol *symbol = (EnumSymbol *)node->symbol;
    if (symbol == NULL || !node->has_body)
        return;
    if (symbol->items.count > 0) {
        if (symbol->symbol.declaration != &node->node && typer->place.header == NULL)
            report_earlier(typer, &symbol->symbol, node->name, node->node.span);
        return;
    }
    symbol->symbol.declaration = &node->node;
    if (node->base_type != NULL && !node->is_class)
        report(typer, DIAG_E0525, node->base_type->span, "a type in brackets",
               "on an enum that is no 'enum class'");
    if (node->base_type != NULL) {
        const Type *underlying = resolve_base_type(typer, node->base_type);
        if (type_is_integral(underlying))
            symbol->underlying = underlying;
    }
    bool is_visible = node->is_cpdef || shows_items(typer, node);
    if (is_visible && typer->place.scope == typer->module->scope)
        vector_push(typer->arena, &typer->module->python_enums, node);
    if (node->items.count == 0 && typer->place.header == NULL)
        report(typer, DIAG_E0529, node->node.span, "enum",
               node->name != NULL ? node->name->text : "");
    NextItem next = {.is_known = true};
    for (uint32_t i = 0; i < node->items.count; i++) {
        if (node_is(node->items.items[i], NODE_CEnumItem)) {
            bind_enum_item(typer, symbol, (CEnumItem *)node->items.items[i], &next);
        }
    }
    widen_enum(typer, symbol);
}

// --- ctypedef ------------------------------------------------------------------------------------
static void predeclare_typedef(Typer *typer, CTypedef *node) {
    const Name *name = declared_name(node->declarator);
    if (name == NULL || names_type_alone(typer, node->base, name)) {
        report(typer, DIAG_E0536, node->node.span);
        return;
    }
    Symbol *earlier = find_earlier(typer, name, node->node.span, NODE_CTypedef);
    expose(typer, earlier, node->visibility, node->is_api);
    if (earlier != NULL)
        return;
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_TYPE, name, node->node.span);
    init_type_symbol(typer, symbol, (Node *)node);
    symbol->type = NULL; // until someone asks
    symbol->pointed = pointed_parameters(typer, node->base, node->declarator);
    expose(typer, symbol, node->visibility, node->is_api);
    scope_declare(typer, typer->place.scope, symbol);
}

// What a typedef of a C header stands for: its integers have the width that the header says.
static const Type *typedef_meaning(Typer *typer, Symbol *symbol, const Type *type) {
    if (symbol->header != NULL && type->kind == TYPE_FLOATING)
        return type_header_floating(typer->types, symbol, type);
    if (symbol->header == NULL || type->kind != TYPE_INTEGER)
        return type;
    const Type *known = type_known_integer(typer->types, symbol->name);
    return known != NULL ? known : type_header_integer(typer->types, symbol, type);
}

// A typedef that is asked for while it is being resolved leads back to itself.
static void report_circle(Typer *typer, const Symbol *symbol) {
    for (uint32_t i = 0; i < typer->resolving.count; i++) {
        if (typer->resolving.items[i] == symbol) {
            report(typer, DIAG_E0511, symbol->span, symbol->name->text);
        }
    }
}

void resolve_pending_type(Typer *typer, Symbol *symbol) {
    if (symbol->type != NULL) {
        report_circle(typer, symbol);
        return;
    }
    symbol->type = typer->common->error; // for whoever asks meanwhile
    vector_push(typer->arena, &typer->resolving, symbol);
    CTypedef *node = NODE_AS(CTypedef, symbol->declaration);
    Place saved = typer->place;
    typer->place.scope = symbol->scope;
    typer->place.header = (ExternHeader *)(uintptr_t)symbol->header;
    const Type *base = resolve_plain_type(typer, node->base);
    typer->place.is_prototype = symbol->from_pxd;
    Declared declared = resolve_declarator(typer, base, node->declarator);
    symbol->c_name = declared.c_name;
    bool is_function = declared.function != NULL && declared.type->kind == TYPE_FUNCTION;
    const Type *type =
        is_function ? type_function_itself(typer->types, declared.type) : declared.type;
    symbol->type = typedef_meaning(typer, symbol, type);
    (void)vector_pop(&typer->resolving);
    typer->place = saved;
}

// A typedef of an earlier name has to mean what that does; a header may say it more loosely.
static void check_same_typedef(Typer *typer, const Symbol *earlier, CTypedef *node) {
    Declared declared =
        resolve_declarator(typer, resolve_plain_type(typer, node->base), node->declarator);
    bool is_same = earlier->is_extern || type_is_error(earlier->type) ||
                   type_is_error(declared.type) || declared.function != NULL ||
                   same_value_type(earlier->type, declared.type);
    if (!is_same)
        report_difference(typer, declared.name, declared.name_node->node.span, earlier->span,
                          arena_format(typer->arena, "it is '%s' there and '%s' here",
                                       earlier->type->text, declared.type->text));
}

void bind_c_typedef(Typer *typer, Node **slot) {
    CTypedef *node = NODE_AS(CTypedef, *slot);
    predeclare_typedef(typer, node);
    const Name *name = declared_name(node->declarator);
    Symbol *symbol = name != NULL ? scope_find(typer->place.scope, name) : NULL;
    if (symbol == NULL || symbol->kind != SYMBOL_TYPE)
        return;
    resolve_pending_type(typer, symbol);
    if (symbol->declaration != (Node *)node && node_is(symbol->declaration, NODE_CTypedef))
        check_same_typedef(typer, symbol, node);
}

void add_fused_item(Typer *typer, FusedItemVector *items, const Type *type, const Node *written) {
    const FusedItem item = {type, typedef_of_item(typer, written),
                            written_type_name(typer, written, type),
                            node_is(written, NODE_CType) ? (const CType *)written : NULL};
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i].type == item.type &&
            items->items[i].typedef_symbol == item.typedef_symbol && !type_is_error(item.type)) {
            report(typer, DIAG_E0575, written->span, item.type->text);
            return;
        }
    }
    vector_push(typer->arena, items, item);
}

void declare_fused_type(Typer *typer, const Name *name, Node *node, const FusedItemVector *items) {
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_TYPE, name, node->span);
    init_type_symbol(typer, symbol, node);
    bool is_wrong = false;
    for (uint32_t i = 0; i < items->count; i++)
        is_wrong = is_wrong || type_is_error(items->items[i].type);
    symbol->type = is_wrong ? typer->common->error : type_fuse(typer->types, name, items);
    scope_declare(typer, typer->place.scope, symbol);
}

// What a version's variables may be, also a buffer in brackets.
static const Type *resolve_fused_item(Typer *typer, Node *written) {
    const CType *type = (const CType *)written;
    bool is_plain = node_is(written, NODE_CType) && node_is(type->declarator, NODE_DeclaratorName);
    return resolve_variable_type(typer, is_plain ? type->base : written);
}

static void predeclare_fused(Typer *typer, CFusedTypedef *node) {
    Symbol *earlier = find_earlier(typer, node->name, node->node.span, NODE_CFusedTypedef);
    if (earlier != NULL)
        return;
    FusedItemVector items = {0};
    for (uint32_t i = 0; i < node->types.count; i++) {
        Node *written = node->types.items[i];
        add_fused_item(typer, &items, resolve_fused_item(typer, written), written);
    }
    declare_fused_type(typer, node->name, &node->node, &items);
}

// --- All -----------------------------------------------------------------------------------------
void predeclare_type(Typer *typer, Node *node) {
    switch (node->kind) {
    case NODE_CClassDef:
        predeclare_class(typer, (CClassDef *)node);
        break;
    case NODE_CStructDef:
        predeclare_struct(typer, (CStructDef *)node);
        break;
    case NODE_CEnumDef:
        predeclare_enum(typer, (CEnumDef *)node);
        break;
    case NODE_CTypedef:
        predeclare_typedef(typer, (CTypedef *)node);
        break;
    case NODE_CFusedTypedef:
        predeclare_fused(typer, (CFusedTypedef *)node);
        break;
    case NODE_CppClassDef:
        report(typer, DIAG_E0599, node->span, "a C++ class");
        break;
    default:
        internal_error("a %s defines no type", node_kind_name(node->kind));
    }
}
