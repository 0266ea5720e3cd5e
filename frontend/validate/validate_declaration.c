// Where Cython's declarations may stand.
//
// Takes: a module. Reports; changes nothing. A walk of its own: what counts here is the block
// around a statement, and expressions hold no declarations.

#include "frontend/validate/validate.h"

// What the statements of a block belong to, by Cython's rules.
typedef enum DeclarationLevel {
    LEVEL_MODULE,
    LEVEL_FUNCTION,
    LEVEL_CLASS,
    LEVEL_C_CLASS,
    LEVEL_CONTROL // inside of if, for, try, with, ...
} DeclarationLevel;

typedef struct DeclarationWalk {
    Diagnostics *diagnostics;
    DeclarationLevel level;
    bool in_scope; // of a function or class, however deep
    bool in_extern;
} DeclarationWalk;

static void walk(Node **slot, void *context);

static void walk_list(DeclarationWalk *from, const NodeList *list, DeclarationLevel level) {
    DeclarationWalk inner = *from;
    inner.level = level;
    inner.in_scope |= level != LEVEL_MODULE && level != LEVEL_CONTROL;
    for (uint32_t i = 0; i < list->count; i++)
        walk(&list->items[i], &inner);
}

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

static void check_cdef_part(const DeclarationWalk *at, const Node *node) {
    switch (node->kind) {
    case NODE_CClassDef:
        check_module_level(at, node, "Extension type definition not allowed here");
        break;
    case NODE_CStructDef:
    case NODE_CEnumDef:
        check_module_level(at, node, "C struct/union/enum definition not allowed here");
        break;
    case NODE_CFunctionDef:
        if (at->level == LEVEL_FUNCTION && !at->in_extern)
            refuse(at, node, "C function definition not allowed here");
        break;
    case NODE_ExternBlock:
        if (at->level == LEVEL_C_CLASS)
            refuse(at, node, "Attribute of extension type cannot be declared extern");
        break;
    case NODE_CVariableDeclaration: {
        CVisibility visibility = NODE_AS(CVariableDeclaration, node)->visibility;
        if (at->level == LEVEL_FUNCTION && visibility != VISIBILITY_PRIVATE &&
            visibility != VISIBILITY_EXTERN)
            refuse(at, node, "a local variable cannot be public or readonly");
        bool is_extern = visibility == VISIBILITY_EXTERN && !at->in_extern;
        if (at->level == LEVEL_C_CLASS && is_extern)
            refuse(at, node, "Attribute of extension type cannot be declared extern");
        break;
    }
    default:
        break;
    }
}

static bool is_about_cython(const CimportFrom *node) {
    return node->level == 0 && node->module != NULL &&
           strncmp(node->module->text, "cython", 6) == 0 &&
           (node->module->text[6] == '\0' || node->module->text[6] == '.');
}

static void check_other_declaration(const DeclarationWalk *at, const Node *node) {
    switch (node->kind) {
    case NODE_CTypedef:
    case NODE_CFusedTypedef:
        check_module_level(at, node, "ctypedef statement not allowed here");
        break;
    case NODE_Include:
        check_module_level(at, node, "include statement not allowed here");
        break;
    case NODE_Cimport:
        if (at->in_scope)
            refuse(at, node, "cimport only allowed at module level");
        break;
    case NODE_CimportFrom:
        if (at->in_scope && !is_about_cython(NODE_AS(CimportFrom, node)))
            refuse(at, node, "cimport only allowed at module level");
        break;
    case NODE_PropertyDef:
        if (at->level != LEVEL_C_CLASS)
            refuse(at, node, "property statement not allowed here");
        break;
    default:
        break;
    }
}

// Bodies whose level is not that of the block around them; false for other nodes.
static bool walk_body(DeclarationWalk *at, const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        walk_list(at, &NODE_AS(FunctionDef, node)->body, LEVEL_FUNCTION);
        return true;
    case NODE_CFunctionDef:
        walk_list(at, &NODE_AS(CFunctionDef, node)->body, LEVEL_FUNCTION);
        return true;
    case NODE_ClassDef:
        walk_list(at, &NODE_AS(ClassDef, node)->body, LEVEL_CLASS);
        return true;
    case NODE_CClassDef:
        walk_list(at, &NODE_AS(CClassDef, node)->body, LEVEL_C_CLASS);
        return true;
    case NODE_PropertyDef:
        walk_list(at, &NODE_AS(PropertyDef, node)->body, LEVEL_C_CLASS);
        return true;
    case NODE_ExternBlock: {
        DeclarationWalk inner = *at;
        inner.in_extern = true;
        walk_list(&inner, &NODE_AS(ExternBlock, node)->body, at->level);
        return true;
    }
    case NODE_CdefBlock:
        walk_list(at, &NODE_AS(CdefBlock, node)->body, at->level);
        return true;
    case NODE_CompileTimeIf:
        walk_list(at, &NODE_AS(CompileTimeIf, node)->body, at->level);
        walk_list(at, &NODE_AS(CompileTimeIf, node)->orelse, at->level);
        return true;
    case NODE_Include:
        walk_list(at, &NODE_AS(Include, node)->body, at->level);
        return true;
    case NODE_CStructDef:
    // only declarations stand there, and need no cdef
    case NODE_CppClassDef:
        return true;
    default:
        return false;
    }
}

static bool is_cdef_statement(const Node *node) {
    switch (node->kind) {
    case NODE_CVariableDeclaration:
    case NODE_CFunctionDef:
    case NODE_CClassDef:
    case NODE_CStructDef:
    case NODE_CEnumDef:
    case NODE_CppClassDef:
    case NODE_ExternBlock:
    case NODE_CdefBlock:
        return true;
    default:
        return false;
    }
}

static void walk(Node **slot, void *context) {
    DeclarationWalk *at = context;
    Node *node = *slot;
    NodeFamily family = node_kind_family((NodeKind)node->kind);
    if (family != FAMILY_STATEMENT && family != FAMILY_PART)
        return;
    if (is_cdef_statement(node)) {
        if (!check_cdef(at, node))
            return;
        check_cdef_part(at, node);
    } else {
        check_other_declaration(at, node);
    }
    if (walk_body(at, node))
        return;
    DeclarationWalk inner = *at;
    inner.level = LEVEL_CONTROL;
    node_each_child(node, walk, &inner);
}

void validate_declarations(Lowering *lowering, Module *module) {
    DeclarationWalk walk_module = {.diagnostics = lowering->diagnostics};
    walk_list(&walk_module, &module->body, LEVEL_MODULE);
}
