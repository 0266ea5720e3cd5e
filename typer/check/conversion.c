// Which conversions there are from the type of a value to the type of where it goes, and their
// kind.

#include "typer/check/internal.h"
#include <string.h>

static bool function_fits(const Type *from, const Type *to);

// Are they one type of C? Several .pxd files may declare the same type of a header.
static bool is_same_declared(const Symbol *one, const Symbol *two) {
    const char *name = one->c_name != NULL ? one->c_name : one->name->text;
    const char *other = two->c_name != NULL ? two->c_name : two->name->text;
    return one == two || (one->is_extern && two->is_extern && strcmp(name, other) == 0);
}

bool same_declared_type(const Type *from, const Type *to) {
    bool is_alike = from->kind == TYPE_INTEGER && to->kind == TYPE_INTEGER &&
                    from->integer.bits == to->integer.bits &&
                    from->integer.is_signed == to->integer.is_signed &&
                    from->integer.is_unicode == to->integer.is_unicode;
    return is_alike || same_value_type(from, to);
}

// Do the contents of the one fit where those of the other are declared? Unknown ones do.
static bool content_fits(const Type *from, const Type *to) {
    bool is_known = from->content.count > 0 && to->content.count > 0;
    if (is_known && from->content.count != to->content.count)
        return false;
    for (uint32_t i = 0; is_known && i < from->content.count; i++)
        if (type_conversion(from->content.items[i], to->content.items[i]) == CONVERT_IMPOSSIBLE ||
            builtin_types_are_apart(from->content.items[i], to->content.items[i]))
            return false;
    return true;
}

static Conversion convert_memoryview(const Type *from, const Type *to);

bool same_value_type(const Type *from, const Type *to) {
    if (from == to)
        return true;
    if (from->kind != to->kind)
        return false;
    switch (from->kind) {
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BINT:
        return true;
    case TYPE_BUILTIN:
        return from->builtin == to->builtin && content_fits(from, to);
    case TYPE_EXTENSION:
        return from->class_symbol == to->class_symbol;
    case TYPE_INTEGER:
        return from->integer.bits == to->integer.bits &&
               from->integer.is_signed == to->integer.is_signed &&
               from->integer.header_symbol == to->integer.header_symbol &&
               from->integer.is_unicode == to->integer.is_unicode;
    case TYPE_FLOATING:
        return from->floating_bits == to->floating_bits;
    case TYPE_COMPLEX:
        return from->element == to->element;
    case TYPE_POINTER:
        return from->element->is_const == to->element->is_const &&
               same_declared_type(from->element, to->element);
    case TYPE_STRUCT:
        return is_same_declared(&from->struct_symbol->symbol, &to->struct_symbol->symbol);
    case TYPE_ENUM:
        return is_same_declared(from->enum_symbol, to->enum_symbol);
    case TYPE_FUNCTION:
        return function_fits(from, to) && function_fits(to, from);
    case TYPE_MEMORYVIEW:
        return convert_memoryview(from, to) == CONVERT_SAME &&
               convert_memoryview(to, from) == CONVERT_SAME;
    case TYPE_ERROR:
    case TYPE_ARRAY:
    case TYPE_CTUPLE:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break; // the same only if they are one type
    }
    return false;
}

static bool class_extends_builtin(const ClassSymbol *symbol, BuiltinKind builtin) {
    for (; symbol != NULL; symbol = symbol->base) {
        if (symbol->builtin_base != NULL &&
            builtin_extends(symbol->builtin_base->builtin, builtin)) {
            return true;
        }
    }
    return false;
}

bool builtin_types_are_apart(const Type *from, const Type *to) {
    return from->kind == TYPE_BUILTIN && to->kind == TYPE_BUILTIN && from->builtin != to->builtin &&
           !builtin_extends(to->builtin, from->builtin) &&
           !builtin_extends(from->builtin, to->builtin);
}

static bool is_collection(BuiltinKind kind) {
    return kind == BUILTIN_LIST || kind == BUILTIN_TUPLE || kind == BUILTIN_DICT ||
           kind == BUILTIN_SET || kind == BUILTIN_FROZENSET;
}

// Those that are mistaken for each other.
static bool are_refused(BuiltinKind from, BuiltinKind to) {
    bool are_texts = (from == BUILTIN_STR && to == BUILTIN_BYTES) ||
                     (from == BUILTIN_BYTES && to == BUILTIN_STR);
    return are_texts || (is_collection(from) && is_collection(to));
}

// That two types have nothing to do with each other is found out when the program runs, as in
// Cython: None goes from any of them to any other.
static Conversion convert_between_objects(const Type *from, const Type *to) {
    if (to->kind == TYPE_OBJECT)
        return CONVERT_UPCAST;
    bool is_upcast = false;
    if (from->kind == TYPE_EXTENSION && to->kind == TYPE_EXTENSION)
        is_upcast = class_is_subclass(from->class_symbol, to->class_symbol);
    else if (from->kind == TYPE_EXTENSION)
        is_upcast = class_extends_builtin(from->class_symbol, to->builtin);
    else if (from->kind == TYPE_BUILTIN && to->kind == TYPE_BUILTIN)
        is_upcast = from->builtin != to->builtin && builtin_extends(from->builtin, to->builtin);
    if (is_upcast)
        return CONVERT_UPCAST;
    // (Those of one kind differ by what is in them.)
    bool is_refused = from->kind == TYPE_BUILTIN && to->kind == TYPE_BUILTIN &&
                      (from->builtin == to->builtin || are_refused(from->builtin, to->builtin));
    return is_refused ? CONVERT_IMPOSSIBLE : CONVERT_CHECK_TYPE;
}

static bool builtin_is_number(const Type *type) {
    return type->builtin == BUILTIN_BOOL || type->builtin == BUILTIN_INT ||
           type->builtin == BUILTIN_FLOAT;
}

static Conversion object_to_number(const Type *from, const Type *to) {
    if (to->kind == TYPE_BINT)
        return CONVERT_TRUTH;
    if (from->kind != TYPE_BUILTIN)
        return CONVERT_UNBOX;
    if (builtin_is_number(from))
        return CONVERT_UNBOX;
    if (from->builtin == BUILTIN_COMPLEX && to->kind == TYPE_COMPLEX)
        return CONVERT_UNBOX;
    // A text of one character is a character.
    bool is_text = from->builtin == BUILTIN_STR || from->builtin == BUILTIN_BYTES;
    bool is_character = to->kind == TYPE_INTEGER && (to->integer.is_unicode || to->integer.is_char);
    return is_text && is_character ? CONVERT_UNBOX : CONVERT_IMPOSSIBLE;
}

static bool builtin_holds_c_string(const Type *from) {
    return from->kind != TYPE_BUILTIN || from->builtin == BUILTIN_BYTES ||
           from->builtin == BUILTIN_BYTEARRAY || from->builtin == BUILTIN_STR;
}

// What a C string may become; a text only by an encoding, see lacks_encoding.
static bool is_string_builtin(BuiltinKind kind) {
    return kind == BUILTIN_BYTES || kind == BUILTIN_BYTEARRAY || kind == BUILTIN_STR;
}

static bool member_converts(const Type *member, bool to_object) {
    static const Type object = {.kind = TYPE_OBJECT};
    return (to_object ? type_conversion(member, &object) : type_conversion(&object, member)) !=
           CONVERT_IMPOSSIBLE;
}

// Nothing says which member of a union counts: a pointer of it is read only if there is nothing
// else than members of that type.
static bool may_mislead(const Type *type) {
    if (type->kind != TYPE_STRUCT || !type->struct_symbol->is_union)
        return false;
    const SymbolVector *fields = &type->struct_symbol->fields;
    bool has_pointer = false, differs = false;
    for (uint32_t i = 0; i < fields->count; i++) {
        has_pointer |= fields->items[i]->type->kind == TYPE_POINTER;
        differs |= fields->items[i]->type != fields->items[0]->type;
    }
    return has_pointer && differs;
}

// Do all members of an aggregate become objects, or come of objects?
static bool members_convert(const Type *type, bool to_object) {
    uint32_t count = type->kind == TYPE_STRUCT   ? type->struct_symbol->fields.count
                     : type->kind == TYPE_CTUPLE ? type->members.count
                                                 : 1;
    if (may_mislead(type))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const Type *member = type->kind == TYPE_STRUCT ? type->struct_symbol->fields.items[i]->type
                             : type->kind == TYPE_CTUPLE ? type->members.items[i]
                                                         : type->array.element;
        if (!member_converts(member, to_object))
            return false;
    }
    return true;
}

static Conversion object_to_c(const Type *from, const Type *to) {
    switch (to->kind) {
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_COMPLEX:
    case TYPE_ENUM:
        return object_to_number(from, to);
    case TYPE_POINTER:
        return type_is_c_string(to) && builtin_holds_c_string(from) ? CONVERT_UNBOX
                                                                    : CONVERT_IMPOSSIBLE;
    case TYPE_STRUCT:
        return (from->kind == TYPE_OBJECT || type_is_builtin(from, BUILTIN_DICT)) &&
                       members_convert(to, false)
                   ? CONVERT_UNBOX
                   : CONVERT_IMPOSSIBLE;
    case TYPE_ARRAY:
        if (type_is_builtin(from, BUILTIN_BYTES) && type_is_c_string(to))
            return CONVERT_UNBOX;
        // fall through
    case TYPE_CTUPLE:
        return (from->kind == TYPE_OBJECT || type_is_builtin(from, BUILTIN_TUPLE) ||
                type_is_builtin(from, BUILTIN_LIST)) &&
                       members_convert(to, false)
                   ? CONVERT_UNBOX
                   : CONVERT_IMPOSSIBLE;
    case TYPE_MEMORYVIEW:
        return CONVERT_TO_MEMORYVIEW;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_FUNCTION:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return CONVERT_IMPOSSIBLE;
}

// The builtin type of the object that a C number becomes.
static bool number_becomes(const Type *from, BuiltinKind to) {
    switch (from->kind) {
    case TYPE_BINT:
        return to == BUILTIN_BOOL || to == BUILTIN_INT;
    case TYPE_INTEGER:
        if (to == BUILTIN_BYTES)
            return !from->integer.is_unicode; // of this one byte
        if (to == BUILTIN_FLOAT && !from->integer.is_unicode)
            return true;
        return to == (from->integer.is_unicode ? BUILTIN_STR : BUILTIN_INT);
    case TYPE_ENUM:
        return to == BUILTIN_INT;
    case TYPE_FLOATING:
        return to == BUILTIN_FLOAT;
    case TYPE_COMPLEX:
        return to == BUILTIN_COMPLEX;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_POINTER:
    case TYPE_ARRAY:
    case TYPE_FUNCTION:
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
    case TYPE_MEMORYVIEW:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return false;
}

// An aggregate whose members all become objects is an object. That it is of another builtin type
// than the one wanted is found out when the program runs, as in Cython.
static Conversion becomes_builtin(const Type *from) {
    return members_convert(from, true) ? CONVERT_BOX : CONVERT_IMPOSSIBLE;
}

// Is it Python's own complex, declared as a class of a C header?
static bool is_complex_class(const ClassSymbol *symbol) {
    const CClassDef *node = symbol->node;
    if (!symbol->symbol.is_extern || node == NULL || node->module_name == NULL)
        return false;
    const char *module = node->module_name->text;
    const Name *name = node->imported_name != NULL ? node->imported_name : symbol->symbol.name;
    bool is_builtin = strcmp(module, "builtins") == 0 || strcmp(module, "__builtin__") == 0;
    return is_builtin && strcmp(name->text, "complex") == 0;
}

static Conversion c_to_object(const Type *from, const Type *to) {
    if (to->kind == TYPE_EXTENSION && from->kind == TYPE_COMPLEX)
        return is_complex_class(to->class_symbol) ? CONVERT_BOX : CONVERT_IMPOSSIBLE;
    if (to->kind == TYPE_EXTENSION) {
        return from->kind == TYPE_MEMORYVIEW ? CONVERT_FROM_MEMORYVIEW : CONVERT_IMPOSSIBLE;
    }
    bool is_any = to->kind == TYPE_OBJECT;
    switch (from->kind) {
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_COMPLEX:
    case TYPE_ENUM:
        return is_any || number_becomes(from, to->builtin) ? CONVERT_BOX : CONVERT_IMPOSSIBLE;
    case TYPE_POINTER:
        if (!type_is_c_string(from))
            return CONVERT_IMPOSSIBLE;
        return is_any || is_string_builtin(to->builtin) ? CONVERT_BOX : CONVERT_IMPOSSIBLE;
    case TYPE_ARRAY:
        if (type_is_c_string(from) && !type_is_builtin(to, BUILTIN_TUPLE))
            return is_any || is_string_builtin(to->builtin) ? CONVERT_BOX : CONVERT_IMPOSSIBLE;
        return becomes_builtin(from);
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
        return becomes_builtin(from);
    case TYPE_FUNCTION: // convert_value makes a call of it
        return is_any ? CONVERT_BOX : CONVERT_IMPOSSIBLE;
    case TYPE_MEMORYVIEW:
        return is_any ? CONVERT_FROM_MEMORYVIEW : CONVERT_IMPOSSIBLE;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return CONVERT_IMPOSSIBLE;
}

bool exception_fits(const ExceptionSpec *given, const ExceptionSpec *asked) {
    // Only a call that expects a C++ exception catches it.
    if (exception_is_cpp(given))
        return exception_is_cpp(asked);
    // `except *` looks for an exception after every call, however the callee signals it.
    if (asked->rule == EXCEPTION_RULE_ALWAYS)
        return true;
    // What never raises may give any value: it is none that says that there is an exception.
    if (given->rule == EXCEPTION_RULE_NEVER)
        return asked->rule != EXCEPTION_RULE_VALUE;
    bool has_value = asked->rule == EXCEPTION_RULE_MAYBE_VALUE || given->rule == asked->rule;
    return has_value && given->rule != EXCEPTION_RULE_ALWAYS && same_exception_value(given, asked);
}

// A function's value fits where one of the same parameters and result is asked for; the callee may
// promise more (no exception, no need of the GIL).
static bool function_fits(const Type *from, const Type *to) {
    if (!same_value_type(from->function.result, to->function.result) ||
        from->function.count != to->function.count ||
        from->function.is_variadic != to->function.is_variadic ||
        (to->function.nogil && !from->function.nogil)) {
        return false;
    }
    for (uint32_t i = 0; i < from->function.count; i++) {
        if (!same_value_type(from->function.parameters[i].type, to->function.parameters[i].type)) {
            return false;
        }
    }
    return exception_fits(&from->function.exception, &to->function.exception);
}

// Do pointers to them point to the same, const or not, at any depth?
static bool reaches_same_target(const Type *source, const Type *target) {
    if (source->kind == TYPE_POINTER && target->kind == TYPE_POINTER)
        return reaches_same_target(source->element, target->element);
    return same_declared_type(source, target);
}

bool pointer_drops_const(const Type *from, const Type *to) {
    const Type *source = type_element(from);
    if (source == NULL || to->kind != TYPE_POINTER)
        return false;
    return (source->is_const && !to->element->is_const) || pointer_drops_const(source, to->element);
}

static Conversion convert_to_pointer(const Type *from, const Type *to) {
    if (from->kind == TYPE_NULL_POINTER || from->kind == TYPE_ERROR)
        return CONVERT_POINTER;
    const Type *target = to->element;
    if (from->kind == TYPE_FUNCTION) {
        return target->kind == TYPE_VOID ? CONVERT_POINTER : CONVERT_IMPOSSIBLE;
    }
    const Type *source = type_element(from);
    if (source == NULL)
        return CONVERT_IMPOSSIBLE;
    if (target->kind == TYPE_VOID)
        return CONVERT_POINTER;
    if (reaches_same_target(source, target)) // see pointer_drops_const
        return CONVERT_POINTER;
    // All char types are one for strings.
    if (type_is_c_string(from) && type_is_c_string(to))
        return CONVERT_POINTER;
    return CONVERT_IMPOSSIBLE;
}

// A slice fits where the same element is asked for with a layout that it has; a stricter layout is
// checked when the program runs.
static Conversion convert_memoryview(const Type *from, const Type *to) {
    if (!same_declared_type(from->memoryview.element, to->memoryview.element) ||
        from->memoryview.dimensions != to->memoryview.dimensions ||
        (from->memoryview.element->is_const && !to->memoryview.element->is_const)) {
        return CONVERT_IMPOSSIBLE;
    }
    for (uint8_t i = 0; i < to->memoryview.dimensions; i++) {
        bool has_packing = to->memoryview.packing[i] == AXIS_STRIDED ||
                           to->memoryview.packing[i] == from->memoryview.packing[i];
        if (!has_packing || to->memoryview.access[i] != from->memoryview.access[i]) {
            return CONVERT_TO_MEMORYVIEW;
        }
    }
    return CONVERT_SAME;
}

// Has a C array a dimension for each axis, and the elements of the view?
static bool array_fits_view(const Type *array, const Type *view) {
    for (uint8_t i = 0; i < view->memoryview.dimensions; i++) {
        if (array->kind != TYPE_ARRAY)
            return false;
        array = array->array.element;
    }
    return same_value_type(array, view->memoryview.element);
}

static bool ctuple_fits(const Type *from, const Type *to) {
    if (from->members.count != to->members.count)
        return false;
    for (uint32_t i = 0; i < from->members.count; i++) {
        if (type_conversion(from->members.items[i], to->members.items[i]) == CONVERT_IMPOSSIBLE) {
            return false;
        }
    }
    return true;
}

// An array of the same length, or as many elements from where a pointer points to.
static bool fills_array(const Type *from, const Type *to) {
    const Type *element = to->array.element;
    if (from->kind == TYPE_POINTER)
        return same_value_type(from->element, element);
    return from->kind == TYPE_ARRAY && same_value_type(from->array.element, element) &&
           from->array.length == to->array.length &&
           from->array.header_length == to->array.header_length;
}

// Unlike C, a number only goes where its kind of number fits: a fraction or an imaginary part is
// lost by a cast alone, and by a cast alone an integer becomes a member of an enum.
static bool number_fits(const Type *from, const Type *to) {
    if (to->kind == TYPE_ENUM)
        return same_value_type(from, to);
    if (from->kind == TYPE_COMPLEX)
        return to->kind == TYPE_COMPLEX;
    return from->kind != TYPE_FLOATING || to->kind == TYPE_FLOATING || to->kind == TYPE_COMPLEX;
}

bool type_has_truth(const Type *type) {
    return type_is_numeric(type) || type->kind == TYPE_POINTER || type->kind == TYPE_NULL_POINTER ||
           type->kind == TYPE_FUNCTION || type->kind == TYPE_ARRAY ||
           type->kind == TYPE_MEMORYVIEW || type->kind == TYPE_CTUPLE;
}

static Conversion convert_between_c(const Type *from, const Type *to) {
    // Other values are only asked for their truth, or cast.
    if (to->kind == TYPE_BINT)
        return type_is_integral(from) ? CONVERT_TRUTH : CONVERT_IMPOSSIBLE;
    if (type_is_numeric(from) && type_is_numeric(to))
        return number_fits(from, to) ? CONVERT_C_NUMERIC : CONVERT_IMPOSSIBLE;
    switch (to->kind) {
    case TYPE_POINTER:
        return convert_to_pointer(from, to);
    case TYPE_FUNCTION:
        if (from->kind == TYPE_NULL_POINTER)
            return CONVERT_POINTER;
        return from->kind == TYPE_FUNCTION && function_fits(from, to) ? CONVERT_POINTER
                                                                      : CONVERT_IMPOSSIBLE;
    case TYPE_MEMORYVIEW:
        if (from->kind == TYPE_ARRAY)
            return array_fits_view(from, to) ? CONVERT_TO_MEMORYVIEW : CONVERT_IMPOSSIBLE;
        return from->kind == TYPE_MEMORYVIEW ? convert_memoryview(from, to) : CONVERT_IMPOSSIBLE;
    case TYPE_CTUPLE:
        return from->kind == TYPE_CTUPLE && ctuple_fits(from, to) ? CONVERT_C_NUMERIC
                                                                  : CONVERT_IMPOSSIBLE;
    case TYPE_ARRAY:
        return fills_array(from, to) ? CONVERT_SAME : CONVERT_IMPOSSIBLE;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_COMPLEX:
    case TYPE_ENUM:
    case TYPE_STRUCT:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return CONVERT_IMPOSSIBLE;
}

Conversion type_conversion(const Type *from, const Type *to) {
    if (type_is_error(from) || type_is_error(to) || same_value_type(from, to))
        return CONVERT_SAME;
    if (from->kind == TYPE_VOID && to->kind == TYPE_OBJECT)
        return CONVERT_BOX; // None
    if (from->kind == TYPE_TYPE && to->kind == TYPE_OBJECT && enum_is_python(from->named))
        return CONVERT_UPCAST; // the class that Python sees
    if (from->kind == TYPE_TYPE || from->kind == TYPE_MODULE || from->kind == TYPE_VOID ||
        to->kind == TYPE_VOID || from->kind == TYPE_FUSED || to->kind == TYPE_FUSED) {
        return CONVERT_IMPOSSIBLE;
    }
    bool from_object = type_is_object(from);
    bool to_object = type_is_object(to);
    if (from_object && to_object)
        return convert_between_objects(from, to);
    if (from_object)
        return object_to_c(from, to);
    if (to_object)
        return c_to_object(from, to);
    return convert_between_c(from, to);
}

bool becomes_object(const Typer *typer, const Type *type) {
    return type->kind != TYPE_FUNCTION &&
           type_conversion(type, typer->common->object) != CONVERT_IMPOSSIBLE;
}
