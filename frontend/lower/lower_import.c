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

// Says if the statement begins with `lazy`, which no Python before 3.15 reads.
static bool read_lazy(Lowering *lowering, const Syntax *syntax) {
    const Syntax *lazy = syntax_child(syntax, SLOT_lazy);
    if (lazy == NULL || lowering->options->python_minor >= 15) {
        return lazy != NULL;
    }
    Diagnostic *message =
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, lazy->next));
    diag_add_note(message, "Python 3.15 is the first that has lazy imports");
    return false;
}

// import_statement: ['lazy'] 'import' name (',' name)*
Node *lower_import(Lowering *lowering, const Syntax *syntax) {
    Import *import = LOWER_NEW(lowering, Import, syntax);
    import->aliases = lower_aliases(lowering, syntax);
    import->lazy = read_lazy(lowering, syntax);
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

// What changes how the rest of the file is read. PEP 401 holds since Python 3.14.
static void note_future(Lowering *lowering, const ImportFrom *import) {
    for (uint32_t i = 0; import_is_future(import) && i < import->aliases.count; i++) {
        const Alias *alias = NODE_AS(Alias, import->aliases.items[i]);
        const char *feature = alias->name != NULL ? alias->name->text : "";
        lowering->is_barry_leader |=
            lowering->options->python_minor >= 14 && strcmp(feature, "barry_as_FLUFL") == 0;
        lowering->has_print_function |= strcmp(feature, "print_function") == 0;
        lowering->has_unicode_literals |= strcmp(feature, "unicode_literals") == 0;
    }
}

// import_from_statement: ['lazy'] 'from' module ('import' | 'cimport') ('*' | names | '(' names
// ')')
Node *lower_import_from(Lowering *lowering, const Syntax *syntax) {
    check_trailing_comma(lowering, syntax);
    const Syntax *keyword = syntax_child(syntax, SLOT_keyword);
    if (syntax_is(lowering, keyword, "cimport")) {
        if (syntax_child(syntax, SLOT_lazy) != NULL) {
            diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, keyword));
        }
        return lower_cimport_from(lowering, syntax);
    }
    ImportFrom *import = LOWER_NEW(lowering, ImportFrom, syntax);
    import->module = lower_module_name(lowering, syntax_child(syntax, SLOT_module), &import->level);
    import->aliases = lower_aliases(lowering, syntax);
    import->star = syntax_child(syntax, SLOT_wildcard) != NULL;
    import->lazy = read_lazy(lowering, syntax);
    note_future(lowering, import);
    return (Node *)import;
}
