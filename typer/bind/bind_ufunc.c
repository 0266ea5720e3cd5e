// @cython.ufunc: a C function becomes an object of numpy's, which applies it to all items of its
// arguments.
//
// Takes: the symbol of a C function, or of the versions of a fused one, when it has been declared.
// Gives: beside the definition, as if the source had them, a loop in C for each version, as numpy's
// PyUFuncGenericFunction has to be, and an assignment of the object to the function's name. The C
// function has no name any more. What numpy's loops may take is Cython's choice (UFuncs.py).

#include "typer/internal.h"
#include <string.h>

typedef struct UfuncMaker {
    Typer *typer;
    const Name *name;
    const char *prefix; // of all names that are made
    uint32_t input_count, output_count, version_count;
    Fragment fragment;
} UfuncMaker;

#define WRITE(maker, ...) fragment_add((maker)->typer, &(maker)->fragment, __VA_ARGS__)

// --- Types ---------------------------------------------------------------------------------------
static bool can_be_item(const Type *type) {
    return type->kind == TYPE_OBJECT || type->kind == TYPE_INTEGER || type->kind == TYPE_FLOATING ||
           type->kind == TYPE_COMPLEX;
}

static bool check_item(Typer *typer, const Type *type, Span span) {
    if (can_be_item(type) || type_is_error(type))
        return can_be_item(type);
    report(typer, DIAG_E0525, span, arena_format(typer->arena, "the type '%s'", type->text),
           "in a ufunc, which takes and gives C numbers and objects");
    return false;
}

// Gives the type a name, by which the text below knows it.
static const char *name_type(UfuncMaker *maker, const Type *type, const char *role,
                             uint32_t number) {
    Typer *typer = maker->typer;
    const char *text = arena_format(typer->arena, "%s_%u_%s_%u", maker->prefix,
                                    maker->version_count, role, number);
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_TYPE, intern(typer->compilation, text),
                                maker->fragment.span);
    symbol->type = type;
    scope_declare(typer, typer->module->scope, symbol);
    return text;
}

// The number that numpy has for the type, by its size and sign, which a C header may decide.
static const char *number_of_type(Arena *arena, const Type *type, const char *name) {
    if (type->kind == TYPE_OBJECT)
        return "17";
    if (type->kind == TYPE_INTEGER)
        return arena_format(arena,
                            "1 + 2 * ((sizeof(%s) > 1) + (sizeof(%s) > 2) + (sizeof(%s) > 4)) + "
                            "(<%s>-1 > 0)",
                            name, name, name, name);
    const char *part = type->kind == TYPE_COMPLEX ? "2 * " : "";
    return arena_format(arena, "%d + (sizeof(%s) > %s4) + (sizeof(%s) > %s8)",
                        type->kind == TYPE_COMPLEX ? 14 : 11, name, part, name, part);
}

// --- A version -----------------------------------------------------------------------------------
typedef struct UfuncItems {
    const Type **inputs, **outputs;
    const char **input_names, **output_names;
} UfuncItems;

static const char **name_types(UfuncMaker *maker, const Type **types, uint32_t count,
                               const char *role) {
    const char **names = ARENA_ARRAY(maker->typer->arena, const char *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        names[i] = name_type(maker, types[i], role, i);
    return names;
}

static bool find_items(UfuncMaker *maker, const FunctionSymbol *function, UfuncItems *items) {
    Arena *arena = maker->typer->arena;
    const Type *type = function->symbol.type, *result = type->function.result;
    bool is_tuple = result->kind == TYPE_CTUPLE;
    maker->input_count = type->function.count;
    maker->output_count = is_tuple ? result->members.count : 1;
    items->inputs = ARENA_ARRAY(arena, const Type *, maker->input_count + 1);
    items->outputs = ARENA_ARRAY(arena, const Type *, maker->output_count + 1);
    bool is_good = true;
    for (uint32_t i = 0; i < maker->input_count; i++) {
        items->inputs[i] = type->function.parameters[i].type;
        is_good = check_item(maker->typer, items->inputs[i], function->symbol.span) && is_good;
    }
    for (uint32_t i = 0; i < maker->output_count; i++) {
        items->outputs[i] = is_tuple ? result->members.items[i] : result;
        is_good = check_item(maker->typer, items->outputs[i], function->symbol.span) && is_good;
    }
    items->input_names = name_types(maker, items->inputs, maker->input_count, "in");
    items->output_names = name_types(maker, items->outputs, maker->output_count, "out");
    return is_good;
}

static bool has_objects(const Type *const *types, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (type_is_object(types[i]))
            return true;
    return false;
}

static void write_call(UfuncMaker *maker, FunctionSymbol *function, const UfuncItems *items) {
    WRITE(maker, "            result = %s(",
          fragment_symbol(maker->typer, &maker->fragment, &function->symbol));
    for (uint32_t i = 0; i < maker->input_count; i++) {
        if (type_is_object(items->inputs[i]))
            WRITE(maker, "<object>(<void **>item_%u)[0], ", i);
        else
            WRITE(maker, "(<%s *>item_%u)[0], ", items->input_names[i], i);
    }
    WRITE(maker, ")\n");
}

static void write_outputs(UfuncMaker *maker, const UfuncItems *items) {
    for (uint32_t i = 0; i < maker->output_count; i++) {
        uint32_t item = maker->input_count + i;
        const char *result = maker->output_count == 1
                                 ? "result"
                                 : arena_format(maker->typer->arena, "result[%u]", i);
        if (type_is_object(items->outputs[i]))
            WRITE(maker,
                  "            old = (<void **>item_%u)[0]\n"
                  "            %s_incref(result)\n"
                  "            (<void **>item_%u)[0] = <void *>result\n"
                  "            %s_xdecref(<%s_PyObject *>old)\n",
                  item, maker->prefix, item, maker->prefix, maker->prefix);
        else
            WRITE(maker, "            (<%s *>item_%u)[0] = %s\n", items->output_names[i], item,
                  result);
    }
}

// The loop over the items, whose addresses and distances numpy gives. Of C numbers alone it is
// called without the GIL.
static void write_loop(UfuncMaker *maker, FunctionSymbol *function, const UfuncItems *items) {
    uint32_t count = maker->input_count + maker->output_count;
    bool has_gil = has_objects(items->inputs, maker->input_count) ||
                   has_objects(items->outputs, maker->output_count);
    const char *intp = arena_format(maker->typer->arena, "%s_numpy.npy_intp", maker->prefix);
    WRITE(maker, "cdef void %s_%u(char **items, %s *counts, %s *steps, void *data) except *%s:\n",
          maker->prefix, maker->version_count, intp, intp, has_gil ? "" : " nogil");
    WRITE(maker, "    cdef %s i\n    cdef void *old\n    cdef %s result\n", intp,
          name_type(maker, function->symbol.type->function.result, "result", 0));
    for (uint32_t i = 0; i < count; i++)
        WRITE(maker, "    cdef char *item_%u = items[%u]\n", i, i);
    WRITE(maker, "    %s:\n        for i in range(counts[0]):\n",
          has_gil || function->c.nogil ? "if True" : "with gil");
    write_call(maker, function, items);
    write_outputs(maker, items);
    for (uint32_t i = 0; i < count; i++)
        WRITE(maker, "            item_%u += steps[%u]\n", i, i);
}

static void write_numbers(UfuncMaker *maker, const UfuncItems *items) {
    Arena *arena = maker->typer->arena;
    uint32_t count = maker->input_count + maker->output_count;
    WRITE(maker, "%s_functions[%u] = <%s_numpy.PyUFuncGenericFunction>%s_%u\n", maker->prefix,
          maker->version_count, maker->prefix, maker->prefix, maker->version_count);
    for (uint32_t i = 0; i < count; i++) {
        bool is_input = i < maker->input_count;
        uint32_t at = is_input ? i : i - maker->input_count;
        const Type *type = is_input ? items->inputs[at] : items->outputs[at];
        const char *name = is_input ? items->input_names[at] : items->output_names[at];
        WRITE(maker, "%s_types[%u] = <char>(%s)\n", maker->prefix, maker->version_count * count + i,
              number_of_type(arena, type, name));
    }
}

// --- The object ----------------------------------------------------------------------------------
static const char *write_doc(UfuncMaker *maker, const FunctionSymbol *function) {
    const StringLiteral *doc = node_is(function->node, NODE_CFunctionDef)
                                   ? docstring_literal(&((CFunctionDef *)function->node)->body)
                                   : NULL;
    if (doc == NULL)
        return "NULL";
    StringLiteral *bytes = NODE_NEW(maker->typer->arena, StringLiteral, maker->fragment.span);
    bytes->kind = STRING_BYTES;
    bytes->value = doc->value;
    return fragment_node(maker->typer, &maker->fragment, &bytes->node);
}

static void write_start(UfuncMaker *maker, uint32_t count) {
    const char *prefix = maker->prefix;
    WRITE(maker,
          "cimport numpy as %s_numpy\n"
          "from cpython.ref cimport Py_INCREF as %s_incref, Py_XDECREF as %s_xdecref, "
          "PyObject as %s_PyObject\n",
          prefix, prefix, prefix, prefix);
    WRITE(maker,
          "cdef %s_numpy.PyUFuncGenericFunction %s_functions[%u]\n"
          "cdef void *%s_data[%u]\ncdef char %s_types[%u]\n",
          prefix, prefix, count, prefix, count, prefix,
          count * (maker->input_count + maker->output_count));
}

// The name means the object from here on.
static void hide_function(UfuncMaker *maker) {
    map_put(maker->typer->arena, &maker->typer->place.scope->symbols, maker->name, NULL);
}

bool becomes_ufunc(Typer *typer, const DecoratorEffects *effects, const FunctionSymbol *function) {
    bool is_function = function != NULL && function->kind == FUNCTION_CDEF;
    bool is_plain = is_function && function->owner == NULL && function->c.has_body;
    if (effects->is_ufunc && !is_plain)
        report(typer, DIAG_E0525, effects->ufunc_span, "@cython.ufunc",
               is_function ? "but on a function with a body, outside of classes"
                           : "but on a cdef function");
    return effects->is_ufunc && is_plain && !type_is_error(function->symbol.type);
}

static bool has_numpy(Typer *typer, Span span) {
    const Name *numpy = intern(typer->compilation, "numpy");
    bool is_found = find_declarations(typer, numpy) != NULL;
    if (!is_found)
        report_missing_declarations(typer, numpy, span);
    return is_found;
}

void make_ufunc(Typer *typer, Node **slot, FunctionSymbol *const *versions, uint32_t count,
                const Name *name) {
    CdefBlock *block = NODE_NEW(typer->arena, CdefBlock, (*slot)->span);
    UfuncMaker maker = {.typer = typer,
                        .name = name,
                        .prefix = arena_format(typer->arena, "__pyx_ufunc_%s", name->text),
                        .fragment = {.span = versions[0]->symbol.span}};
    UfuncItems *items = ARENA_ARRAY(typer->arena, UfuncItems, count);
    bool is_good = true;
    for (maker.version_count = 0; maker.version_count < count; maker.version_count++)
        is_good = find_items(&maker, versions[maker.version_count], &items[maker.version_count]) &&
                  is_good;
    if (!is_good || !has_numpy(typer, maker.fragment.span))
        return;
    write_start(&maker, count);
    for (maker.version_count = 0; maker.version_count < count; maker.version_count++)
        write_loop(&maker, versions[maker.version_count], &items[maker.version_count]);
    for (maker.version_count = 0; maker.version_count < count; maker.version_count++)
        write_numbers(&maker, &items[maker.version_count]);
    WRITE(&maker,
          "%s_numpy.import_umath()\n"
          "%s = %s_numpy.PyUFunc_FromFuncAndData(%s_functions, %s_data, %s_types, %u, %u, %u, -1, "
          "b'%s', %s, 0)\n",
          maker.prefix, name->text, maker.prefix, maker.prefix, maker.prefix, maker.prefix, count,
          maker.input_count, maker.output_count, name->text, write_doc(&maker, versions[0]));
    hide_function(&maker);
    block->body = node_list_of(typer->arena, *slot);
    fragment_append(typer, &maker.fragment, &block->body);
    *slot = &block->node;
}
