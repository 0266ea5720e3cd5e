// Automatic pickling of cdef classes: may instances be pickled by their fields, and if not, why?
//
// Takes: a class whose fields are known. Gives: `pickling`, by Cython's rules: a class line with
// `__reduce__` or `__reduce_ex__` looks after itself; one with `__cinit__`, with a field that is no
// Python value, or with a struct that the directive does not ask for is refused when it is tried.

#include "typer/internal.h"
#include <string.h>

typedef struct FieldNames {
    char *text;
    uint32_t count;
} FieldNames;

static void add_name(Typer *typer, FieldNames *names, const Symbol *field) {
    names->text = names->count == 0
                      ? arena_format(typer->arena, "self.%s", field->name->text)
                      : arena_format(typer->arena, "%s,self.%s", names->text, field->name->text);
    names->count++;
}

static bool is_python_value(const Typer *typer, const Type *type) {
    const Type *object = typer->common->object;
    return type->kind != TYPE_FUNCTION && type_conversion(type, object) != CONVERT_IMPOSSIBLE &&
           type_conversion(object, type) != CONVERT_IMPOSSIBLE;
}

bool is_special_field(const Symbol *field) {
    return strcmp(field->name->text, "__dict__") == 0 ||
           strcmp(field->name->text, "__weakref__") == 0;
}

// Fields of the line that no object can hold, and those that are structs.
static void find_fields(Typer *typer, const ClassSymbol *symbol, FieldNames *unfit,
                        FieldNames *structs) {
    for (; symbol != NULL; symbol = symbol->base) {
        for (uint32_t i = 0; i < symbol->fields.count; i++) {
            const Symbol *field = symbol->fields.items[i];
            if (is_special_field(field))
                continue;
            if (!is_python_value(typer, field->type))
                add_name(typer, unfit, field);
            if (field->type->kind == TYPE_STRUCT)
                add_name(typer, structs, field);
        }
    }
}

static bool line_has(Typer *typer, const ClassSymbol *symbol, const char *name) {
    return class_find_member(symbol, intern(typer->compilation, name)) != NULL;
}

static bool has_view_fields(const ClassSymbol *symbol) {
    for (uint32_t i = 0; i < symbol->fields.count; i++)
        if (symbol->fields.items[i]->type->kind == TYPE_MEMORYVIEW)
            return true;
    return false;
}

// A class of another module whose fields are not all known here, or not laid out as here.
static bool extends_unknown_class(const ClassSymbol *symbol) {
    for (; symbol != NULL; symbol = symbol->base)
        if (!symbol->is_defined_here && (symbol->symbol.is_extern || has_view_fields(symbol)))
            return true;
    return false;
}

static const char *refusal_of(Typer *typer, const ClassSymbol *symbol, bool asks) {
    if (line_has(typer, symbol, "__cinit__"))
        return "no default __reduce__ due to non-trivial __cinit__";
    FieldNames unfit = {0}, structs = {0};
    find_fields(typer, symbol, &unfit, &structs);
    if (unfit.count > 0)
        return arena_format(typer->arena, "%s cannot be converted to a Python object for pickling",
                            unfit.text);
    if (structs.count > 0 && !asks)
        return arena_format(typer->arena,
                            "Pickling of struct members such as %s must be explicitly requested "
                            "with @auto_pickle(True)",
                            structs.text);
    if (extends_unknown_class(symbol))
        return "no default __reduce__ of a class whose base class has fields that are not known";
    return NULL;
}

void choose_pickling(Typer *typer, ClassSymbol *symbol) {
    AutoPickle asked = typer->place.directives.auto_pickle;
    if (asked == AUTO_PICKLE_NEVER || line_has(typer, symbol, "__reduce__") ||
        line_has(typer, symbol, "__reduce_ex__"))
        return;
    symbol->pickling.refusal = refusal_of(typer, symbol, asked == AUTO_PICKLE_ALWAYS);
    symbol->pickling.is_automatic = symbol->pickling.refusal == NULL;
    if (symbol->pickling.refusal != NULL && asked == AUTO_PICKLE_ALWAYS)
        report(typer, DIAG_E0530, symbol->symbol.span, symbol->symbol.name->text,
               symbol->pickling.refusal);
}
