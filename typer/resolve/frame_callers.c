// Which calls have to show a frame of the function that they stand in.
//
// Takes: the module's functions. Gives: `frame_callers`, the names that such calls have. What
// looks at frames (frame_reader.def) counts those between itself and whom it looks for, so whatever
// calls it, directly or through other functions of the module, shows its frame while it does.
// Functions are known by name: a call of another that has the same one shows a frame for nothing. A
// name that is given to one of them (`look = sys._getframe`, `from sys import _getframe as look`, a
// parameter's default) is known as well, also if it is given one of several, what getattr() finds
// under a name that is written there, functools.partial() of one, or a lambda that calls one.
//
// The same is done for what may look at variables, `variable_callers`: what gives a frame, unless
// the code reads no more of it than where it stands (`sys._getframe(1).f_globals`).

#include "typer/internal.h"
#include <string.h>

// The names that a function calls.
typedef struct Called {
    VECTOR(const Name *) names;
    bool is_reader; // one of them is in `frame_callers`
} Called;

// What `name` calls may be what `of` calls; of a lambda it is another function that does so.
typedef struct OtherName {
    const Name *name, *of;
    bool is_lambda;
} OtherName;

typedef struct Search {
    Typer *typer;
    Map *callers;   // frame_callers or variable_callers
    Called *called; // of the function at hand
    VECTOR(OtherName) other_names;
} Search;

bool is_frame_reader(const char *name) {
    static const char *const readers[] = {
#define FRAME_READER(reader) #reader,
#define FRAME_GIVER(giver) #giver,
#define FLAGS_READER(reader) #reader,
#include "typer/frame_reader.def"
#define FUNCTION(builtin, form, min, max, RESULT)
#define FUNCTION_OF_FRAME(builtin, form, min, max, RESULT) builtin,
#define FUNCTION_CHECKED(builtin, form, RESULT)
#define FUNCTION_RESULT(builtin, RESULT)
#include "primitives/function.def"
#undef FUNCTION
#undef FUNCTION_OF_FRAME
#undef FUNCTION_CHECKED
#undef FUNCTION_RESULT
    };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcmp(readers[i], name) == 0)
            return true;
    return false;
}

static const Name *name_of_callee(const Node *callee) {
    switch (callee->kind) {
    case NODE_NameExpression:
        return ((const NameExpression *)callee)->name;
    case NODE_Attribute:
        return ((const Attribute *)callee)->name;
    case NODE_Call:
        return ((const Call *)callee)->looked_up;
    default: // what has no name, nobody can know
        return NULL;
    }
}

// Of the names in `callers`, those that have a value count frames, however they are reached.
static bool counts_frames(const Map *callers, const Name *name) {
    return map_get(callers, name) != NULL;
}

// Code that is written for Cython counts on functions that no frame shows.
static bool has_frames(const TypedModule *module, ShowFrames shown) {
    return shown == SHOW_FRAMES_ALWAYS ||
           (shown == SHOW_FRAMES_IN_PYTHON && module->is_pure_python);
}

bool call_shows_frame(const TypedModule *module, const Call *call, ShowFrames shown) {
    const Name *name = name_of_callee(call->function);
    if (!has_frames(module, shown))
        return false;
    if (node_is(call->function, NODE_Lambda))
        return NODE_AS(Lambda, call->function)->function->found.shows_frames;
    if (name == NULL)
        return false;
    bool is_plain = node_is(call->function, NODE_NameExpression);
    return is_plain ? map_has(&module->frame_callers, name)
                    : counts_frames(&module->frame_callers, name);
}

bool call_shows_variables(const TypedModule *module, const Call *call) {
    const Name *name = name_of_callee(call->function);
    return name != NULL && !call->leaves_variables &&
           counts_frames(&module->variable_callers, name);
}

static bool is_function(const Node *node) {
    return node_is(node, NODE_FunctionDef) || node_is(node, NODE_CFunctionDef) ||
           node_is(node, NODE_Lambda);
}

// Marks the call whose frame is asked for no variable: `_getframe(1).f_back.f_globals`.
static void note_what_is_read(Attribute *attribute) {
    static const char *const places[] = {"f_globals", "f_builtins", "f_code", "f_lineno",
                                         "f_lasti"};
    bool is_place = false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        is_place |= strcmp(attribute->name->text, places[i]) == 0;
    Node *frame = attribute->value;
    while (node_is(frame, NODE_Attribute) &&
           strcmp(NODE_AS(Attribute, frame)->name->text, "f_back") == 0)
        frame = NODE_AS(Attribute, frame)->value;
    if (is_place && node_is(frame, NODE_Call))
        NODE_AS(Call, frame)->leaves_variables = true;
}

// Is the call one that counts for these callers?
static bool is_looked_at(const Search *search, const Call *call) {
    return search->callers == &search->typer->module->frame_callers || !call->leaves_variables;
}

static void collect_calls(Node **slot, NodeRole role, void *context) {
    (void)role;
    Search *search = context;
    Typer *typer = search->typer;
    if (*slot == NULL || is_function(*slot))
        return;
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    if (node_is(*slot, NODE_Attribute))
        note_what_is_read(NODE_AS(Attribute, *slot));
    bool is_call = node_is(*slot, NODE_Call) && is_looked_at(search, NODE_AS(Call, *slot));
    const Node *callee = is_call ? NODE_AS(Call, *slot)->function : NULL;
    const Name *name = is_call ? name_of_callee(callee) : NULL;
    if (name != NULL)
        vector_push(typer->arena, &search->called->names, name);
    if (node_is(callee, NODE_Lambda)) // called at once
        collect_calls(&NODE_AS(Lambda, callee)->body, ROLE_INNER, search);
    node_walk(*slot, collect_calls, search);
    depth_leave(&typer->depth);
}

// --- Other names ---------------------------------------------------------------------------------

// Notes of each getattr() what it is asked for.
static void note_looked_up(Node **slot, NodeRole role, void *context) {
    (void)role;
    Typer *typer = context;
    if (*slot == NULL || !depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    node_walk(*slot, note_looked_up, typer);
    depth_leave(&typer->depth);
    if (!node_is(*slot, NODE_Call))
        return;
    Call *call = NODE_AS(Call, *slot);
    const Name *function = name_of_callee(call->function);
    bool is_lookup = function != NULL && strcmp(function->text, "getattr") == 0;
    if (is_lookup && call->arguments.count >= 2 &&
        node_is(call->arguments.items[1], NODE_StringLiteral)) {
        Text text = NODE_AS(StringLiteral, call->arguments.items[1])->value;
        call->looked_up = intern(typer->compilation, text.bytes);
    }
}

static void note_other_name(Search *search, OtherName other) {
    if (other.name != NULL && other.of != NULL && other.name != other.of)
        vector_push(search->typer->arena, &search->other_names, other);
}

// A call of the name calls what the lambda calls.
static void note_lambda(Search *search, const Name *name, Lambda *lambda) {
    Called called = {.is_reader = false};
    search->called = &called;
    node_walk(&lambda->node, collect_calls, search);
    for (uint32_t i = 0; i < called.names.count; i++)
        note_other_name(search, (OtherName){name, called.names.items[i], .is_lambda = true});
}

// What a call of the value calls, if that is an argument: `partial(warn, stacklevel=2)`; or NULL.
static Node *wrapped_by(const Call *call) {
    static const char *const wrappers[] = {"partial", "staticmethod", "classmethod"};
    const Name *name = name_of_callee(call->function);
    for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++)
        if (name != NULL && strcmp(name->text, wrappers[i]) == 0 && call->arguments.count > 0)
            return call->arguments.items[0];
    return NULL;
}

// The name is given the value, which may be one of several.
static void note_given(Search *search, const Name *name, Node *value) {
    Typer *typer = search->typer;
    if (name == NULL || value == NULL ||
        !depth_enter(&typer->depth, typer->diagnostics, value->span))
        return;
    if (node_is(value, NODE_ConditionalExpression)) {
        note_given(search, name, NODE_AS(ConditionalExpression, value)->body);
        note_given(search, name, NODE_AS(ConditionalExpression, value)->orelse);
    } else if (node_is(value, NODE_BooleanExpression)) {
        const NodeList *operands = &NODE_AS(BooleanExpression, value)->operands;
        for (uint32_t i = 0; i < operands->count; i++)
            note_given(search, name, operands->items[i]);
    } else if (node_is(value, NODE_NamedExpression)) {
        note_given(search, name, NODE_AS(NamedExpression, value)->value);
    } else if (node_is(value, NODE_Lambda)) {
        note_lambda(search, name, NODE_AS(Lambda, value));
    } else if (node_is(value, NODE_Call) && wrapped_by(NODE_AS(Call, value)) != NULL) {
        note_given(search, name, wrapped_by(NODE_AS(Call, value)));
    } else {
        note_other_name(search, (OtherName){name, name_of_callee(value), .is_lambda = false});
    }
    depth_leave(&typer->depth);
}

static void note_imported(Search *search, const NodeList *aliases) {
    for (uint32_t i = 0; i < aliases->count; i++) {
        const Alias *alias = NODE_AS(Alias, aliases->items[i]);
        note_other_name(search, (OtherName){alias->as_name, alias->name, .is_lambda = false});
    }
}

static void collect_other_names(Node **slot, NodeRole role, void *context) {
    (void)role;
    Search *search = context;
    Typer *typer = search->typer;
    Node *node = *slot;
    if (node == NULL || !depth_enter(&typer->depth, typer->diagnostics, node->span))
        return;
    if (node_is(node, NODE_Assign)) {
        const Assign *assign = NODE_AS(Assign, node);
        for (uint32_t i = 0; i < assign->targets.count; i++)
            note_given(search, name_of_callee(assign->targets.items[i]), assign->value);
    } else if (node_is(node, NODE_AnnotatedAssign)) {
        const AnnotatedAssign *assign = NODE_AS(AnnotatedAssign, node);
        note_given(search, name_of_callee(assign->target), assign->value);
    } else if (node_is(node, NODE_NamedExpression)) {
        const NamedExpression *named = NODE_AS(NamedExpression, node);
        note_given(search, name_of_callee(named->target), named->value);
    } else if (node_is(node, NODE_ImportFrom)) {
        note_imported(search, &NODE_AS(ImportFrom, node)->aliases);
    } else if (node_is(node, NODE_Parameter)) {
        note_given(search, NODE_AS(Parameter, node)->name, NODE_AS(Parameter, node)->default_value);
    }
    node_walk(*slot, collect_other_names, search);
    depth_leave(&typer->depth);
}

// --- The names -----------------------------------------------------------------------------------

static void add_name(Typer *typer, Map *callers, const Name *name) {
    map_put(typer->arena, callers, name, (void *)name);
}

// A class is called by its own name.
static bool makes_instances(const Name *method) {
    return strcmp(method->text, "__init__") == 0 || strcmp(method->text, "__new__") == 0;
}

static void add_function(const Search *search, const FunctionSymbol *function) {
    Typer *typer = search->typer;
    const Name *name = function->symbol.name;
    const Scope *around = function->scope != NULL ? function->scope->parent : NULL;
    if (name == NULL)
        return;
    add_name(typer, search->callers, name);
    if (around != NULL && scope_is_class(around) && makes_instances(name))
        add_name(typer, search->callers, around->name);
}

static bool calls_reader(const Search *search, const Called *called) {
    for (uint32_t i = 0; i < called->names.count; i++)
        if (counts_frames(search->callers, called->names.items[i]))
            return true;
    return false;
}

// Adds other names of those that are there; returns whether any was added.
static bool add_other_names(const Search *search) {
    Typer *typer = search->typer;
    Map *names = search->callers;
    bool changed = false;
    for (uint32_t i = 0; i < search->other_names.count; i++) {
        const OtherName *other = &search->other_names.items[i];
        const Name *name = other->name;
        bool counts = counts_frames(names, other->of);
        bool reads_flags = map_has(names, other->of) && !other->is_lambda;
        if (counts ? counts_frames(names, name) : !reads_flags || map_has(names, name))
            continue;
        map_put(typer->arena, names, name, counts ? (void *)name : NULL);
        changed = true;
    }
    return changed;
}

// Adds functions until none is added.
static void propagate(const Search *search, Called *called) {
    Typer *typer = search->typer;
    const FunctionVector *functions = &typer->module->functions;
    for (bool changed = true; changed;) {
        changed = add_other_names(search);
        for (uint32_t i = 0; i < functions->count; i++) {
            if (called[i].is_reader || !calls_reader(search, &called[i]))
                continue;
            called[i].is_reader = changed = true;
            add_function(search, functions->items[i]);
        }
    }
}

// Adds to the callers all that call them, and notes which functions do.
static Called *find_callers(Typer *typer, Map *callers) {
    const FunctionVector *functions = &typer->module->functions;
    Called *called = ARENA_ARRAY(typer->arena, Called, functions->count + 1);
    Search search = {.typer = typer, .callers = callers};
    node_walk(&typer->module->tree->node, collect_other_names, &search);
    for (uint32_t i = 0; i < functions->count; i++) {
        search.called = &called[i];
        if (functions->items[i]->node != NULL)
            node_walk(functions->items[i]->node, collect_calls, &search);
    }
    propagate(&search, called);
    return called;
}

void find_frame_callers(Typer *typer) {
    TypedModule *module = typer->module;
#define FRAME_READER(name)                                                                         \
    add_name(typer, &module->frame_callers, intern(typer->compilation, #name));
#define FLAGS_READER(name)                                                                         \
    map_put(typer->arena, &module->frame_callers, intern(typer->compilation, #name), NULL);
#include "typer/frame_reader.def"
#define FRAME_GIVER(name)                                                                          \
    add_name(typer, &module->variable_callers, intern(typer->compilation, #name));
#include "typer/frame_reader.def"
    node_walk(&module->tree->node, note_looked_up, typer);
    const Called *framed = find_callers(typer, &module->frame_callers);
    const Called *called = find_callers(typer, &module->variable_callers);
    for (uint32_t i = 0; i < module->functions.count; i++) {
        FunctionSymbol *function = module->functions.items[i];
        function->found.shows_frames = framed[i].is_reader;
        function->found.shows_variables =
            called[i].is_reader && has_frames(module, function->directives.show_frames);
    }
}
