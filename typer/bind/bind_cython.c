// Binding of Cython's declarations: cdef variables, fields, blocks and what C headers declare.

#include "typer/internal.h"
#include <string.h>

// --- Variables -----------------------------------------------------------------------------------
static bool can_be_variable(Typer *typer, const Declared *declared, CVisibility visibility) {
    const Type *type = declared->type;
    Span span = declared->name_node->node.span;
    bool is_extern = typer->place.header != NULL || visibility == VISIBILITY_EXTERN;
    if (type_is_error(type))
        return false;
    if (type->kind != TYPE_FUNCTION && type_has_fused(typer->types, type)) {
        report(typer, DIAG_E0570, span, type->text);
        return false;
    }
    bool has_size = is_extern && type->kind == TYPE_ARRAY
                        ? true
                        : declares_complete(declared->declarator, type);
    if (!has_size) {
        report_incomplete(typer, span, "a variable", type);
        return false;
    }
    return true;
}

static Symbol *refuse_again(Typer *typer, Symbol *earlier, const Declared *declared) {
    report_earlier(typer, earlier, declared->name, declared->name_node->node.span);
    return earlier;
}

static void fill_variable(Typer *typer, Symbol *symbol, const Declared *declared,
                          CVisibility visibility) {
    declare_view(typer, symbol,
                 can_be_variable(typer, declared, visibility) ? declared->type
                                                              : typer->common->error);
    symbol->is_declared = true;
    symbol->c_name = declared->c_name;
    symbol->visibility = visibility;
    symbol->declaration = (Node *)declared->name_node;
    symbol->header = typer->place.header;
    symbol->is_extern = typer->place.header != NULL;
}

static Symbol *declare_local(Typer *typer, const Declared *declared) {
    Scope *scope = typer->place.scope;
    while (scope->kind == SCOPE_COMPREHENSION)
        scope = scope->parent;
    Symbol *symbol = scope_find(scope, declared->name);
    if (symbol != NULL && (symbol->is_declared || symbol->scope != scope)) {
        return refuse_again(typer, symbol, declared);
    }
    if (symbol == NULL) {
        symbol =
            scope_declare_variable(typer, scope, declared->name, declared->name_node->node.span);
    }
    fill_variable(typer, symbol, declared, VISIBILITY_PRIVATE);
    return symbol;
}

// `cdef dict __dict__` and `cdef object __weakref__` are attributes that CPython reads and sets.
static void check_special_field(Typer *typer, const Symbol *field) {
    if (!is_special_field(field) || type_is_error(field->type))
        return;
    bool is_dict = strcmp(field->name->text, "__dict__") == 0;
    const Type *asked = is_dict ? typer->common->builtin[BUILTIN_DICT] : typer->common->object;
    if (field->type == asked)
        return;
    Diagnostic *message =
        report(typer, DIAG_E0545, field->span, field->name->text, asked->text, field->type->text);
    if (message != NULL)
        diag_add_help(message, "write `cdef %s %s`", asked->text, field->name->text);
}

static Symbol *declare_field(Typer *typer, const Declared *declared, CVisibility visibility) {
    ClassSymbol *owner = typer->place.class_symbol;
    Symbol *symbol = scope_find(owner->scope, declared->name);
    if (symbol != NULL)
        return refuse_again(typer, symbol, declared);
    symbol =
        SYMBOL_NEW(typer, Symbol, SYMBOL_FIELD, declared->name, declared->name_node->node.span);
    fill_variable(typer, symbol, declared, visibility);
    check_special_field(typer, symbol);
    check_member_is_declared(typer, owner, declared->name, symbol->span);
    scope_declare(typer, owner->scope, symbol);
    symbol->index = owner->fields.count;
    vector_push(typer->arena, &owner->fields, symbol);
    return symbol;
}

// A variable that a .pxd file has declared may be declared again, there and in the source. What is
// a header's can be of no other type than the header says.
static Symbol *declare_again(Typer *typer, Symbol *symbol, const Declared *declared) {
    bool is_extern = symbol->is_extern && typer->place.header != NULL;
    if (is_extern || same_value_type(symbol->type, declared->type))
        return symbol;
    if (typer->in_declarations && !is_extern) {
        // As in Cython, the first one counts there.
        Diagnostic *warning = report(typer, DIAG_W0111, declared->name_node->node.span,
                                     declared->name->text, symbol->type->text);
        if (warning != NULL)
            diag_add_label(warning, symbol->span, "this declaration counts");
        return symbol;
    }
    report_difference(typer, declared->name, declared->name_node->node.span, symbol->span,
                      arena_format(typer->arena, "it is '%s' there and '%s' here",
                                   symbol->type->text, declared->type->text));
    return symbol;
}

static Symbol *declare_global(Typer *typer, const Declared *declared, CVisibility visibility) {
    if (visibility == VISIBILITY_READONLY)
        report(typer, DIAG_E0525, declared->name_node->node.span, "readonly",
               "outside of a cdef class");
    Symbol *symbol = find_earlier_symbol(typer->place.scope, declared->name);
    if (symbol != NULL) {
        bool is_c = symbol->kind == SYMBOL_C_GLOBAL || symbol->kind == SYMBOL_C_VARIABLE;
        if (is_c && symbol->from_pxd)
            return declare_again(typer, symbol, declared);
        if (symbol->kind == SYMBOL_C_VARIABLE && symbol->type == declared->type)
            return symbol;
        if (symbol->kind != SYMBOL_GLOBAL)
            return refuse_again(typer, symbol, declared);
        // bound further up, or by a function's `global`
        symbol->kind = SYMBOL_C_GLOBAL;
        fill_variable(typer, symbol, declared, visibility);
        vector_push(typer->arena, &typer->module->c_globals, symbol);
        return symbol;
    }
    bool is_extern = typer->place.header != NULL;
    symbol = SYMBOL_NEW(typer, Symbol, is_extern ? SYMBOL_C_VARIABLE : SYMBOL_C_GLOBAL,
                        declared->name, declared->name_node->node.span);
    fill_variable(typer, symbol, declared, visibility);
    scope_declare(typer, typer->place.scope, symbol);
    bool is_own = !is_extern && typer->place.scope == typer->module->scope;
    if (is_own) {
        vector_push(typer->arena, &typer->module->c_globals, symbol);
        typer->module->needs_static_state = true;
    }
    return symbol;
}

Symbol *declare_variable(Typer *typer, const Declared *declared, CVisibility visibility) {
    switch (typer->place.scope->kind) {
    case SCOPE_MODULE:
        return declare_global(typer, declared, visibility);
    case SCOPE_C_CLASS:
        return declare_field(typer, declared, visibility);
    case SCOPE_FUNCTION:
    case SCOPE_COMPREHENSION:
    case SCOPE_PYTHON_CLASS:
        return declare_local(typer, declared);
    case SCOPE_BUILTIN:
    case SCOPE_STRUCT:
        break;
    }
    internal_error("a declaration stands in no scope of variables");
}

void refuse_field_value(Typer *typer, const Declared *declared) {
    const Node *value = declared->name_node->default_value;
    if (value != NULL)
        report(typer, DIAG_E0520, value->span, declared->name->text);
}

// Of this module, not of a .pxd file's or a C header's?
static bool declares_own(const Typer *typer) {
    return typer->place.scope == typer->module->scope && typer->place.header == NULL;
}

void expose(Typer *typer, Symbol *symbol, CVisibility visibility, bool is_api) {
    bool may_be_seen =
        symbol != NULL && typer->place.header == NULL && typer->place.scope->kind == SCOPE_MODULE;
    if (!may_be_seen || (visibility != VISIBILITY_PUBLIC && !is_api))
        return;
    bool is_type = symbol->kind == SYMBOL_TYPE || symbol->kind == SYMBOL_CLASS;
    if (is_type && declares_own(typer) && !symbol->is_public && !symbol->is_api)
        vector_push(typer->arena, &typer->visible_types, symbol);
    symbol->is_public |= visibility == VISIBILITY_PUBLIC;
    symbol->is_api |= is_api;
}

void expose_declaration(Typer *typer, Symbol *symbol, CDeclaration declaration,
                        CVisibility visibility, bool is_api) {
    expose(typer, symbol, visibility, is_api);
    if (symbol == NULL || !declares_own(typer) || map_has(&typer->c_declarations, symbol))
        return;
    CDeclaration *kept = ARENA_NEW(typer->arena, CDeclaration);
    *kept = declaration;
    map_put(typer->arena, &typer->c_declarations, symbol, kept);
}

void note_foreign(Typer *typer) { typer->module->has_foreign_declarations |= !declares_own(typer); }

// Other modules get the variables that a .pxd declares, and `cdef api`. As of the type, the first
// declaration counts.
static void declare_exchanged(Typer *typer, Symbol *symbol, const CVariableDeclaration *node,
                              uint32_t declarator) {
    if (symbol->capsule_name == NULL)
        symbol->capsule_name =
            spell_c_variable(typer, node->base, node->declarators.items[declarator], "");
    note_foreign(typer);
}

static void expose_one(Typer *typer, Symbol *symbol, const CVariableDeclaration *node,
                       uint32_t declarator) {
    CDeclaration declaration = {node->base, node->declarators.items[declarator]};
    expose_declaration(typer, symbol, declaration, node->visibility, node->is_api);
    // `public` is what Python sees of an attribute
    if (typer->place.scope->kind == SCOPE_C_CLASS && node->is_api)
        report(typer, DIAG_W0104, node->node.span, "api", "an attribute");
}

// `cdef int`: the word is the type, and the name is missing.
bool names_type_alone(Typer *typer, const Node *base, const Name *name) {
    bool has_type = base->span.end > base->span.start;
    return !has_type &&
           type_integer_words(typer->types, name, SIGNEDNESS_DEFAULT, false, 0) != NULL;
}

// `cdef int *a, b`: the `*` is easily taken for the type of all names.
static void warn_mixed_declarators(Typer *typer, const CVariableDeclaration *node) {
    bool is_told = typer->place.directives.warn_multiple_declarators && !typer->in_declarations;
    for (uint32_t i = 0; is_told && node->declarators.count > 1 && i < node->declarators.count;
         i++) {
        const Node *declarator = node->declarators.items[i];
        const Name *name = declared_name(declarator);
        if (node_is(declarator, NODE_DeclaratorName) || name == NULL)
            continue;
        Diagnostic *message = report(typer, DIAG_W0308, declarator->span, name->text);
        if (message != NULL)
            diag_add_help(message, "give it a declaration of its own");
    }
}

// `cdef __cythonbufferdefaults__ = {...}` in a cdef class: how buffers of its objects are taken.
static bool sets_buffer_defaults(Typer *typer, const Declared *declared) {
    Node **value = &declared->name_node->default_value;
    if (typer->place.scope->kind != SCOPE_C_CLASS || !node_is(*value, NODE_DictExpression) ||
        strcmp(declared->name->text, "__cythonbufferdefaults__") != 0)
        return false;
    typer->place.class_symbol->buffer_defaults = (const DictExpression *)*value;
    *value = NULL;
    return true;
}

// What a block of a C header declares has the value that it has in C.
static void ignore_header_value(Typer *typer, const Declared *declared) {
    if (typer->place.header == NULL || declared->name_node->default_value == NULL)
        return;
    report(typer, DIAG_W0143, declared->name_node->default_value->span, declared->name->text);
    declared->name_node->default_value = NULL;
}

void bind_c_variable_declaration(Typer *typer, Node **slot) {
    CVariableDeclaration *node = NODE_AS(CVariableDeclaration, *slot);
    warn_mixed_declarators(typer, node);
    const Type *base = typer->place.function == NULL ? resolve_plain_type(typer, node->base)
                                                     : resolve_variable_type(typer, node->base);
    VariableModifier modifier = modifier_of_declaration(typer, node->base);
    // an attribute of the class is bound by its value
    if (modifier == MODIFIER_CLASS && typer->place.scope->kind == SCOPE_C_CLASS)
        return;
    if (modifier == MODIFIER_CLASS)
        report(typer, DIAG_E0525, node->base->span, "ClassVar", "outside of a class");
    for (uint32_t i = 0; i < node->declarators.count; i++) {
        Declared declared = resolve_declarator(typer, base, node->declarators.items[i]);
        if (declared.name == NULL || names_type_alone(typer, node->base, declared.name)) {
            report(typer, DIAG_E0536, node->node.span);
            continue;
        }
        if (sets_buffer_defaults(typer, &declared))
            continue;
        if (declared.function != NULL) { // int f(int), g(int)
            declare_c_function(typer, &declared, NULL, declared.name_node->node.span);
            expose_one(typer, scope_find(typer->place.scope, declared.name), node, i);
            continue;
        }
        if (node->is_extern && !typer->in_declarations && type_is_object(declared.type))
            report_object_inside(typer, declared.name_node->node.span, "a variable of C code",
                                 declared.type);
        ignore_header_value(typer, &declared);
        Symbol *symbol = declare_variable(typer, &declared, node->visibility);
        declared.name_node->symbol = symbol;
        symbol->pointed = pointed_parameters(typer, node->base, node->declarators.items[i]);
        symbol->type_name =
            declared_type_name(typer, node->base, node->declarators.items[i], declared.type);
        if (modifier == MODIFIER_INIT)
            note_init_variable(typer, symbol, node->base->span);
        expose_one(typer, symbol, node, i);
        if (symbol->kind == SYMBOL_C_GLOBAL && (typer->in_declarations || node->is_api))
            declare_exchanged(typer, symbol, node, i);
        if (symbol->kind == SYMBOL_FIELD)
            refuse_field_value(typer, &declared);
        if (declared.name_node->default_value != NULL) {
            bind_node(&declared.name_node->default_value, typer);
            symbol->is_assigned = true;
            symbol->binding_count++;
        }
    }
}

// --- Blocks --------------------------------------------------------------------------------------
static ExternHeader *create_header(Typer *typer, const ExternBlock *node) {
    ExternHeader *header = ARENA_NEW(typer->arena, ExternHeader);
    header->name = node->any_header ? NULL : node->header;
    header->angle_brackets = node->angle_brackets;
    header->verbatim = node->verbatim;
    header->span = node->node.span;
    return header;
}

// The header of the block; made once, whether it is first seen when predeclaring or binding.
static ExternHeader *header_of_block(Typer *typer, const ExternBlock *node) {
    ExternHeader *header = map_get(&typer->headers, node);
    if (header == NULL) {
        header = create_header(typer, node);
        map_put(typer->arena, &typer->headers, node, header);
    }
    return header;
}

void bind_extern_block(Typer *typer, Node **slot) {
    ExternBlock *node = NODE_AS(ExternBlock, *slot);
    if (node->cpp_namespace != NULL) {
        report(typer, DIAG_E0599, node->node.span, "a C++ namespace");
        return;
    }
    Place saved = typer->place;
    ExternHeader *header = header_of_block(typer, node);
    // What is cimported further up comes before, as in Cython: C code here may rely on it.
    vector_push(typer->arena, &typer->module->headers, header);
    typer->place.header = header;
    typer->place.is_nogil_block |= node->is_nogil;
    bind_statements(typer, &node->body);
    typer->place = saved;
}

void bind_cdef_block(Typer *typer, Node **slot) {
    CdefBlock *node = NODE_AS(CdefBlock, *slot);
    Place saved = typer->place;
    typer->place.is_nogil_block |= node->is_nogil;
    bind_statements(typer, &node->body);
    typer->place = saved;
}

// --- Declaring types first -----------------------------------------------------------------------
static void predeclare_statement(Typer *typer, Node *node) {
    Place saved = typer->place;
    switch (node->kind) {
    case NODE_ExternBlock:
        if (((ExternBlock *)node)->cpp_namespace != NULL)
            break;
        typer->place.header = header_of_block(typer, (ExternBlock *)node);
        predeclare_statements(typer, &((ExternBlock *)node)->body);
        break;
    case NODE_CdefBlock:
        predeclare_statements(typer, &((CdefBlock *)node)->body);
        break;
    case NODE_Include:
        predeclare_statements(typer, &((Include *)node)->body);
        break;
    case NODE_CClassDef:
    case NODE_CStructDef:
    case NODE_CTypedef:
        predeclare_type(typer, node);
        break;
    case NODE_CEnumDef:
        if (((CEnumDef *)node)->name != NULL)
            predeclare_type(typer, node);
        break;
    default:
        break;
    }
    typer->place = saved;
}

// Declares the types that the statements name, without looking into them.
void predeclare_statements(Typer *typer, NodeList *body) {
    for (uint32_t i = 0; i < body->count; i++) {
        if (!depth_enter(&typer->depth, typer->diagnostics, body->items[i]->span))
            return;
        predeclare_statement(typer, body->items[i]);
        depth_leave(&typer->depth);
    }
}
