// What the files about dataclasses share: the class as its decorator and its fields describe it.
#ifndef ZILANT_TYPER_BIND_DATACLASS_H
#define ZILANT_TYPER_BIND_DATACLASS_H

#include "typer/internal.h"

typedef struct DataclassSettings {
#define DATACLASS_SETTING(setting, value, since) bool setting;
#include "typer/bind/dataclass_setting.def"
} DataclassSettings;

typedef enum FieldHash { FIELD_HASH_AS_COMPARED, FIELD_HASH_YES, FIELD_HASH_NO } FieldHash;

// A default, or what makes one.
typedef struct DataclassValue {
    Node *written; // NULL: there is none
    // holds the value; NULL: what is written means the same everywhere
    Symbol *variable;
} DataclassValue;

typedef struct DataclassField {
    Symbol *symbol;
    const Node *annotation; // NULL: a `cdef` declares it
    DataclassValue value, factory;
    // `init`, `repr` and `compare` of field(...)
    bool is_argument, is_shown, is_compared;
    FieldHash hash;
    const Node *metadata;
    bool is_init_variable; // InitVar[...]
} DataclassField;

typedef struct Dataclass {
    DataclassSettings settings;
    Span span; // of the decorator
    // what is said of the class's own fields
    VECTOR(DataclassField *) own;
    // all fields, inherited ones first, once the body has been bound
    VECTOR(const DataclassField *) fields;
} Dataclass;

DataclassField *dataclass_field(Typer *typer, Dataclass *dataclass, Symbol *symbol);
// A C variable of the module that no source can name.
Symbol *declare_hidden_variable(Typer *typer, const char *text, const Type *type, Span span);

#endif
