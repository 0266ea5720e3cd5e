// The frontend: from a source to its AST.
#ifndef ZILANT_FRONTEND_FRONTEND_H
#define ZILANT_FRONTEND_FRONTEND_H

#include "frontend/ast.h"
#include "support/compilation.h"
#include <stdio.h>

typedef struct FrontendOptions {
    // 2 or 3; the header comment `# cython: language_level=` wins
    int language_level;
    // the 3.N whose compile() decides what is an error in .py files
    int python_minor;
    // for `include "file"`, NULL-terminated, may be NULL
    const char **include_directories;
} FrontendOptions;

// A `# cython: name=value` or `# distutils: name = value` line of the file's header.
typedef struct HeaderDirective {
    const Name *name;
    const char *value;
    bool is_distutils;
    bool is_zilant; // `# zilant: name=value`
    Span span;
} HeaderDirective;

typedef struct ParsedFile {
    const Source *source;
    Module *module;
    HeaderDirective *directives;
    uint32_t directive_count;
    int language_level;
    // The tree is what the source says, and sound: later stages may look for other mistakes even
    // if something has been reported.
    bool is_whole;
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
