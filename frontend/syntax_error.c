// Syntax errors: from the broken places of a syntax tree to messages.

#include "frontend/internal.h"

static void report_broken(Lowering *lowering, const Syntax *syntax) {
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->is_missing) {
            diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, child));
            return;
        }
        if (child->kind == SYNTAX_ERROR) {
            diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, child));
        } else if (child->has_error) {
            report_broken(lowering, child);
        }
    }
}

void report_syntax_errors(Lowering *lowering, const Syntax *module) {
    if (module->kind == SYNTAX_ERROR) {
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, module));
    }
    if (module->has_error) {
        report_broken(lowering, module);
    }
}
