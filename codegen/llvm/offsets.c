// Puts offsets in the state into code: resolves the relocations against absolute symbols, which the
// linker would reject in a shared object.
//
// Takes: an object whose undefined symbols `zi_<kind>.<name>` are offsets, and their values. Gives:
// the object with the numbers in place; the symbols are defined, so that the linker does not miss
// them, and nothing refers to them.

#include "codegen/llvm/elf_object.h"
#include "codegen/llvm/internal.h"
#include <string.h>

typedef struct SymbolTable {
    Elf64_Sym *symbols;
    uint64_t count;
    const char *names;
} SymbolTable;

static SymbolTable find_symbols(const ElfObject *object) {
    for (uint64_t i = 0; i < object->section_count; i++) {
        const Elf64_Shdr *section = &object->sections[i];
        if (section->sh_type == SHT_SYMTAB)
            return (SymbolTable){(void *)(object->bytes + section->sh_offset),
                                 section->sh_size / sizeof(Elf64_Sym),
                                 object->bytes + object->sections[section->sh_link].sh_offset};
    }
    return (SymbolTable){0};
}

// Other objects may define the symbol as well.
static void define_symbols(const SymbolTable *table, const StateOffsets *offsets) {
    for (uint64_t i = 0; i < table->count; i++) {
        Elf64_Sym *symbol = &table->symbols[i];
        uint64_t offset;
        const Name *name = name_intern_string(offsets->names, table->names + symbol->st_name);
        if (symbol->st_shndx != SHN_UNDEF || !number_map_get(&offsets->by_name, name, &offset))
            continue;
        symbol->st_shndx = SHN_ABS;
        symbol->st_value = offset;
        symbol->st_info = ELF64_ST_INFO(STB_WEAK, STT_NOTYPE);
    }
}

// LLVM takes the symbols for addresses, so where it wants one in a register it writes
// `lea symbol(%rip), register`, which becomes a `mov` of the number of the same length.
static void put_number_for_lea(char *place, int64_t value) {
    enum { REX_W = 0x48, REX_R = 0x04, REX_B = 0x01, LEA = 0x8d, MOV = 0xc7, IS_REGISTER = 0xc0 };
    unsigned char *code = (unsigned char *)place - 3;
    unsigned rex = code[0], target = code[2] >> 3 & 7;
    if ((rex & ~(unsigned)REX_R) != REX_W || code[1] != LEA || (code[2] & 0xc7) != 0x05)
        internal_error("an offset is no operand of lea but of %02x %02x %02x", rex, code[1],
                       code[2]);
    code[0] = (unsigned char)(REX_W | ((rex & REX_R) != 0 ? REX_B : 0));
    code[1] = MOV;
    code[2] = (unsigned char)(IS_REGISTER | target);
    int32_t number = (int32_t)value;
    memcpy(place, &number, sizeof number);
}

static void put_number(char *place, uint64_t type, int64_t value) {
    switch (type) {
    case R_X86_64_PC32: // from the end of the four bytes
        put_number_for_lea(place, value + 4);
        break;
    case R_X86_64_32:
    case R_X86_64_32S: {
        zi_assert(value >= 0 && value <= INT32_MAX);
        int32_t number = (int32_t)value;
        memcpy(place, &number, sizeof number);
        break;
    }
    case R_X86_64_64:
        memcpy(place, &value, sizeof value);
        break;
    default:
        internal_error("an offset has a relocation of type %u", (unsigned)type);
    }
}

static void apply_relocations(const ElfObject *object, const Elf64_Shdr *section,
                              const SymbolTable *table) {
    Elf64_Rela *relocations = (void *)(object->bytes + section->sh_offset);
    char *target = object->bytes + object->sections[section->sh_info].sh_offset;
    for (uint64_t i = 0; i < section->sh_size / sizeof *relocations; i++) {
        Elf64_Rela *relocation = &relocations[i];
        const Elf64_Sym *symbol = &table->symbols[ELF64_R_SYM(relocation->r_info)];
        if (symbol->st_shndx != SHN_ABS || ELF64_ST_BIND(symbol->st_info) != STB_WEAK)
            continue;
        put_number(target + relocation->r_offset, ELF64_R_TYPE(relocation->r_info),
                   (int64_t)symbol->st_value + relocation->r_addend);
        relocation->r_info = ELF64_R_INFO(0, R_X86_64_NONE);
    }
}

void offsets_resolve(const StateOffsets *offsets, char *bytes, size_t length) {
    ElfObject object = elf_open(bytes, length);
    SymbolTable table = find_symbols(&object);
    if (table.symbols == NULL)
        return;
    define_symbols(&table, offsets);
    for (uint64_t i = 0; i < object.section_count; i++)
        if (object.sections[i].sh_type == SHT_RELA)
            apply_relocations(&object, &object.sections[i], &table);
}
