// Methods and items of builtin types: which of them are primitives, and what they give.
//
// Takes: calls of methods, and subscripts, of objects whose type is known. Gives: the line of
// primitives/ that the builder goes by. In plain Python a known type is what the object is likely
// to have, not what it must have: the builder asks first, and no C number may come of it.

#include "typer/check/internal.h"
#include <stddef.h>
#include <string.h>

typedef struct Method {
    const char *name;
    BuiltinKind owner;
    // PrimitiveMethod, or -1: called through Python
    int primitive;
    const char *signature; // NULL then
    size_t result;         // where its type stands in CommonTypes
    bool is_of_cython;     // Python's type has none of that name
    bool takes_character;  // a literal of one is a C integer
} Method;

static const Method methods[] = {
#define METHOD_LINE(OWNER, name, function, signature, RESULT, is_of_cython, takes_character)       \
    {name,         BUILTIN_##OWNER, METHOD_##function, signature, offsetof(CommonTypes, RESULT),   \
     is_of_cython, takes_character},
#define METHOD(OWNER, name, function, signature, ERROR, EFFECTS, RESULT)                           \
    METHOD_LINE(OWNER, name, function, signature, RESULT, false, false)
#define METHOD_OF_CYTHON(OWNER, name, function, signature, ERROR, EFFECTS, RESULT)                 \
    METHOD_LINE(OWNER, name, function, signature, RESULT, true, false)
#define METHOD_OF_BYTES(OWNER, name, function, signature, ERROR, EFFECTS, RESULT)                  \
    METHOD_LINE(OWNER, name, function, signature, RESULT, false, true)
#define METHOD_RESULT(OWNER, name, RESULT)                                                         \
    {name, BUILTIN_##OWNER, -1, NULL, offsetof(CommonTypes, RESULT), false, false},
#include "primitives/method.def"
#undef METHOD
#undef METHOD_LINE
#undef METHOD_RESULT
};

const char *primitive_method_text(PrimitiveMethod method) {
    static const char *const texts[PRIMITIVE_METHOD_COUNT] = {
#define METHOD(OWNER, name, function, signature, ERROR, EFFECTS, RESULT) #function,
#define METHOD_RESULT(OWNER, name, RESULT)
#include "primitives/method.def"
#undef METHOD
#undef METHOD_RESULT
    };
    return texts[method];
}

static const Type *type_of_field(const Typer *typer, size_t offset) {
    const Type *type = type_common_at(typer->common, offset);
    bool keeps_python = typer->module->is_pure_python && !type_is_object(type);
    return keeps_python ? typer->common->object : type;
}

// --- Methods -------------------------------------------------------------------------------------

// A C integer that is a Py_ssize_t without more ado.
static bool is_c_index(const Type *type) {
    return type->kind == TYPE_INTEGER && !type->integer.is_unicode &&
           (type->integer.is_signed ? type->integer.bits <= 64 : type->integer.bits < 64);
}

static bool is_method(const Typer *typer, const Method *method, const Type *owner,
                      const Name *name) {
    if (method->is_of_cython && typer->module->is_pure_python)
        return false;
    return owner->kind == TYPE_BUILTIN && owner->builtin == method->owner &&
           strcmp(name->text, method->name) == 0;
}

// Can the argument, whose type is known, be a C integer that the method takes?
static bool is_integer_for(const Typer *typer, const Method *method, const Node *argument) {
    return is_c_index(argument->type) ||
           (method->takes_character && !typer->module->is_pure_python &&
            is_character_of(typer, argument, typer->common->ssize_t_));
}

// Do the arguments go to the letters of the signature?
static bool takes_arguments(const Typer *typer, const Method *method, const NodeList *arguments) {
    if (method->primitive < 0 || strlen(method->signature) != arguments->count + 2)
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (method->signature[i + 2] == 'l' && !is_integer_for(typer, method, arguments->items[i]))
            return false;
    return true;
}

static const Method *find_primitive(const Typer *typer, const Type *owner, const Name *name,
                                    const NodeList *arguments) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (is_method(typer, &methods[i], owner, name) &&
            takes_arguments(typer, &methods[i], arguments))
            return &methods[i];
    return NULL;
}

static void convert_arguments(Typer *typer, NodeList *arguments, const char *letters) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        bool is_index = letters != NULL && letters[i + 2] == 'l';
        convert_value(typer, &arguments->items[i],
                      is_index ? typer->common->ssize_t_ : typer->common->object);
    }
}

static bool takes_encoding(const Typer *typer, const Type *owner, const Name *name) {
    if (typer->module->is_pure_python)
        return false;
    if (type_is_builtin(owner, BUILTIN_STR))
        return strcmp(name->text, "encode") == 0;
    return (type_is_builtin(owner, BUILTIN_BYTES) || type_is_builtin(owner, BUILTIN_BYTEARRAY)) &&
           strcmp(name->text, "decode") == 0;
}

// An encoding, or what to do about errors, may be written as bytes, or be a C string.
static void convert_encoding(Typer *typer, NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        Node **argument = &arguments->items[i];
        zi_assert(*argument != NULL);
        bool is_bytes = node_is(*argument, NODE_StringLiteral) &&
                        ((const StringLiteral *)*argument)->kind == STRING_BYTES;
        if (is_bytes) {
            ((StringLiteral *)*argument)->kind = STRING_STR;
        } else if (type_is_c_string((*argument)->type)) {
            Attribute *method = NODE_NEW(typer->arena, Attribute, (*argument)->span);
            Call *call = NODE_NEW(typer->arena, Call, (*argument)->span);
            method->value = *argument;
            method->name = intern(typer->compilation, "decode");
            call->function = &method->node;
            *argument = &call->node;
        }
        check_value(typer, argument);
    }
}

// Is it the name of a builtin type that has a method of that name, of which we know something?
static const Type *type_with_method(Typer *typer, const Attribute *method) {
    Symbol *symbol = symbol_of(method->value);
    const Type *type = symbol != NULL && symbol->kind == SYMBOL_BUILTIN
                           ? type_of_symbol_as_type(typer, symbol)
                           : NULL;
    for (size_t i = 0; type != NULL && i < sizeof methods / sizeof *methods; i++)
        if (is_method(typer, &methods[i], type, method->name) && !methods[i].is_of_cython)
            return type;
    return NULL;
}

void bind_method_of_type(Typer *typer, Call *node) {
    if (typer->module->is_pure_python || typer->quiet > 0 || node->arguments.count == 0 ||
        !node_is(node->function, NODE_Attribute))
        return;
    Attribute *method = (Attribute *)node->function;
    const Node *object = node->arguments.items[0];
    const Type *type = type_with_method(typer, method);
    if (type == NULL || !builtin_info(type->builtin)->is_exact || node_is(object, NODE_Keyword) ||
        node_is(object, NODE_Starred) || check_value(typer, &node->arguments.items[0]) != type)
        return;
    method->value = node->arguments.items[0];
    method->is_unbound = true;
    node->arguments.items++;
    node->arguments.count--;
}

const Type *check_primitive_call(Typer *typer, Call *node, const Attribute *method,
                                 CallTarget *target) {
    const Type *owner = method->value->type;
    if (type_is_c_string(owner)) // of the object that it becomes
        owner = string_object_type(typer);
    const Method *found = NULL;
    if (target->kind == CALL_METHOD && call_has_plain_arguments(node)) {
        for (uint32_t i = 0; i < node->arguments.count; i++)
            check_value(typer, &node->arguments.items[i]);
        if (takes_encoding(typer, owner, method->name))
            convert_encoding(typer, &node->arguments);
        found = find_primitive(typer, owner, method->name, &node->arguments);
        convert_arguments(typer, &node->arguments, found != NULL ? found->signature : NULL);
    } else {
        check_python_arguments(typer, &node->arguments);
    }
    const Type *content = content_of_method(typer, owner, method->name, &node->arguments, false);
    if (found != NULL) {
        target->kind = CALL_PRIMITIVE;
        target->primitive = (PrimitiveMethod)found->primitive;
    }
    if (content != NULL)
        return content;
    if (found != NULL)
        return type_of_field(typer, found->result);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (is_method(typer, &methods[i], owner, method->name))
            return type_of_field(typer, methods[i].result);
    return typer->common->object;
}

// --- Characters ----------------------------------------------------------------------------------
bool find_character_method(const Call *node, CharacterMethod *method) {
    static const char *const names[CHARACTER_METHOD_COUNT] = {
#define CHARACTER_METHOD(name, function) [CHARACTER_##function] = (name),
#include "primitives/character.def"
#undef CHARACTER_METHOD
    };
    if (!node_is(node->function, NODE_Attribute) || node->arguments.count > 0)
        return false;
    const Attribute *attribute = (const Attribute *)node->function;
    const Type *owner = attribute->value->type;
    if (owner->kind != TYPE_INTEGER || !owner->integer.is_unicode)
        return false;
    for (int i = 0; i < CHARACTER_METHOD_COUNT; i++)
        if (strcmp(attribute->name->text, names[i]) == 0) {
            *method = (CharacterMethod)i;
            return true;
        }
    return false;
}

// --- What is sure --------------------------------------------------------------------------------

// (An f-string may give what one of its values formats itself to.)
bool makes_exact_type(const Node *node) {
    switch (node->kind) {
    case NODE_StringLiteral:
    case NODE_ListExpression:
    case NODE_TupleExpression:
    case NODE_DictExpression:
    case NODE_SetExpression:
        return true;
    case NODE_Comprehension:
        return ((const Comprehension *)node)->kind != COMPREHENSION_GENERATOR;
    case NODE_Call: { // list(), dict()
        const CallTarget *target = ((const Call *)node)->target;
        return target != NULL && target->kind == CALL_BUILTIN &&
               (target->form == FORM_list || target->form == FORM_dict);
    }
    default:
        return false;
    }
}

Symbol *symbol_of(const Node *node) {
    if (node_is(node, NODE_NameExpression))
        return ((const NameExpression *)node)->symbol;
    return node_is(node, NODE_Attribute) ? ((const Attribute *)node)->symbol : NULL;
}

bool has_exact_type(const Node *node) {
    if (node->type == NULL || node->type->kind != TYPE_BUILTIN)
        return false;
    if (!node_is(node, NODE_NameExpression))
        return makes_exact_type(node);
    const Symbol *symbol = ((const NameExpression *)node)->symbol;
    return symbol != NULL && symbol->kind == SYMBOL_LOCAL && symbol->is_exact;
}

// --- Items ---------------------------------------------------------------------------------------

const Type *primitive_item_type(const Typer *typer, const Type *owner, const Node *index) {
    static const struct {
        BuiltinKind owner;
        size_t result;
    } items[] = {
#define CONTAINS(OWNER, function, signature, ERROR, EFFECTS)
#define ITEM(OWNER, function, signature, ERROR, EFFECTS, RESULT)                                   \
    {BUILTIN_##OWNER, offsetof(CommonTypes, RESULT)},
#include "primitives/operator.def"
#undef CONTAINS
#undef ITEM
    };
    if (typer->module->is_pure_python || owner->kind != TYPE_BUILTIN || index->type == NULL ||
        index->type->kind != TYPE_INTEGER || index->type->integer.is_unicode)
        return NULL;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (items[i].owner == owner->builtin)
            return type_of_field(typer, items[i].result);
    return NULL;
}
