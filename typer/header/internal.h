// What the files of this folder share.
#ifndef ZILANT_TYPER_HEADER_INTERNAL_H
#define ZILANT_TYPER_HEADER_INTERNAL_H

#include "typer/internal.h"

// --- header.c: text ------------------------------------------------------------------------------
// A text that is being written. It must stay where it was opened.
typedef struct TextStream {
    FILE *stream;
    char *text;
    size_t length;
} TextStream;
void text_open(TextStream *text);
// Ends it and returns it in the arena.
const char *text_take(Arena *arena, TextStream *text);

// --- types.c -------------------------------------------------------------------------------------
// The part of NAME.h that holds types.
typedef struct TypeWriter {
    Typer *typer;
    NamedTypes named;
    // they follow each other in the header
    TextStream builtins, forward, enums, definitions;
    // const Type * of complexes, const Symbol * of what is in `forward`
    Map seen;
    Map defined; // const Symbol *
} TypeWriter;

TypeWriter *type_writer_create(Typer *typer);
// Writes the types that C code sees.
void write_visible_types(TypeWriter *writer);
// Writes what the declarations need that have been spelled since the last call.
void write_named_types(TypeWriter *writer);
// Returns all that was written; once.
const char *take_types(TypeWriter *writer);

// --- header.c: what C code sees ------------------------------------------------------------------
// What kind of declaration a symbol of the module is to C code.
typedef enum Exposed { EXPOSED_FUNCTION, EXPOSED_VARIABLE, EXPOSED_CLASS } Exposed;
// Those of the kind that are `public`, or `api`, in order of declaration.
SymbolVector exposed_symbols(const Typer *typer, Exposed kind, bool is_api);
// The declaration with this name, or NULL.
const char *spell_exposed(Typer *typer, const Symbol *symbol, const char *entity);
// An identifier with the module's name: `import_pkg__m`.
const char *name_with_module(const Typer *typer, const char *prefix);

// --- api_header.c --------------------------------------------------------------------------------
// Returns the text of NAME_api.h, or NULL: nothing is `api`.
const char *make_api_header(Typer *typer, bool has_header);

#endif
