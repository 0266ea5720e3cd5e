// Lowering of import and cimport statements.

#include "frontend/internal.h"
#include "frontend/syntax/identifier.h"

// Interns a dotted name; whitespace and line continuations around the dots are dropped.
const Name *lower_dotted_name(Lowering *lowering, const Syntax *syntax) {
    for (const Syntax *part = syntax->first; part != NULL; part = part->next) {
        if (part->kind == SYNTAX_identifier) {
            syntax_name(lowering, part); // which refuses keywords
        }
    }
    if (syntax->kind == SYNTAX_identifier) {
        return syntax_name(lowering, syntax);
    }
    const char *text = syntax_text(lowering, syntax);
    uint32_t length = syntax_length(syntax);
    char *packed = arena_allocate(lowering->scratch, length + 1);
    uint32_t packed_length = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (strchr(" \t\f\r\n\\", text[i]) == NULL) {
            packed[packed_length++] = text[i];
        }
    }
    return identifier_intern(lowering->scratch, lowering->compilation->names, packed,
                             packed_length);
}

// dotted_name | identifier | aliased_import: name 'as' alias
static Node *lower_alias(Lowering *lowering, const Syntax *syntax) {
    Alias *alias = LOWER_NEW(lowering, Alias, syntax);
    if (syntax->kind == SYNTAX_aliased_import) {
        alias->name = lower_dotted_name(lowering, syntax_child(syntax, SLOT_name));
        alias->as_name = syntax_name(lowering, syntax_child(syntax, SLOT_alias));
    } else {
        alias->name = lower_dotted_name(lowering, syntax);
    }
    return (Node *)alias;
}

static NodeList lower_aliases(Lowering *lowering, const Syntax *syntax) {
    NodeVector aliases = {0};
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == SLOT_name) {
            lower_push(lowering, &aliases, lower_alias(lowering, child));
        }
    }
    return lower_finish_list(lowering, &aliases);
}

// Reads the module of `from module import`: how many dots, and the name after them or NULL.
// relative_import: import_prefix [name]
static const Name *lower_module_name(Lowering *lowering, const Syntax *module, uint32_t *level) {
    if (module->kind != SYNTAX_relative_import) {
        return lower_dotted_name(lowering, module);
    }
    const Syntax *prefix = syntax_child_of_kind(module, SYNTAX_import_prefix);
    for (uint32_t i = prefix->start; i < prefix->end; i++) {
        *level += lowering->source->text[i] == '.';
    }
    const Syntax *name = syntax_child(module, SLOT_name);
    return name != NULL ? lower_dotted_name(lowering, name) : NULL;
}

// import_statement: 'import' name (',' name)*
Node *lower_import(Lowering *lowering, const Syntax *syntax) {
    Import *import = LOWER_NEW(lowering, Import, syntax);
    import->aliases = lower_aliases(lowering, syntax);
    return (Node *)import;
}

// cimport_statement: 'cimport' name (',' name)*
Node *lower_cimport(Lowering *lowering, const Syntax *syntax) {
    Cimport *cimport = LOWER_NEW(lowering, Cimport, syntax);
    cimport->aliases = lower_aliases(lowering, syntax);
    return (Node *)cimport;
}

static Node *lower_cimport_from(Lowering *lowering, const Syntax *syntax) {
    CimportFrom *cimport = LOWER_NEW(lowering, CimportFrom, syntax);
    cimport->module =
        lower_module_name(lowering, syntax_child(syntax, SLOT_module), &cimport->level);
    cimport->aliases = lower_aliases(lowering, syntax);
    cimport->star = syntax_child(syntax, SLOT_wildcard) != NULL;
    return (Node *)cimport;
}

// `from a import b,` needs parentheses.
static void check_trailing_comma(Lowering *lowering, const Syntax *syntax) {
    const Syntax *last = syntax_last_child(syntax);
    if (last->kind == SYNTAX_TOKEN && syntax_is(lowering, last, ",")) {
        diag_report(lowering->diagnostics, DIAG_E0224, syntax_span(lowering, last));
    }
}

// import_from_statement: 'from' module ('import' | 'cimport') ('*' | names | '(' names ')')
Node *lower_import_from(Lowering *lowering, const Syntax *syntax) {
    check_trailing_comma(lowering, syntax);
    if (syntax_is(lowering, syntax_child(syntax, SLOT_keyword), "cimport")) {
        return lower_cimport_from(lowering, syntax);
    }
    ImportFrom *import = LOWER_NEW(lowering, ImportFrom, syntax);
    import->module = lower_module_name(lowering, syntax_child(syntax, SLOT_module), &import->level);
    import->aliases = lower_aliases(lowering, syntax);
    import->star = syntax_child(syntax, SLOT_wildcard) != NULL;
    return (Node *)import;
}
