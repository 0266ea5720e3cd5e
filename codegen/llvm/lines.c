// Relocates the lines in an object's debug information: see lines.h.
//
// Sources: the DWARF 4 standard, sections 6.2 (line number program), 7.5 (debugging information
// entries) and 7.6 (LEB128); LLVM emits what is read here, and nothing else.

#include "codegen/llvm/lines.h"
#include "codegen/llvm/elf_object.h"
#include "support/diag.h"
#include <string.h>

enum { RANGE_BITS = 20, RANGE = 1 << RANGE_BITS };

unsigned line_from_anchor(uint32_t anchor, uint32_t line, uint32_t from) {
    return (anchor + 1) * RANGE + line - from;
}

typedef struct Anchors {
    const uint32_t *lines;
    uint32_t count;
} Anchors;

// The line that a number stands for.
static int64_t resolve(const Anchors *anchors, int64_t number) {
    int64_t range = (number + RANGE / 2) >> RANGE_BITS;
    if (range == 0)
        return number;
    zi_assert(range > 0 && range <= anchors->count);
    return number - (range * RANGE) + anchors->lines[range - 1];
}

// --- Bytes ---------------------------------------------------------------------------------------

typedef struct Cursor {
    unsigned char *at, *end;
} Cursor;

static uint64_t take(Cursor *cursor, unsigned size) {
    uint64_t value = 0;
    zi_assert((size_t)(cursor->end - cursor->at) >= size);
    memcpy(&value, cursor->at, size);
    cursor->at += size;
    return value;
}

static uint64_t take_unsigned(Cursor *cursor) {
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint64_t byte = take(cursor, 1);
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
}

static int64_t take_signed(Cursor *cursor) {
    uint64_t value = 0;
    for (unsigned shift = 0;;) {
        uint64_t byte = take(cursor, 1);
        value |= (byte & 0x7f) << shift;
        shift += 7;
        if (byte >= 0x80)
            continue;
        if ((byte & 0x40) != 0 && shift < 64)
            value |= ~UINT64_C(0) << shift;
        return (int64_t)value;
    }
}

// Writes the number in as many bytes as there are.
static void put_signed(unsigned char *at, size_t size, int64_t value) {
    for (size_t i = 0; i < size; i++) {
        bool is_last = i + 1 == size;
        at[i] = (unsigned char)((value & 0x7f) | (is_last ? 0 : 0x80));
        value >>= 7;
    }
}

static void skip_string(Cursor *cursor) {
    while (take(cursor, 1) != 0)
        ;
}

// --- Line number programs ------------------------------------------------------------------------

enum {
    EXTENDED = 0,
    COPY = 1,
    ADVANCE_PC = 2,
    ADVANCE_LINE = 3,
    SET_FILE = 4,
    SET_COLUMN = 5,
    FIXED_ADVANCE_PC = 9,
    SET_ISA = 12,
    END_SEQUENCE = 1,
};

typedef struct LineProgram {
    int8_t line_base;
    uint8_t line_range, opcode_base;
    int64_t line; // as a number
} LineProgram;

static void run_extended(LineProgram *program, Cursor *cursor) {
    uint64_t size = take_unsigned(cursor);
    unsigned char *after = cursor->at + size;
    if (take(cursor, 1) == END_SEQUENCE)
        program->line = 1;
    cursor->at = after;
}

// Steps within one range are the same for lines.
static void advance_line(LineProgram *program, Cursor *cursor, const Anchors *anchors) {
    unsigned char *operand = cursor->at;
    int64_t from = program->line;
    program->line += take_signed(cursor);
    put_signed(operand, (size_t)(cursor->at - operand),
               resolve(anchors, program->line) - resolve(anchors, from));
}

static void run_opcode(LineProgram *program, Cursor *cursor, const Anchors *anchors) {
    unsigned opcode = (unsigned)take(cursor, 1);
    if (opcode >= program->opcode_base) {
        program->line +=
            program->line_base + ((int)(opcode - program->opcode_base) % program->line_range);
        return;
    }
    switch (opcode) {
    case EXTENDED:
        run_extended(program, cursor);
        break;
    case ADVANCE_LINE:
        advance_line(program, cursor, anchors);
        break;
    case ADVANCE_PC:
    case SET_FILE:
    case SET_COLUMN:
    case SET_ISA:
        take_unsigned(cursor);
        break;
    case FIXED_ADVANCE_PC:
        take(cursor, 2);
        break;
    default: // the others have no operands
        break;
    }
}

static void resolve_line_programs(Cursor section, const Anchors *anchors) {
    while (section.at < section.end) {
        uint64_t size = take(&section, 4);
        Cursor unit = {section.at, section.at + size};
        section.at = unit.end;
        if (take(&unit, 2) != 4)
            internal_error("debug information is not DWARF 4");
        uint64_t header = take(&unit, 4);
        unsigned char *start = unit.at + header;
        take(&unit, 3); // lengths of instructions, is_stmt
        LineProgram program = {.line = 1};
        program.line_base = (int8_t)take(&unit, 1);
        program.line_range = (uint8_t)take(&unit, 1);
        program.opcode_base = (uint8_t)take(&unit, 1);
        unit.at = start;
        while (unit.at < unit.end)
            run_opcode(&program, &unit, anchors);
    }
}

// --- Debugging information entries ---------------------------------------------------------------

enum { AT_DECL_LINE = 0x3b, AT_CALL_LINE = 0x59 };
enum {
    FORM_ADDR = 0x01,
    FORM_DATA2 = 0x05,
    FORM_DATA4 = 0x06,
    FORM_DATA8 = 0x07,
    FORM_STRING = 0x08,
    FORM_DATA1 = 0x0b,
    FORM_FLAG = 0x0c,
    FORM_SDATA = 0x0d,
    FORM_STRP = 0x0e,
    FORM_UDATA = 0x0f,
    FORM_REF4 = 0x13,
    FORM_SEC_OFFSET = 0x17,
    FORM_EXPRLOC = 0x18,
    FORM_FLAG_PRESENT = 0x19,
};

static void skip_form(Cursor *cursor, uint64_t form) {
    switch (form) {
    case FORM_FLAG_PRESENT:
        break;
    case FORM_DATA1:
    case FORM_FLAG:
        take(cursor, 1);
        break;
    case FORM_DATA2:
        take(cursor, 2);
        break;
    case FORM_DATA4:
    case FORM_STRP:
    case FORM_REF4:
    case FORM_SEC_OFFSET:
        take(cursor, 4);
        break;
    case FORM_ADDR:
    case FORM_DATA8:
        take(cursor, 8);
        break;
    case FORM_STRING:
        skip_string(cursor);
        break;
    case FORM_SDATA:
    case FORM_UDATA:
        take_unsigned(cursor);
        break;
    case FORM_EXPRLOC: {
        uint64_t size = take_unsigned(cursor);
        cursor->at += size;
        break;
    }
    default:
        internal_error("debug information has the form %u", (unsigned)form);
    }
}

// Moves to the attributes of the entries with this code. There are few codes.
static Cursor find_attributes(Cursor table, uint64_t code) {
    for (;;) {
        uint64_t next = take_unsigned(&table);
        zi_assert(next != 0);
        take_unsigned(&table); // the tag
        take(&table, 1);       // whether it has children
        if (next == code)
            return table;
        while (take_unsigned(&table) != 0 || *table.at != 0)
            take_unsigned(&table);
        take(&table, 1);
    }
}

static void resolve_entry(Cursor *unit, Cursor attributes, const Anchors *anchors) {
    for (;;) {
        uint64_t attribute = take_unsigned(&attributes), form = take_unsigned(&attributes);
        if (attribute == 0)
            return;
        unsigned char *value = unit->at;
        skip_form(unit, form);
        if (form != FORM_DATA4 || (attribute != AT_DECL_LINE && attribute != AT_CALL_LINE))
            continue; // numbers of ranges need four bytes
        uint32_t number;
        memcpy(&number, value, sizeof number);
        number = (uint32_t)resolve(anchors, number);
        memcpy(value, &number, sizeof number);
    }
}

static void resolve_entries(Cursor section, Cursor abbreviations, const Anchors *anchors) {
    while (section.at < section.end) {
        uint64_t size = take(&section, 4);
        Cursor unit = {section.at, section.at + size};
        section.at = unit.end;
        if (take(&unit, 2) != 4)
            internal_error("debug information is not DWARF 4");
        Cursor table = abbreviations;
        table.at += take(&unit, 4);
        take(&unit, 1); // size of an address
        while (unit.at < unit.end) {
            uint64_t code = take_unsigned(&unit);
            if (code != 0)
                resolve_entry(&unit, find_attributes(table, code), anchors);
        }
    }
}

// --- The object ----------------------------------------------------------------------------------

static Cursor section(const ElfObject *object, const char *name) {
    const Elf64_Shdr *found = elf_find_section(object, name);
    if (found == NULL)
        return (Cursor){NULL, NULL};
    unsigned char *start = (unsigned char *)object->bytes + found->sh_offset;
    return (Cursor){start, start + found->sh_size};
}

void lines_resolve(char *bytes, size_t length, const uint32_t *anchors, uint32_t count) {
    Anchors all = {anchors, count};
    ElfObject object = elf_open(bytes, length);
    resolve_line_programs(section(&object, ".debug_line"), &all);
    resolve_entries(section(&object, ".debug_info"), section(&object, ".debug_abbrev"), &all);
}
