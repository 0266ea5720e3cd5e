// `__test__`, where doctest finds examples that it cannot see otherwise (`autotestdict`).
//
// Takes: the functions of the module. Gives: a dict at the end of the module's body, of "name (line
// n)" and docstring, unless the module has a `__test__` of its own.

#include "codegen/builder/internal.h"
#include <string.h>

// Methods of a cdef class that Cython leaves out.
static bool is_left_out(const FunctionSymbol *symbol) {
    const char *name = symbol->symbol.name->text;
    bool is_number = strcmp(name, "__len__") == 0 || strcmp(name, "__contains__") == 0;
    return method_hides_doc(symbol) || (symbol->owner != NULL && is_number);
}

static bool has_examples(const FunctionSymbol *symbol, const Directives *directives,
                         const char *doc) {
    if (doc == NULL || symbol->symbol.name == NULL || symbol->outer != NULL || is_left_out(symbol))
        return false;
    bool shows_all = directives->autotestdict_all;
    if (symbol->kind == FUNCTION_CDEF && !shows_all && !directives->autotestdict_cdef)
        return false;
    return shows_all || strstr(doc, ">>>") != NULL;
}

static const char *name_of_accessor(const FunctionSymbol *symbol) {
    switch (symbol->python.property_role) {
    case PROPERTY_GET:
        return ".__get__";
    case PROPERTY_SET:
        return ".__set__";
    case PROPERTY_DELETE:
        return ".__del__";
    case PROPERTY_NONE:
        break;
    }
    return "";
}

static const char *key_of_examples(Builder *builder, const FunctionSymbol *symbol) {
    const Scope *around = symbol->owner != NULL ? symbol->owner->scope : symbol->scope->parent;
    bool is_method = around->kind == SCOPE_PYTHON_CLASS || around->kind == SCOPE_C_CLASS;
    uint32_t line = source_line(builder->module->compilation->sources, symbol->symbol.span);
    return arena_format(builder->arena, "%s%s%s%s (line %u)", is_method ? around->name->text : "",
                        is_method ? "." : "", symbol->symbol.name->text, name_of_accessor(symbol),
                        line);
}

static void add_examples(Builder *builder, IrValue tests, const FunctionSymbol *symbol) {
    const char *key = key_of_examples(builder, symbol);
    const char *doc = docstring_of_function(symbol);
    ADD_RUNTIME(builder, dict_set, tests, add_constant(builder, constant_string(builder, key)),
                add_constant(builder, constant_string(builder, doc)));
}

void build_test_dict(Builder *builder) {
    const Name *name = intern(builder->module->compilation, "__test__");
    const Symbol *own = scope_find(builder->typed->scope, name);
    bool is_bound = own != NULL && own->binding_count > 0;
    if (builder->typed->is_pure_python || !builder->typed->directives.autotestdict || is_bound)
        return;
    IrValue tests = ir_null(IR_OBJECT); // made for the first one
    for (uint32_t i = 0; i < builder->typed->functions.count; i++) {
        const FunctionSymbol *symbol = builder->typed->functions.items[i];
        if (!has_examples(symbol, &builder->typed->directives, docstring_of_function(symbol)))
            continue;
        if (tests.kind == IR_VALUE_NULL)
            tests = add_runtime_list(builder, RUNTIME_dict_build, NULL, 0);
        add_examples(builder, tests, symbol);
    }
    if (tests.kind != IR_VALUE_NULL)
        ADD_RUNTIME(builder, store_global, name_operand(builder, name), tests);
}
