// What language level 2 adds: the print and exec statements, and backquotes.
//
// Takes: their nodes. Gives: calls of Python 3's builtins that do the same.

#include "codegen/builder/internal.h"
#include <string.h>

static Keyword *make_keyword(Builder *builder, const char *name, Node *value) {
    Keyword *keyword = NODE_NEW(builder->arena, Keyword, value->span);
    keyword->name = intern(builder->module->compilation, name);
    keyword->value = value;
    return keyword;
}

static Node *make_text(Builder *builder, const char *text) {
    StringLiteral *literal = NODE_NEW(builder->arena, StringLiteral, builder->span);
    literal->value = (Text){text, (uint32_t)strlen(text)};
    literal->node.type = builder->common->builtin[BUILTIN_STR];
    return &literal->node;
}

// print >>stream, a, b,  --  print(a, b, end=' ', file=stream)
static void build_print_with_gil(Builder *builder, void *node) {
    PrintStatement *print = NODE_AS(PrintStatement, node);
    NodeList arguments = {ARENA_ARRAY(builder->arena, Node *, print->values.count + 2), 0};
    for (uint32_t i = 0; i < print->values.count; i++)
        arguments.items[arguments.count++] = print->values.items[i];
    if (print->trailing_comma)
        arguments.items[arguments.count++] =
            &make_keyword(builder, "end", make_text(builder, " "))->node;
    if (print->stream != NULL)
        arguments.items[arguments.count++] = &make_keyword(builder, "file", print->stream)->node;
    build_python_call(builder, load_builtin(builder, "print"), &arguments);
}

void build_print_statement(Builder *builder, Node *node) {
    build_with_gil(builder, build_print_with_gil, node);
}

// exec code in globals, locals
void build_exec_statement(Builder *builder, Node *node) {
    ExecStatement *exec = NODE_AS(ExecStatement, node);
    if (exec->globals == NULL) {
        build_exec_here(builder, exec->code);
        return;
    }
    IrValue callee = load_builtin(builder, "exec");
    IrValue arguments[3] = {build_object(builder, exec->code),
                            build_object(builder, exec->globals)};
    if (exec->locals != NULL)
        arguments[2] = build_object(builder, exec->locals);
    add_python_call(builder, callee, arguments, exec->locals == NULL ? 2 : 3);
}

Value build_backquote(Builder *builder, Node *node) {
    IrValue callee = load_builtin(builder, "repr");
    IrValue value = build_object(builder, NODE_AS(Backquote, node)->value);
    return object_value(builder, add_python_call(builder, callee, &value, 1));
}
