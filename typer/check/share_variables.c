// What a parallel section does with the variables that it sets.
//
// Takes: an outermost ParallelFor or ParallelBlock whose body has its types. Gives: a
// ParallelSection for it and for each section in it. C variables that a section sets are private to
// each thread; a loop gives them the values of its last round, and adds up those that only in-place
// operators set (reductions). Python objects are shared by all threads. A loop in a block shares
// the block's threads; a loop in another loop is part of a round of that and has no threads of its
// own.

#include "typer/check/internal.h"
#include <string.h>

typedef struct ReadVariable {
    const Symbol *symbol;
    Span span;
} ReadVariable;

typedef struct Sharing {
    Typer *typer;
    ParallelSection *section, *outermost;
    bool is_block;
    // in the section and those in it
    VECTOR(ReadVariable) reads;
    struct Sharing *outer;
} Sharing;

static void visit(Node **child, NodeRole role, void *context);
static void share_loop(Sharing *outer, ParallelFor *node);

// --- Variables -----------------------------------------------------------------------------------
static SharedVariable *find_variable(ParallelSection *section, const Symbol *symbol) {
    for (uint32_t i = 0; i < section->variables.count; i++)
        if (section->variables.items[i].symbol == symbol)
            return &section->variables.items[i];
    return NULL;
}

static bool has_symbol(const SymbolVector *symbols, const Symbol *symbol) {
    for (uint32_t i = 0; i < symbols->count; i++)
        if (symbols->items[i] == symbol)
            return true;
    return false;
}

static void add_symbol(Sharing *sharing, SymbolVector *symbols, Symbol *symbol) {
    if (!has_symbol(symbols, symbol))
        vector_push(sharing->typer->arena, symbols, symbol);
}

static bool is_reducing(BinaryOperator operator) {
    return operator== BINARY_ADD || operator== BINARY_SUBTRACT || operator==
        BINARY_MULTIPLY || operator== BINARY_BIT_AND || operator== BINARY_BIT_OR || operator==
        BINARY_BIT_XOR;
}

static void report_reduction(Sharing *sharing, const Symbol *symbol, Span span, const char *what) {
    report(sharing->typer, DIAG_E0595, span, symbol->name->text, what);
}

// False: it is reported.
static bool agrees(Sharing *sharing, const SharedVariable *known, const SharedVariable *found) {
    if (!known->is_updated || !found->is_updated || known->operator== found->operator)
        return true;
    report_reduction(sharing, found->symbol, found->span,
                     arena_format(sharing->typer->arena, "by '%s=' here and by '%s=' before",
                                  BinaryOperator_text(found->operator),
                                  BinaryOperator_text(known->operator)));
    return false;
}

static void note_object(Sharing *sharing, const SharedVariable *found) {
    if (found->is_updated && is_reducing(found->operator))
        report_reduction(sharing, found->symbol, found->span, "a Python object cannot be one");
    add_symbol(sharing, &sharing->outermost->objects, found->symbol);
}

// What counts is how the variable is set last.
static void note_set(Sharing *sharing, const SharedVariable *found) {
    const Symbol *symbol = found->symbol;
    if (symbol == NULL || type_is_error(symbol->type))
        return;
    bool is_variable = symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_C_GLOBAL;
    if (!is_variable || symbol->scope->kind == SCOPE_COMPREHENSION)
        return;
    if (sharing->is_block && found->is_updated)
        report_reduction(sharing, symbol, found->span, "a parallel block has none");
    else if (symbol->type->kind == TYPE_MEMORYVIEW || symbol->view != NULL)
        report(sharing->typer, DIAG_E0596, found->span, symbol->name->text);
    else if (type_is_object(symbol->type))
        note_object(sharing, found);
    else {
        SharedVariable *known = find_variable(sharing->section, symbol);
        if (known == NULL)
            vector_push(sharing->typer->arena, &sharing->section->variables, *found);
        else if (agrees(sharing, known, found)) {
            known->is_updated = found->is_updated;
            known->operator= found->operator;
        }
    }
}

static void note_target(Sharing *sharing, Symbol *symbol, Span span) {
    note_set(sharing, &(SharedVariable){.symbol = symbol, .span = span});
}

// --- Nodes ---------------------------------------------------------------------------------------
static void visit_target(Sharing *sharing, Node *target) {
    NodeList *parts = displayed_elements(target);
    if (node_is(target, NODE_NameExpression)) {
        note_target(sharing, symbol_of(target), target->span);
    } else if (node_is(target, NODE_Starred)) {
        visit_target(sharing, ((Starred *)target)->value);
    } else if (parts != NULL) {
        for (uint32_t i = 0; i < parts->count; i++)
            visit_target(sharing, parts->items[i]);
    } else {
        node_walk(target, visit, sharing);
    }
}

static void visit_augmented(Sharing *sharing, AugmentedAssign *node) {
    visit(&node->value, ROLE_VALUE, sharing);
    if (node_is(node->target, NODE_NameExpression))
        note_set(sharing, &(SharedVariable){.symbol = symbol_of(node->target),
                                            .span = node->target->span,
                                            .is_updated = true,
                                            .operator= node->operator});
    else
        visit_target(sharing, node->target);
}

static void note_read(Sharing *sharing, const Node *name) {
    ReadVariable read = {symbol_of(name), name->span};
    if (read.symbol != NULL)
        vector_push(sharing->typer->arena, &sharing->reads, read);
}

static void visit_address(Sharing *sharing, AddressOf *node) {
    Symbol *symbol = node_is(node->operand, NODE_NameExpression) ? symbol_of(node->operand) : NULL;
    if (symbol != NULL)
        add_symbol(sharing, &sharing->outermost->addressed, symbol);
    visit(&node->operand, ROLE_VALUE, sharing);
}

// The names that a pattern or an import binds.
static Symbol *bound_symbol(const Node *node) {
    switch (node->kind) {
    case NODE_Alias:
        return ((const Alias *)node)->symbol;
    case NODE_AsPattern:
        return ((const AsPattern *)node)->symbol;
    case NODE_StarPattern:
        return ((const StarPattern *)node)->symbol;
    case NODE_MappingPattern:
        return ((const MappingPattern *)node)->rest_symbol;
    default:
        return NULL;
    }
}

static void visit(Node **child, NodeRole role, void *context) {
    Sharing *sharing = context;
    Node *node = *child;
    zi_assert(node != NULL);
    if (role == ROLE_TARGET) {
        visit_target(sharing, node);
        return;
    }
    note_target(sharing, bound_symbol(node), node->span);
    switch (node->kind) {
    case NODE_FunctionDef:
    case NODE_Lambda:
    case NODE_ClassDef:
        break; // they have variables of their own
    case NODE_ParallelFor:
        share_loop(sharing, (ParallelFor *)node);
        break;
    case NODE_AugmentedAssign:
        visit_augmented(sharing, (AugmentedAssign *)node);
        break;
    case NODE_NameExpression:
        note_read(sharing, node);
        break;
    case NODE_AddressOf:
        visit_address(sharing, (AddressOf *)node);
        break;
    case NODE_Increment:
        visit_target(sharing, ((Increment *)node)->place);
        break;
    default:
        node_walk(node, visit, sharing);
    }
}

static void visit_list(Sharing *sharing, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        visit(&list->items[i], ROLE_VALUE, sharing);
}

static void visit_optional(Sharing *sharing, Node **slot) {
    if (*slot != NULL)
        visit(slot, ROLE_VALUE, sharing);
}

// --- Sections ------------------------------------------------------------------------------------
// The threads would disagree about the value.
static void check_reads(Sharing *sharing) {
    for (uint32_t i = 0; i < sharing->reads.count; i++) {
        const ReadVariable *read = &sharing->reads.items[i];
        const SharedVariable *variable = find_variable(sharing->section, read->symbol);
        if (variable != NULL && variable->is_updated)
            report_reduction(sharing, read->symbol, read->span,
                             "each thread has only a part of it while the loop runs");
    }
}

// What the inner loop sets is set in a round of the loop around it. Plain assignments of that
// count.
static void merge_into_loop(Sharing *outer, const ParallelSection *inner) {
    for (uint32_t i = 0; i < inner->variables.count; i++) {
        const SharedVariable *variable = &inner->variables.items[i];
        const SharedVariable *known = find_variable(outer->section, variable->symbol);
        if (known == NULL || (known->is_updated && variable->is_updated))
            note_set(outer, variable);
    }
}

static void note_loop_of_block(Sharing *block, const ParallelSection *inner) {
    for (uint32_t i = 0; i < inner->variables.count; i++) {
        SharedVariable variable = inner->variables.items[i];
        variable.loop = inner;
        vector_push(block->typer->arena, &block->section->loop_variables, variable);
    }
}

static void settle(Sharing *sharing) {
    for (uint32_t i = 0; i < sharing->section->variables.count; i++) {
        SharedVariable *variable = &sharing->section->variables.items[i];
        variable->is_reduction = variable->is_updated && is_reducing(variable->operator);
    }
}

static void share_loop(Sharing *outer, ParallelFor *node) {
    Typer *typer = outer->typer;
    ParallelSection *section = ARENA_NEW(typer->arena, ParallelSection);
    Sharing sharing = {.typer = typer, .section = section, .outer = outer};
    Node **arguments[] = {&node->start,        &node->stop,      &node->step,
                          &node->thread_count, &node->condition, &node->chunk_size};
    sharing.outermost = outer->outermost != NULL ? outer->outermost : section;
    section->opens = outer->outermost == NULL;
    section->shares_rounds = outer->is_block;
    for (size_t i = 0; !section->opens && i < sizeof arguments / sizeof *arguments; i++)
        visit_optional(outer, arguments[i]);
    visit_list(&sharing, &node->body);
    check_reads(&sharing);
    Symbol *counter = symbol_of(node->target);
    SharedVariable *known = counter != NULL ? find_variable(section, counter) : NULL;
    // It counts, whatever the body does to it.
    if (known != NULL)
        known->is_updated = false;
    else
        note_target(&sharing, counter, node->target->span);
    settle(&sharing);
    node->section = section;
    for (uint32_t i = 0; i < sharing.reads.count; i++)
        vector_push(typer->arena, &outer->reads, sharing.reads.items[i]);
    if (section->shares_rounds)
        note_loop_of_block(outer, section);
    else if (!section->opens)
        merge_into_loop(outer, section);
    if (!section->opens)
        visit_list(outer, &node->orelse);
}

// A variable is private to a block's threads, or its loops take care of it.
static void check_loop_variables(Sharing *block) {
    for (uint32_t i = 0; i < block->section->loop_variables.count; i++) {
        const SharedVariable *variable = &block->section->loop_variables.items[i];
        const SharedVariable *own = find_variable(block->section, variable->symbol);
        Diagnostic *message = own == NULL ? NULL
                                          : report(block->typer, DIAG_E0594, variable->span,
                                                   variable->symbol->name->text);
        if (message != NULL)
            diag_add_label(message, own->span, "the block sets it here");
    }
}

static void share_block(Typer *typer, ParallelBlock *node) {
    ParallelSection *section = ARENA_NEW(typer->arena, ParallelSection);
    Sharing sharing = {.typer = typer, .section = section, .outermost = section, .is_block = true};
    section->opens = true;
    visit_list(&sharing, &node->body);
    check_loop_variables(&sharing);
    node->section = section;
}

void share_variables(Typer *typer, Node *section) {
    Sharing around = {.typer = typer};
    if (typer->quiet > 0)
        return;
    if (node_is(section, NODE_ParallelFor))
        share_loop(&around, (ParallelFor *)section);
    else
        share_block(typer, (ParallelBlock *)section);
}
