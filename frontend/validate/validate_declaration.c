// Where Cython's declarations may stand.
//
// Takes: a module. Reports; changes nothing. A walk of its own: what counts here is the block
// around a statement, and expressions hold no declarations. The column OPENS of node.def says which
// nodes have a level of their own; a node without a rule may stand anywhere.

#include "frontend/validate/validate.h"

// What the statements of a block belong to, by Cython's rules.
typedef enum DeclarationLevel {
    LEVEL_MODULE,
    LEVEL_FUNCTION,
    LEVEL_CLASS,
    LEVEL_C_CLASS,
    LEVEL_CONTROL, // inside of if, for, try, with, ...
    LEVEL_SAME     // as around the node
} DeclarationLevel;

typedef struct DeclarationWalk {
    Diagnostics *diagnostics;
    DeclarationLevel level;
    bool in_scope; // of a function or class, however deep
    bool in_extern;
    bool in_pxd;
} DeclarationWalk;

static Diagnostic *refuse(const DeclarationWalk *at, const Node *node, const char *text) {
    return diag_report(at->diagnostics, DIAG_E0227, node->span, text);
}

// cdef and cpdef. Returns whether the statement may stand here.
static bool check_cdef(const DeclarationWalk *at, const Node *node) {
    if (at->level != LEVEL_CONTROL && at->level != LEVEL_CLASS)
        return true;
    Diagnostic *diagnostic = refuse(at, node, "cdef statement not allowed here");
    bool is_variable = node_is(node, NODE_CVariableDeclaration);
    if (is_variable && at->level == LEVEL_CONTROL)
        diag_add_help(diagnostic,
                      "declare it before the block: a C variable is known in the whole "
                      "%s",
                      at->in_scope ? "function" : "module");
    else if (is_variable)
        diag_add_help(diagnostic, "only a cdef class has C attributes");
    return false;
}

static void check_module_level(const DeclarationWalk *at, const Node *node, const char *what) {
    if (at->level != LEVEL_MODULE)
        refuse(at, node, what);
}

static void check_c_class(const DeclarationWalk *at, const Node *node) {
    check_module_level(at, node, "Extension type definition not allowed here");
}

static void check_c_type(const DeclarationWalk *at, const Node *node) {
    check_module_level(at, node, "C struct/union/enum definition not allowed here");
}

// --- Definitions in .pxd files -------------------------------------------------------------------
// What belongs to the declarations, not to a function among them.
static bool is_declared(const DeclarationWalk *at) {
    return at->in_pxd && at->level != LEVEL_FUNCTION;
}

static void refuse_body(const DeclarationWalk *at, const Node *node, Span span) {
    Diagnostic *message =
        diag_report(at->diagnostics, DIAG_E0227, span,
                    "function definition in pxd file must be declared 'cdef inline'");
    if (node_is(node, NODE_CFunctionDef))
        diag_add_help(message, "end the line without a colon, and define the function in the "
                               "module");
    else
        diag_add_help(message, "Python finds it where the module defines it: leave it out here");
}

// Each module that cimports the file has the function as its own.
static void check_shared_body(const DeclarationWalk *at, const CFunctionDef *node) {
    Span span = declarator_core(node->declarator)->node.span;
    if (!node->is_inline)
        refuse_body(at, &node->node, span);
    else if (node->visibility == VISIBILITY_PUBLIC || node->is_api)
        diag_report(at->diagnostics, DIAG_E0227, span,
                    node->is_api ? "inline function definition in pxd file cannot be 'api'"
                                 : "inline function definition in pxd file cannot be 'public'");
}

static void check_c_function(const DeclarationWalk *at, const Node *node) {
    const CFunctionDef *function = NODE_AS(CFunctionDef, node);
    if (at->level == LEVEL_FUNCTION && !at->in_extern)
        refuse(at, node, "C function definition not allowed here");
    else if (is_declared(at) && function->has_body)
        check_shared_body(at, function);
}

// Old files declare the methods of the buffer protocol, which are C's.
static void check_function(const DeclarationWalk *at, const Node *node) {
    const FunctionDef *function = NODE_AS(FunctionDef, node);
    const char *name = function->name->text;
    bool is_buffer_method = at->level == LEVEL_C_CLASS && (strcmp(name, "__getbuffer__") == 0 ||
                                                           strcmp(name, "__releasebuffer__") == 0);
    if (is_declared(at) && !is_buffer_method)
        refuse_body(at, node, function->name_span);
}

static void check_class(const DeclarationWalk *at, const Node *node) {
    if (is_declared(at))
        refuse(at, node, "class definition not allowed here");
}

// A .pxd file says what a cdef class has; nothing in it runs.
static void check_executable(const DeclarationWalk *at, const Node *node) {
    if (at->in_pxd && at->level == LEVEL_C_CLASS)
        refuse(at, node, "Executable statement not allowed here");
}

static void check_extern_block(const DeclarationWalk *at, const Node *node) {
    if (at->level == LEVEL_C_CLASS)
        refuse(at, node, "Attribute of extension type cannot be declared extern");
}

static void check_c_variable(const DeclarationWalk *at, const Node *node) {
    CVisibility visibility = NODE_AS(CVariableDeclaration, node)->visibility;
    if (at->level == LEVEL_FUNCTION && visibility != VISIBILITY_PRIVATE &&
        visibility != VISIBILITY_EXTERN)
        refuse(at, node, "a local variable cannot be public or readonly");
    bool is_extern = visibility == VISIBILITY_EXTERN && !at->in_extern;
    if (at->level == LEVEL_C_CLASS && is_extern)
        refuse(at, node, "Attribute of extension type cannot be declared extern");
}

static void check_typedef(const DeclarationWalk *at, const Node *node) {
    check_module_level(at, node, "ctypedef statement not allowed here");
}

static void check_include(const DeclarationWalk *at, const Node *node) {
    check_module_level(at, node, "include statement not allowed here");
}

static void check_cimport(const DeclarationWalk *at, const Node *node) {
    if (at->in_scope)
        refuse(at, node, "cimport only allowed at module level");
}

static bool is_about_cython(const CimportFrom *node) {
    return node->level == 0 && node->module != NULL &&
           strncmp(node->module->text, "cython", 6) == 0 &&
           (node->module->text[6] == '\0' || node->module->text[6] == '.');
}

static void check_cimport_from(const DeclarationWalk *at, const Node *node) {
    if (!is_about_cython(NODE_AS(CimportFrom, node)))
        check_cimport(at, node);
}

static void check_property(const DeclarationWalk *at, const Node *node) {
    if (at->level != LEVEL_C_CLASS)
        refuse(at, node, "property statement not allowed here");
}

// --- The walk ------------------------------------------------------------------------------------

typedef struct DeclarationRule {
    bool is_cdef;                                               // not in control structures
    void (*check)(const DeclarationWalk *at, const Node *node); // or NULL
} DeclarationRule;

static const DeclarationRule rules[NODE_COUNT] = {
    [NODE_CVariableDeclaration] = {true, check_c_variable},
    [NODE_CFunctionDef] = {true, check_c_function},
    [NODE_CClassDef] = {true, check_c_class},
    [NODE_CStructDef] = {true, check_c_type},
    [NODE_CEnumDef] = {true, check_c_type},
    [NODE_CppClassDef] = {true, NULL},
    [NODE_ExternBlock] = {true, check_extern_block},
    [NODE_CdefBlock] = {true, NULL},
    [NODE_CTypedef] = {false, check_typedef},
    [NODE_CFusedTypedef] = {false, check_typedef},
    [NODE_Include] = {false, check_include},
    [NODE_Cimport] = {false, check_cimport},
    [NODE_CimportFrom] = {false, check_cimport_from},
    [NODE_PropertyDef] = {false, check_property},
    [NODE_FunctionDef] = {false, check_function},
    [NODE_ClassDef] = {false, check_class},
    [NODE_Assign] = {false, check_executable},
    [NODE_AugmentedAssign] = {false, check_executable},
    [NODE_Delete] = {false, check_executable},
    [NODE_If] = {false, check_executable},
    [NODE_For] = {false, check_executable},
    [NODE_While] = {false, check_executable},
    [NODE_Try] = {false, check_executable},
    [NODE_With] = {false, check_executable},
};

// The level inside of each node that opens a scope. Expressions hold no statements.
enum {
    LEVEL_IN_function_def = LEVEL_FUNCTION,
    LEVEL_IN_c_function_def = LEVEL_FUNCTION,
    LEVEL_IN_class_def = LEVEL_CLASS,
    LEVEL_IN_c_class_def = LEVEL_C_CLASS,
    LEVEL_IN_lambda = LEVEL_FUNCTION,
    LEVEL_IN_comprehension = LEVEL_FUNCTION,
    LEVEL_IN_type_alias = LEVEL_FUNCTION
};

static const DeclarationLevel levels[NODE_COUNT] = {
#define SCOPE(name) LEVEL_IN_##name
#define SECTION(name) LEVEL_SAME
#define PLAIN(name) LEVEL_CONTROL
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields)                                     \
    [NODE_##Type] = (DeclarationLevel)(OPENS(name)),
#include "frontend/node.def"
#undef NODE
#undef SCOPE
#undef SECTION
#undef PLAIN
};

static void walk(Node **slot, void *context) {
    const DeclarationWalk *at = context;
    Node *node = *slot;
    NodeFamily family = node_kind_family((NodeKind)node->kind);
    if (family != FAMILY_STATEMENT && family != FAMILY_PART)
        return;
    const DeclarationRule *rule = &rules[node->kind];
    if (rule->is_cdef && !check_cdef(at, node))
        return;
    if (rule->check != NULL)
        rule->check(at, node);
    DeclarationWalk inner = *at;
    DeclarationLevel level = levels[node->kind];
    if (level != LEVEL_SAME)
        inner.level = level;
    inner.in_scope |= level != LEVEL_SAME && level != LEVEL_CONTROL;
    inner.in_extern |= node_is(node, NODE_ExternBlock);
    node_each_child(node, walk, &inner);
}

void validate_declarations(Lowering *lowering, Module *module) {
    DeclarationWalk at_module = {.diagnostics = lowering->diagnostics,
                                 .level = LEVEL_MODULE,
                                 .in_pxd = lowering->source->kind == SOURCE_PXD};
    for (uint32_t i = 0; i < module->body.count; i++)
        walk(&module->body.items[i], &at_module);
}
