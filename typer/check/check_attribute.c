// Types of attributes: of cimported modules, structs, cdef classes, enums and C
// numbers. All others go through Python and are objects.

#include "typer/check/internal.h"
#include <string.h>

static const Type *report_no_attribute(Typer *typer, const Attribute *node, const char *owner) {
    report(typer, DIAG_E0403, node->node.span, owner, node->name->text);
    return typer->common->error;
}

bool become_python_module(Typer *typer, Node *node) {
    if (node_is(node, NODE_NameExpression)) {
        NameExpression *name = (NameExpression *)node;
        bool is_module = name->symbol != NULL && name->symbol->kind == SYMBOL_MODULE;
        Symbol *variable = is_module ? ((ModuleSymbol *)name->symbol)->variable : NULL;
        if (variable == NULL)
            return false;
        name->symbol = variable;
    } else if (node_is(node, NODE_Attribute)) {
        Attribute *attribute = (Attribute *)node;
        if (!become_python_module(typer, attribute->value))
            return false;
        attribute->symbol = NULL;
    } else {
        return false;
    }
    node->type = typer->common->object;
    return true;
}

// `cython.set` is Python's own set where a value is wanted. NULL: the symbol is no builtin type.
static Node *name_of_builtin_type(Typer *typer, const Attribute *node, const Symbol *symbol) {
    bool is_builtin = symbol->kind == SYMBOL_TYPE && symbol->type->kind == TYPE_BUILTIN;
    Symbol *builtin = is_builtin ? scope_find(typer->builtins, node->name) : NULL;
    return builtin != NULL ? new_name_of(typer, builtin, node->node.span) : NULL;
}

static const Type *check_module_attribute(Typer *typer, Node **slot, const ModuleSymbol *module) {
    Attribute *node = (Attribute *)*slot;
    Symbol *symbol = scope_find(module->scope, written_name(typer, node->name));
    if (symbol == NULL && become_python_module(typer, node->value))
        return typer->common->object;
    if (symbol == NULL) {
        Diagnostic *diagnostic =
            report(typer, DIAG_E0303, node->node.span, module->module_name->text, node->name->text);
        const char *suggestion = scope_suggest(typer, module->scope, node->name);
        if (diagnostic != NULL && suggestion != NULL) {
            diag_add_help(diagnostic, "did you mean '%s'?", suggestion);
        }
        return typer->common->error;
    }
    Node *builtin = name_of_builtin_type(typer, node, symbol);
    if (builtin != NULL) {
        *slot = builtin;
        return check_value(typer, slot);
    }
    node->symbol = symbol;
    return check_symbol_value(typer, slot, symbol);
}

static bool is_method_of_dict(const Name *name) {
    static const char *const names[] = {"clear", "copy",    "fromkeys",   "get",    "items", "keys",
                                        "pop",   "popitem", "setdefault", "update", "values"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name->text) == 0)
            return true;
    return false;
}

static const Type *check_struct_attribute(Typer *typer, Attribute *node,
                                          const StructSymbol *owner) {
    node->name = written_name(typer, node->name);
    for (uint32_t i = 0; i < owner->fields.count; i++) {
        if (owner->fields.items[i]->name != node->name)
            continue;
        node->symbol = owner->fields.items[i];
        return type_of_struct_member(typer->types, node->value->type, node->symbol->type);
    }
    if (node->value->type->kind == TYPE_STRUCT && becomes_object(typer, node->value->type) &&
        is_method_of_dict(node->name))
        return typer->common->object; // of the dict that the struct becomes
    Diagnostic *diagnostic =
        report(typer, DIAG_E0403, node->node.span, owner->symbol.name->text, node->name->text);
    if (diagnostic != NULL && owner->fields.count == 0) {
        diag_add_note(diagnostic, "'%s' is declared without fields", owner->symbol.name->text);
    }
    return typer->common->error;
}

// A C property is the call of its getter, whose callee the attribute becomes. While types are only
// asked for, the owner may still turn out to be something else.
static const Type *check_c_property(Typer *typer, Node **slot, FunctionSymbol *getter) {
    Attribute *node = (Attribute *)*slot;
    if (typer->quiet > 0 && node->symbol == NULL)
        return getter->symbol.type->function.result;
    node->node.type = getter->symbol.type;
    bool is_callee = node->symbol == &getter->symbol;
    node->symbol = &getter->symbol;
    if (is_callee)
        return getter->symbol.type;
    Call *call = NODE_NEW(typer->arena, Call, node->node.span);
    call->function = &node->node;
    *slot = &call->node;
    return check_call(typer, slot);
}

// Fields and C methods are found when compiling; def methods and properties are Python's.
static const Type *check_class_attribute(Typer *typer, Node **slot, const ClassSymbol *owner) {
    Attribute *node = (Attribute *)*slot;
    // the callee of a getter or setter is known already
    bool is_known = node->symbol != NULL && function_is_c_property(node->symbol);
    Symbol *member = is_known ? node->symbol : class_find_member(owner, node->name);
    if (member == NULL)
        member = class_find_member(owner, private_name_in(typer, owner, node->name));
    if (member == NULL)
        return typer->common->object;
    // What a field of these names holds is the type's business: Python makes the dict when it is
    // asked for, and shows nobody the weak references.
    if (strcmp(node->name->text, "__dict__") == 0)
        return typer->common->object;
    if (strcmp(node->name->text, "__weakref__") == 0)
        return report_no_attribute(typer, node, owner->symbol.name->text);
    if (member->kind == SYMBOL_FIELD) {
        node->symbol = member;
        return member->type;
    }
    // A class of the module's own that extends the header's may have another one: Python looks.
    if (function_is_c_property(member))
        return ((const FunctionSymbol *)member)->owner == owner
                   ? check_c_property(typer, slot, (FunctionSymbol *)member)
                   : typer->common->object;
    if (member->kind == SYMBOL_FUNCTION && ((FunctionSymbol *)member)->kind != FUNCTION_DEF) {
        node->symbol = member;
        return member->type;
    }
    return typer->common->object;
}

// --- Others --------------------------------------------------------------------------------------
static const Type *check_enum_item(Typer *typer, Node **slot, const Symbol *enum_symbol) {
    Attribute *node = (Attribute *)*slot;
    const EnumSymbol *owner = (const EnumSymbol *)enum_symbol;
    Symbol *item = scope_find(owner->scope, written_name(typer, node->name));
    bool is_special = node->name->length > 4 && strncmp(node->name->text, "__", 2) == 0;
    if (item == NULL && is_special && enum_is_python(enum_symbol->type))
        return typer->common->object; // of the class, `Color.__members__`
    if (item == NULL)
        return report_no_attribute(typer, node, owner->symbol.name->text);
    node->symbol = item;
    check_enum_item_value(typer, item);
    return item->type;
}

static const Type *check_complex_attribute(Typer *typer, const Attribute *node, const Type *type) {
    const char *name = node->name->text;
    if (strcmp(name, "real") == 0 || strcmp(name, "imag") == 0)
        return type->element;
    return typer->common->object;
}

// A cdef class named in an expression: `Base.method(self)` calls that very method.
static const Type *check_unbound_attribute(Typer *typer, Attribute *node, const Symbol *symbol) {
    const ClassSymbol *owner = (const ClassSymbol *)symbol;
    Symbol *member = class_find_member(owner, node->name);
    if (member == NULL)
        member = class_find_member(owner, private_name_in(typer, owner, node->name));
    if (member == NULL || member->kind != SYMBOL_FUNCTION)
        return typer->common->object;
    if (((FunctionSymbol *)member)->kind == FUNCTION_DEF)
        return typer->common->object;
    node->symbol = member;
    return member->type;
}

// `string[-3:].decode(...)`: other slices of C strings may begin before the pointer, but a text is
// taken from the whole string.
static void note_decoded_slice(const Attribute *node) {
    if (strcmp(node->name->text, "decode") != 0 || !is_c_slice(node->value))
        return;
    const Subscript *part = (const Subscript *)node->value;
    ((Slice *)part->index)->from_end = type_is_c_string(part->value->type);
}

// Of what the pointer points to; a C string has the methods of bytes.
static const Type *check_pointer_attribute(Typer *typer, Attribute *node, const Type *pointer) {
    if (type_is_c_string(pointer))
        return typer->common->object;
    const StructSymbol *pointed = type_struct_symbol(pointer);
    return pointed != NULL ? check_struct_attribute(typer, node, pointed)
                           : report_no_attribute(typer, node, pointer->text);
}

// `array.field` is that of the first item, as of a pointer. (Of other arrays it is the list's that
// the array becomes.)
static const Type *check_array_attribute(Typer *typer, Attribute *node, const Type *array) {
    const Type *element = type_unqualified(typer->types, array->array.element);
    if (element->kind != TYPE_STRUCT)
        return typer->common->object;
    Subscript *first = NODE_NEW(typer->arena, Subscript, node->value->span);
    first->value = node->value;
    first->index = node_of_integer(typer, 0, node->value->span);
    node->value = &first->node;
    check_place(typer, &node->value);
    return check_struct_attribute(typer, node, element->struct_symbol);
}

static const Type *check_type_attribute(Typer *typer, Node **slot, const Type *type) {
    if (type->kind == TYPE_ENUM)
        return check_enum_item(typer, slot, type->enum_symbol);
    return type_is_object(type) ? typer->common->object
                                : report_no_attribute(typer, (Attribute *)*slot, type->text);
}

// A round of the inference may have taken the owner for something else than it is.
static void forget_member(Attribute *node) {
    const Symbol *symbol = node->symbol;
    bool is_member =
        symbol != NULL &&
        (symbol->kind == SYMBOL_FIELD ||
         (symbol->kind == SYMBOL_FUNCTION && ((const FunctionSymbol *)symbol)->owner != NULL));
    if (is_member && !function_is_c_property(symbol))
        node->symbol = NULL;
}

const Type *check_attribute(Typer *typer, Node **slot) {
    Attribute *node = (Attribute *)*slot;
    const Type *owner = check_place(typer, &node->value);
    forget_member(node);
    note_decoded_slice(node);
    const Symbol *symbol = symbol_of(node->value);
    if (symbol != NULL && symbol->kind == SYMBOL_CLASS)
        return check_unbound_attribute(typer, node, symbol);
    if (symbol != NULL && symbol->kind == SYMBOL_CYTHON) {
        node->symbol = find_in_cython_part(typer, symbol, node->name);
        return typer->common->object;
    }
    switch (owner->kind) {
    case TYPE_ERROR:
        return owner;
    case TYPE_MODULE:
        return check_module_attribute(typer, slot, owner->module);
    case TYPE_EXTENSION:
        return check_class_attribute(typer, slot, owner->class_symbol);
    case TYPE_MEMORYVIEW:
        return check_view_attribute(typer, node, owner);
    case TYPE_COMPLEX:
        return check_complex_attribute(typer, node, owner);
    case TYPE_STRUCT:
        return check_struct_attribute(typer, node, owner->struct_symbol);
    case TYPE_POINTER:
        return check_pointer_attribute(typer, node, owner);
    case TYPE_ARRAY:
        return check_array_attribute(typer, node, owner);
    case TYPE_TYPE:
        return check_type_attribute(typer, slot, owner->named);
    case TYPE_FUNCTION:
        if (has_python_function(node->value)) {
            check_object(typer, &node->value);
            break;
        }
        return report_no_attribute(typer, node, owner->text);
    case TYPE_VOID:
    case TYPE_NULL_POINTER:
        return report_no_attribute(typer, node, owner->text);
    // Of the object that it becomes, of `a or b` that which is chosen.
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_ENUM:
        if (node_is(node->value, NODE_BooleanExpression) ||
            node_is(node->value, NODE_ConditionalExpression))
            convert_value(typer, &node->value, typer->common->object);
        break;
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_CTUPLE:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_KIND_COUNT:
        break;
    }
    return typer->common->object;
}
