// Locks: their methods, and `with` statements about them.
//
// Takes: calls of methods of cython.pymutex and cython.pythread_type_lock, `with lock:`, critical
// sections of locks. Gives: calls with the target LOCK; the statements become
//     lock.acquire()
//     try: body
//     finally: lock.release()
// A lock stays where it is: what is given is the place of a variable, or a pointer to one.

#include "typer/check/internal.h"
#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    const char *signature;
    size_t result; // where its type stands in CommonTypes
} lock_methods[LOCK_METHOD_COUNT] = {
#define LOCK_METHOD(name, function, signature, RESULT)                                             \
    [LOCK_##function] = {name, signature, offsetof(CommonTypes, RESULT)},
#include "primitives/lock.def"
#undef LOCK_METHOD
};

bool type_is_lock(const Type *type) {
    return type->kind == TYPE_STRUCT && type->struct_symbol->is_lock;
}

static bool stands_for_lock(const Type *type) {
    return type_is_lock(type) || (type->kind == TYPE_POINTER && type_is_lock(type->element));
}

// Is it a lock, or a pointer to one? Nothing is reported.
static bool is_lock(Typer *typer, Node **slot) {
    if (node_is(*slot, NODE_Keyword) || node_is(*slot, NODE_Starred))
        return false;
    typer->quiet++;
    const Type *type = check_place(typer, slot);
    typer->quiet--;
    return stands_for_lock(type);
}

// --- Methods -------------------------------------------------------------------------------------
static bool find_lock_method(const Name *name, LockMethod *method) {
    for (int i = 0; i < LOCK_METHOD_COUNT; i++)
        if (strcmp(lock_methods[i].name, name->text) == 0) {
            *method = (LockMethod)i;
            return true;
        }
    return false;
}

bool is_lock_call(Typer *typer, const Call *node, LockMethod *method) {
    return node_is(node->function, NODE_Attribute) &&
           find_lock_method(((const Attribute *)node->function)->name, method) &&
           is_lock(typer, &((Attribute *)node->function)->value);
}

const Type *check_lock_call(Typer *typer, Call *node, LockMethod method) {
    Attribute *attribute = (Attribute *)node->function;
    CallTarget *target = ARENA_NEW(typer->arena, CallTarget);
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result = type_common_at(typer->common, lock_methods[method].result);
    signature.function.nogil = true;
    signature.function.exception.rule = EXCEPTION_RULE_NEVER;
    check_place(typer, &attribute->value);
    attribute->node.type = type_function(typer->types, &signature);
    target->kind = CALL_LOCK;
    target->lock = method;
    node->target = target;
    uint32_t most = (uint32_t)strlen(lock_methods[method].signature) - 2;
    for (uint32_t i = 0; i < node->arguments.count && i < most; i++)
        check_place(typer, &node->arguments.items[i]);
    if (node->arguments.count > most) {
        report(typer, DIAG_E0402, node->node.span, attribute->name->text, "0 arguments",
               node->arguments.count);
        check_python_arguments(typer, &node->arguments);
        target->kind = CALL_INVALID;
    }
    return signature.function.result;
}

// --- with ----------------------------------------------------------------------------------------
bool is_lock_item(Typer *typer, const With *node, WithItem *item) {
    return node->rule == WITH_PYTHON && is_lock(typer, &item->context);
}

// What the statement is about is found out once. Gives the assignment to a hidden variable, which
// points there and is the item from now on; NULL: a variable is the lock itself.
static Node *keep_place(Typer *typer, WithItem *item) {
    Node *lock = item->context;
    const Type *type = lock->type;
    if (node_is(lock, NODE_NameExpression) && type_is_lock(type))
        return NULL;
    Span span = lock->span;
    Symbol *place =
        SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, intern(typer->compilation, "zi_lock"), span);
    place->scope = typer->place.scope;
    place->type = type_is_lock(type) ? type_pointer(typer->types, type) : type;
    place->is_declared = true;
    if (type_is_lock(type)) {
        AddressOf *address = NODE_NEW(typer->arena, AddressOf, span);
        address->operand = lock;
        lock = (Node *)address;
    }
    Assign *assign = NODE_NEW(typer->arena, Assign, span);
    assign->targets = node_list_of(typer->arena, new_name_of(typer, place, span));
    assign->value = lock;
    item->context = new_name_of(typer, place, span);
    return (Node *)assign;
}

// `lock.method(other)` as a statement.
static Node *make_call(Typer *typer, const NodeList *items, LockMethod method, bool has_other) {
    Node *lock = ((const WithItem *)items->items[0])->context;
    Call *call = NODE_NEW(typer->arena, Call, lock->span);
    Attribute *attribute = NODE_NEW(typer->arena, Attribute, lock->span);
    ExpressionStatement *statement = NODE_NEW(typer->arena, ExpressionStatement, lock->span);
    attribute->value = lock;
    attribute->name = intern(typer->compilation, lock_methods[method].name);
    call->function = (Node *)attribute;
    call->arguments.items = ARENA_ARRAY(typer->arena, Node *, 1);
    if (has_other)
        call->arguments.items[call->arguments.count++] =
            ((const WithItem *)items->items[1])->context;
    statement->value = (Node *)call;
    return (Node *)statement;
}

static void enclose_body(Typer *typer, With *node, LockMethod enter, LockMethod leave) {
    bool has_other = enter == LOCK_lock_section_enter && node->items.count > 1;
    NodeList body = {ARENA_ARRAY(typer->arena, Node *, 4), 0};
    for (uint32_t i = 0; i <= has_other; i++) {
        Node *kept = keep_place(typer, (WithItem *)node->items.items[i]);
        if (kept != NULL)
            body.items[body.count++] = kept;
    }
    Try *enclosed = NODE_NEW(typer->arena, Try, node->node.span);
    enclosed->body = node->body;
    enclosed->finalbody =
        node_list_of(typer->arena, make_call(typer, &node->items, leave, has_other));
    body.items[body.count++] = make_call(typer, &node->items, enter, has_other);
    body.items[body.count++] = (Node *)enclosed;
    node->body = body;
    node->items.count = 0;
    node->rule = WITH_DIRECTIVES; // of what is around: a block
    keep_directives(typer, node);
}

void become_locked_block(Typer *typer, With *node) {
    const WithItem *item = (const WithItem *)node->items.items[0];
    if (item->target != NULL)
        report(typer, DIAG_E0525, item->target->span, "'as'", "on a lock");
    if (node->is_async)
        report(typer, DIAG_E0525, node->node.span, "'async'", "on a lock");
    enclose_body(typer, node, LOCK_lock_acquire, LOCK_lock_release);
}

bool become_locked_section(Typer *typer, With *node) {
    uint32_t count = node->items.count, locks = 0;
    for (uint32_t i = 0; i < count; i++)
        locks += is_lock(typer, &((WithItem *)node->items.items[i])->context);
    if (locks == 0 || locks < count || count > 2)
        return false;
    enclose_body(typer, node, LOCK_lock_section_enter, LOCK_lock_section_leave);
    return true;
}
