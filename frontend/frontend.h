// The frontend: from a source to its AST.
#ifndef LINDWORM_FRONTEND_FRONTEND_H
#define LINDWORM_FRONTEND_FRONTEND_H

#include "frontend/ast.h"
#include "support/compilation.h"
#include <stdio.h>

typedef struct FrontendOptions {
    int language_level; // 2 or 3; the header comment `# cython: language_level=` wins
    int python_minor;   // the 3.N whose compile() decides what is an error in .py files
    const char **include_directories; // for `include "file"`, NULL-terminated, may be NULL
} FrontendOptions;

// A `# cython: name=value` or `# distutils: name = value` line of the file's header.
typedef struct HeaderDirective {
    const Name *name;
    const char *value;
    bool is_distutils;
    bool is_lindworm; // `# lindworm: name=value`
    Span span;
} HeaderDirective;

typedef struct ParsedFile {
    const Source *source;
    Module *module;
    HeaderDirective *directives;
    uint32_t directive_count;
    int language_level;
} ParsedFile;

// Parses and lowers the source and checks what the grammar cannot. Always returns a file; whether
// it is good is what the diagnostics say. After errors the module holds what could be understood.
ParsedFile *parse_file(Compilation *compilation, const Source *source,
                       const FrontendOptions *options);

void dump_cst(const Compilation *compilation, const Source *source, FILE *stream);
// Prints the tree, a node a line: kind, `line:column-line:column`, fields.
void dump_ast(const Compilation *compilation, const Module *module, FILE *stream);
// Prints one expression as source text (for messages and embedded signatures).
const char *unparse_expression(Arena *arena, const Node *expression);

#endif
