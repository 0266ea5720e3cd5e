// Lowering of structs, unions, enums, fused types, extension types, C++ classes and properties.

#include "frontend/internal.h"

// struct_definition: modifier* ['packed'] kind name [c_name] [':' body]
Node *lower_struct(Lowering *lowering, const Syntax *syntax) {
    CStructDef *definition = LOWER_NEW(lowering, CStructDef, syntax);
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    definition->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    definition->c_name = lower_string_name(lowering, syntax_child(syntax, SLOT_c_name));
    definition->is_union = syntax_is(lowering, syntax_child(syntax, SLOT_kind), "union");
    definition->is_packed = syntax_child(syntax, SLOT_packed) != NULL;
    lower_refuse_modifiers(lowering, definition->node.span,
                           definition->is_union ? "on a union" : "on a struct");
    definition->is_typedef = lowering->context.is_typedef;
    definition->visibility = lowering->context.visibility;
    definition->is_api = lowering->context.is_api;
    definition->has_body = syntax_child(syntax, SLOT_body) != NULL;
    definition->body = lower_plain_body(lowering, syntax);
    lowering->context = outer;
    return (Node *)definition;
}

// --- Enums ---------------------------------------------------------------------------------------
// enumerator: name [c_name] ['=' value]
Node *lower_enumerator(Lowering *lowering, const Syntax *syntax) {
    CEnumItem *item = LOWER_NEW(lowering, CEnumItem, syntax);
    item->name = syntax_member_name(lowering, syntax_child(syntax, SLOT_name));
    item->c_name = lower_string_name(lowering, syntax_child(syntax, SLOT_c_name));
    item->value = lower_optional(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)item;
}

// Leaves the `pass` statements out.
static NodeList drop_passes(NodeList body) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < body.count; i++) {
        if (!node_is(body.items[i], NODE_Pass)) {
            body.items[count++] = body.items[i];
        }
    }
    body.count = count;
    return body;
}

// enum_definition: modifier* 'enum' ['class' | 'struct'] [name] [c_name] ['(' base ')'] [':' body]
Node *lower_enum(Lowering *lowering, const Syntax *syntax) {
    CEnumDef *definition = LOWER_NEW(lowering, CEnumDef, syntax);
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    const Syntax *name = syntax_child(syntax, SLOT_name);
    definition->name = name != NULL ? syntax_name(lowering, name) : NULL;
    definition->c_name = lower_string_name(lowering, syntax_child(syntax, SLOT_c_name));
    definition->base_type = lower_optional(lowering, syntax_child(syntax, SLOT_base));
    definition->is_cpdef = lowering->context.is_cpdef;
    definition->is_class = syntax_child(syntax, SLOT_scoped) != NULL;
    definition->is_typedef = lowering->context.is_typedef;
    definition->visibility = lowering->context.visibility;
    definition->is_api = lowering->context.is_api;
    definition->has_body = syntax_child(syntax, SLOT_body) != NULL;
    NodeList body = lower_plain_body(lowering, syntax);
    definition->docstring = lower_take_docstring(&body);
    definition->items = drop_passes(body);
    lowering->context = outer;
    return (Node *)definition;
}

// fused_definition: modifier* 'fused' name ':' body
Node *lower_fused(Lowering *lowering, const Syntax *syntax) {
    CFusedTypedef *fused = LOWER_NEW(lowering, CFusedTypedef, syntax);
    const Syntax *body = syntax_child(syntax, SLOT_body);
    NodeVector types = {0};
    fused->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    for (const Syntax *child = syntax_first_named(body); child != NULL;
         child = syntax_next_named(child)) {
        if (child->kind == SYNTAX_c_type) {
            lower_push(lowering, &types, lower_expression(lowering, child));
        }
    }
    fused->types = lower_finish_list(lowering, &types);
    return (Node *)fused;
}

// --- Classes -------------------------------------------------------------------------------------
// `cdef extern class module.Name`: what stands before the last dot is the module.
static void read_class_name(Lowering *lowering, const Syntax *syntax, CClassDef *definition) {
    const Name *dotted = lower_dotted_name(lowering, syntax);
    const char *dot = strrchr(dotted->text, '.');
    definition->name = dotted;
    definition->name_span = syntax_span(lowering, syntax);
    if (dot != NULL) {
        NameTable *names = lowering->compilation->names;
        definition->module_name = name_intern(names, dotted->text, (size_t)(dot - dotted->text));
        definition->name = name_intern_string(names, dot + 1);
    }
}

static SizeCheck read_size_check(Lowering *lowering, const Syntax *syntax) {
    const Name *name = syntax_name(lowering, syntax);
    for (int i = 0; i < SizeCheck_COUNT; i++) {
        if (strcmp(name->text, SizeCheck_texts[i]) == 0) {
            return (SizeCheck)i;
        }
    }
    diag_report(lowering->diagnostics, DIAG_E0139, syntax_span(lowering, syntax), name->text);
    return SIZE_CHECK_WARN;
}

// class_options: '[' option (',' option)* ']'; class_option: ('object' | 'type' | 'check_size')
// name
static void read_class_options(Lowering *lowering, const Syntax *syntax, CClassDef *definition) {
    for (const Syntax *option = syntax_first_named(syntax); option != NULL;
         option = syntax_next_named(option)) {
        const Syntax *kind = syntax_child(option, SLOT_kind);
        const Syntax *name = syntax_child(option, SLOT_name);
        if (syntax_is(lowering, kind, "object")) {
            definition->object_struct_name = syntax_name(lowering, name);
        } else if (syntax_is(lowering, kind, "type")) {
            definition->type_object_name = syntax_name(lowering, name);
        } else {
            definition->check_size = read_size_check(lowering, name);
        }
    }
}

// c_class_definition: modifier* 'class' name ['as' alias] [arguments] [options] [':' body]
Node *lower_c_class(Lowering *lowering, const Syntax *syntax) {
    CClassDef *definition = LOWER_NEW(lowering, CClassDef, syntax);
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    const Syntax *options = syntax_child(syntax, SLOT_options);
    const Syntax *alias = syntax_child(syntax, SLOT_alias);
    read_class_name(lowering, syntax_child(syntax, SLOT_name), definition);
    lower_refuse_modifiers(lowering, definition->node.span, "on a class");
    if (alias != NULL) {
        definition->imported_name = definition->name;
        definition->name = syntax_name(lowering, alias);
    }
    definition->bases = lower_arguments(lowering, syntax_child(syntax, SLOT_arguments));
    if (options != NULL) {
        read_class_options(lowering, options, definition);
    }
    definition->visibility = lowering->context.visibility;
    definition->is_api = lowering->context.is_api;
    definition->is_extern = lowering->context.is_extern;
    definition->is_typedef = lowering->context.is_typedef;
    definition->has_body = syntax_child(syntax, SLOT_body) != NULL;
    definition->body = lower_plain_body(lowering, syntax);
    lowering->context = outer;
    return (Node *)definition;
}

// template_parameter: name ['=' '*']
static NodeList lower_template_parameters(Lowering *lowering, const Syntax *syntax) {
    NodeVector parameters = {0};
    const Syntax *child = syntax != NULL ? syntax_first_named(syntax) : NULL;
    for (; child != NULL; child = syntax_next_named(child)) {
        TypeParameter *parameter = LOWER_NEW(lowering, TypeParameter, child);
        parameter->name = syntax_name(lowering, syntax_child(child, SLOT_name));
        parameter->is_optional = syntax_child(child, SLOT_default) != NULL;
        lower_push(lowering, &parameters, (Node *)parameter);
    }
    return lower_finish_list(lowering, &parameters);
}

// base_list: '(' type (',' type)* ')'
static NodeList lower_cpp_bases(Lowering *lowering, const Syntax *syntax) {
    NodeVector bases = {0};
    const Syntax *child = syntax != NULL ? syntax_first_named(syntax) : NULL;
    for (; child != NULL; child = syntax_next_named(child)) {
        CType *type = LOWER_NEW(lowering, CType, child);
        type->base = lower_c_base(lowering, child);
        type->declarator =
            lower_declarator(lowering, NULL, span_of(lowering->source, child->end, child->end));
        lower_push(lowering, &bases, (Node *)type);
    }
    return lower_finish_list(lowering, &bases);
}

// cppclass_definition: modifier* 'cppclass' name [c_name] [templates] [bases] ['nogil'] [':' body]
Node *lower_cppclass(Lowering *lowering, const Syntax *syntax) {
    CppClassDef *definition = LOWER_NEW(lowering, CppClassDef, syntax);
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    definition->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    definition->c_name = lower_string_name(lowering, syntax_child(syntax, SLOT_c_name));
    definition->template_parameters =
        lower_template_parameters(lowering, syntax_child(syntax, SLOT_templates));
    definition->bases = lower_cpp_bases(lowering, syntax_child(syntax, SLOT_bases));
    definition->is_nogil = lowering->context.is_nogil || syntax_child(syntax, SLOT_nogil) != NULL;
    definition->has_body = syntax_child(syntax, SLOT_body) != NULL;
    lowering->context =
        (DeclarationContext){.is_nogil = definition->is_nogil, .is_extern = outer.is_extern};
    definition->body = lower_body(lowering, syntax);
    lowering->context = outer;
    return (Node *)definition;
}

// property_declaration: 'property' name ':' body
Node *lower_property(Lowering *lowering, const Syntax *syntax) {
    PropertyDef *property = LOWER_NEW(lowering, PropertyDef, syntax);
    property->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    property->body = lower_plain_body(lowering, syntax);
    property->docstring = lower_take_docstring(&property->body);
    return (Node *)property;
}
