// A C file that holds a compiled module: its object as assembly, for builds that expect C of us and
// compile and link it themselves (`zilant cython`).
//
// Takes: a relocatable ELF object. Gives: one `asm` at file scope that makes the same sections,
// symbols and relocations, byte for byte, whoever assembles it; the compiler that reads the file is
// told to refuse it for another machine or Python. Nothing is compiled anew: code, unwinding tables
// and debug information are the object's.
//
// (The ELF-64 object file format; GNU as, `.reloc` and `.section`.)

#include "codegen/codegen.h"
#include "codegen/llvm/elf_object.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Assembly {
    Arena *arena;
    ElfObject object;
    const Elf64_Sym *symbols;
    uint64_t symbol_count;
    const char *symbol_texts;
    const char **names; // of each symbol, as it is written
    FILE *stream;
} Assembly;

static const char *bytes_of(const Assembly *assembly, const Elf64_Shdr *section) {
    return assembly->object.bytes + section->sh_offset;
}

// Which sections are a part of what is linked: the rest is the assembler's to make.
static bool is_kept(const Assembly *assembly, const Elf64_Shdr *section) {
    const char *name = assembly->object.section_names + section->sh_name;
    if (section->sh_size == 0 || section->sh_flags & SHF_EXCLUDE)
        return false;
    return section->sh_flags & SHF_ALLOC || !strncmp(name, ".debug_", strlen(".debug_"));
}

// --- Symbols -------------------------------------------------------------------------------------

// An assembler reads letters, digits and these without quotes.
static const char *plain_name(Arena *arena, const char *text) {
    char *name = arena_copy_string(arena, text);
    for (char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_' && *at != '.' && *at != '$')
            *at = '_';
    return name;
}

// Can no other file see it? All that the module needs of hidden symbols is in the object, and
// another module of the same program has some of the same names.
static bool is_inner(const Elf64_Sym *symbol) {
    bool is_hidden = ELF64_ST_VISIBILITY(symbol->st_other) == STV_HIDDEN;
    return ELF64_ST_BIND(symbol->st_info) == STB_LOCAL ||
           (is_hidden && symbol->st_shndx != SHN_UNDEF);
}

// Names are kept, for debuggers. What other files cannot see gets its number too: it need not be
// the only one of its name.
static void name_symbols(Assembly *assembly) {
    assembly->names = ARENA_ARRAY(assembly->arena, const char *, assembly->symbol_count);
    for (uint64_t i = 1; i < assembly->symbol_count; i++) {
        const Elf64_Sym *symbol = &assembly->symbols[i];
        const char *text = assembly->symbol_texts + symbol->st_name;
        const char *plain = plain_name(assembly->arena, text);
        bool is_own = is_inner(symbol) || strcmp(plain, text) != 0;
        if (ELF64_ST_TYPE(symbol->st_info) == STT_SECTION)
            assembly->names[i] = arena_format(assembly->arena, ".Lzi_s%u", symbol->st_shndx);
        else
            assembly->names[i] =
                is_own ? arena_format(assembly->arena, "%s.%llu", plain, (unsigned long long)i)
                       : plain;
    }
}

static void line(const Assembly *assembly, const char *text) {
    fprintf(assembly->stream, "\"%s\\n\"\n", text);
}

#define LINE(assembly, ...) line(assembly, arena_format((assembly)->arena, __VA_ARGS__))

static const char *type_of_symbol(const Elf64_Sym *symbol) {
    switch (ELF64_ST_TYPE(symbol->st_info)) {
    case STT_FUNC:
        return "function";
    case STT_OBJECT:
        return "object";
    case STT_TLS:
        return "tls_object";
    default:
        return "notype";
    }
}

static void write_binding(const Assembly *assembly, const Elf64_Sym *symbol, const char *name) {
    static const struct {
        unsigned char visibility;
        const char *directive;
    } visibilities[] = {
        {STV_HIDDEN, ".hidden"}, {STV_PROTECTED, ".protected"}, {STV_INTERNAL, ".internal"}};
    unsigned char binding = ELF64_ST_BIND(symbol->st_info);
    if (is_inner(symbol))
        return;
    if (binding != STB_LOCAL)
        LINE(assembly, "%s %s", binding == STB_WEAK ? ".weak" : ".globl", name);
    for (size_t i = 0; i < sizeof visibilities / sizeof *visibilities; i++)
        if (ELF64_ST_VISIBILITY(symbol->st_other) == visibilities[i].visibility)
            LINE(assembly, "%s %s", visibilities[i].directive, name);
}

// A symbol is a place in a section, so labels need not stand where they point.
static void write_symbol(const Assembly *assembly, uint64_t number) {
    const Elf64_Sym *symbol = &assembly->symbols[number];
    const char *name = assembly->names[number];
    unsigned char type = ELF64_ST_TYPE(symbol->st_info);
    if (type == STT_SECTION || type == STT_FILE)
        return;
    if (symbol->st_shndx == SHN_COMMON) {
        LINE(assembly, ".comm %s,%llu,%llu", name, (unsigned long long)symbol->st_size,
             (unsigned long long)symbol->st_value);
        return;
    }
    write_binding(assembly, symbol, name);
    if (symbol->st_shndx == SHN_UNDEF)
        return;
    if (symbol->st_shndx == SHN_ABS) {
        LINE(assembly, ".set %s,%llu", name, (unsigned long long)symbol->st_value);
    } else if (is_kept(assembly, &assembly->object.sections[symbol->st_shndx])) {
        LINE(assembly, ".type %s,@%s", name, type_of_symbol(symbol));
        LINE(assembly, ".set %s,.Lzi_s%u+%llu", name, symbol->st_shndx,
             (unsigned long long)symbol->st_value);
        LINE(assembly, ".size %s,%llu", name, (unsigned long long)symbol->st_size);
    }
}

// --- Sections ------------------------------------------------------------------------------------

static const char *type_of_section(const Elf64_Shdr *section) {
    switch (section->sh_type) {
    case SHT_NOBITS:
        return "nobits";
    case SHT_INIT_ARRAY:
        return "init_array";
    case SHT_FINI_ARRAY:
        return "fini_array";
    case SHT_NOTE:
        return "note";
    default:
        return "progbits";
    }
}

// Constants that are loaded are not merged with those of other files. The texts of debug
// information are: all files have them in one section, which has to have the same flags everywhere.
static bool is_merged(const Elf64_Shdr *section) {
    return section->sh_flags & SHF_MERGE && !(section->sh_flags & SHF_ALLOC);
}

static const char *name_of_section(const Assembly *assembly, uint64_t number) {
    const Elf64_Shdr *section = &assembly->object.sections[number];
    const char *name = assembly->object.section_names + section->sh_name;
    bool was_merged = section->sh_flags & SHF_MERGE && !is_merged(section);
    return was_merged ? arena_format(assembly->arena, ".rodata.zi%llu", (unsigned long long)number)
                      : name;
}

static const char *flags_of_section(const Assembly *assembly, const Elf64_Shdr *section) {
    bool is_text = is_merged(section) && section->sh_flags & SHF_STRINGS;
    return arena_format(
        assembly->arena, "%s%s%s%s%s%s", section->sh_flags & SHF_ALLOC ? "a" : "",
        section->sh_flags & SHF_WRITE ? "w" : "", section->sh_flags & SHF_EXECINSTR ? "x" : "",
        section->sh_flags & SHF_TLS ? "T" : "", is_merged(section) ? "M" : "", is_text ? "S" : "");
}

static void write_bytes(const Assembly *assembly, const char *bytes, uint64_t length) {
    enum { WORDS_A_LINE = 6 };
    uint64_t at = 0;
    while (length - at >= sizeof(uint64_t)) {
        fputs("\".quad ", assembly->stream);
        for (int i = 0; i < WORDS_A_LINE && length - at >= sizeof(uint64_t); i++) {
            uint64_t word;
            memcpy(&word, bytes + at, sizeof word);
            fprintf(assembly->stream, "%s%#llx", i ? "," : "", (unsigned long long)word);
            at += sizeof word;
        }
        fputs("\\n\"\n", assembly->stream);
    }
    for (; at < length; at++)
        LINE(assembly, ".byte %u", (unsigned char)bytes[at]);
}

static void write_section(const Assembly *assembly, uint64_t number) {
    const Elf64_Shdr *section = &assembly->object.sections[number];
    const char *size = is_merged(section) ? arena_format(assembly->arena, ",%llu",
                                                         (unsigned long long)section->sh_entsize)
                                          : "";
    LINE(assembly, ".section %s,\\\"%s\\\",@%s%s", name_of_section(assembly, number),
         flags_of_section(assembly, section), type_of_section(section), size);
    LINE(assembly, ".balign %llu",
         (unsigned long long)(section->sh_addralign ? section->sh_addralign : 1));
    LINE(assembly, ".Lzi_s%llu:", (unsigned long long)number);
    if (section->sh_type == SHT_NOBITS)
        LINE(assembly, ".zero %llu", (unsigned long long)section->sh_size);
    else
        write_bytes(assembly, bytes_of(assembly, section), section->sh_size);
}

// --- Relocations ---------------------------------------------------------------------------------

// The types that LLVM makes for code that may lie anywhere.
static const char *name_of_relocation(uint32_t type) {
    static const char *const names[] = {
#if defined(__x86_64__)
#define RELOCATION(name) [name] = #name
        RELOCATION(R_X86_64_64),
        RELOCATION(R_X86_64_PC32),
        RELOCATION(R_X86_64_PLT32),
        RELOCATION(R_X86_64_GOTPCREL),
        RELOCATION(R_X86_64_32),
        RELOCATION(R_X86_64_32S),
        RELOCATION(R_X86_64_DTPOFF64),
        RELOCATION(R_X86_64_TLSGD),
        RELOCATION(R_X86_64_TLSLD),
        RELOCATION(R_X86_64_DTPOFF32),
        RELOCATION(R_X86_64_GOTTPOFF),
        RELOCATION(R_X86_64_TPOFF32),
        RELOCATION(R_X86_64_PC64),
        RELOCATION(R_X86_64_GOTPCRELX),
        RELOCATION(R_X86_64_REX_GOTPCRELX),
#undef RELOCATION
#else
        NULL
#endif
    };
    return type < sizeof names / sizeof *names ? names[type] : NULL;
}

// What a relocation refers to. In a section that is merged it has to be a place of its own.
static const char *target_of(const Assembly *assembly, const Elf64_Rela *relocation,
                             const char *place) {
    uint64_t number = ELF64_R_SYM(relocation->r_info);
    const Elf64_Sym *symbol = &assembly->symbols[number];
    const char *name = assembly->names[number] ? assembly->names[number] : "0";
    long long addend = (long long)relocation->r_addend;
    bool is_section = ELF64_ST_TYPE(symbol->st_info) == STT_SECTION;
    if (!is_section || !is_merged(&assembly->object.sections[symbol->st_shndx]))
        return arena_format(assembly->arena, "%s%+lld", name, addend);
    LINE(assembly, ".set %s,%s+%lld", place, name, addend);
    return place;
}

// False if there is a relocation of a type that no assembler's name is known of.
static bool write_relocations(const Assembly *assembly, const Elf64_Shdr *section) {
    const Elf64_Rela *relocations = (const Elf64_Rela *)(const void *)bytes_of(assembly, section);
    if (!is_kept(assembly, &assembly->object.sections[section->sh_info]))
        return true;
    for (uint64_t i = 0; i < section->sh_size / sizeof *relocations; i++) {
        const Elf64_Rela *relocation = &relocations[i];
        if (ELF64_R_TYPE(relocation->r_info) == 0)
            continue; // of what the linker has dropped
        const char *type = name_of_relocation(ELF64_R_TYPE(relocation->r_info));
        if (type == NULL)
            return false;
        const char *place =
            arena_format(assembly->arena, ".Lzi_r%u_%llu", section->sh_info, (unsigned long long)i);
        LINE(assembly, ".reloc .Lzi_s%u+%llu,%s,%s", section->sh_info,
             (unsigned long long)relocation->r_offset, type,
             target_of(assembly, relocation, place));
    }
    return true;
}

// --- The file ------------------------------------------------------------------------------------

static void write_head(const Assembly *assembly, const TargetPython *python, const char *source) {
    fprintf(assembly->stream,
            "/* %s, compiled by Zilant " ZILANT_VERSION " for CPython 3.%d%s%s.\n"
            "   Machine code, written as assembly: there is nothing to read or to edit here. */\n"
            "#include <Python.h>\n"
            "#if PY_VERSION_HEX >> 16 != 0x%x\n"
            "#error \"this module is compiled for CPython 3.%d: name another to `zilant cython "
            "--python`\"\n"
            "#endif\n",
            source, python->minor, python->is_debug ? ", a debug build" : "",
            python->is_free_threaded ? ", free-threaded" : "", 0x300 + (unsigned)python->minor,
            python->minor);
    fputs("#if !defined(__x86_64__) || !defined(__linux__)\n"
          "#error \"this module is compiled for Linux on x86-64\"\n"
          "#endif\n",
          assembly->stream);
}

static bool find_symbols(Assembly *assembly) {
    const Elf64_Shdr *section = elf_find_section(&assembly->object, ".symtab");
    if (section == NULL)
        return false;
    const Elf64_Shdr *texts = &assembly->object.sections[section->sh_link];
    assembly->symbols = (const Elf64_Sym *)(const void *)bytes_of(assembly, section);
    assembly->symbol_count = section->sh_size / sizeof(Elf64_Sym);
    assembly->symbol_texts = bytes_of(assembly, texts);
    name_symbols(assembly);
    return true;
}

static bool write_contents(const Assembly *assembly) {
    const ElfObject *object = &assembly->object;
    for (uint64_t i = 1; i < assembly->symbol_count; i++)
        write_symbol(assembly, i);
    for (uint64_t i = 1; i < object->section_count; i++)
        if (is_kept(assembly, &object->sections[i]))
            write_section(assembly, i);
    for (uint64_t i = 1; i < object->section_count; i++)
        if (object->sections[i].sh_type == SHT_RELA &&
            !write_relocations(assembly, &object->sections[i]))
            return false;
    return true;
}

char *object_as_c(Arena *arena, const EmittedFile *object, const TargetPython *python,
                  const char *source, size_t *length) {
    char *text = NULL;
    char *bytes = arena_copy_bytes(arena, object->bytes, object->length);
    Assembly assembly = {.arena = arena, .object = elf_open(bytes, object->length)};
    assembly.stream = open_memstream(&text, length);
    zi_assert(assembly.stream);
    write_head(&assembly, python, source);
    fputs("__asm__(\n", assembly.stream);
    line(&assembly, ".pushsection .text");
    bool good = find_symbols(&assembly) && write_contents(&assembly);
    line(&assembly, ".popsection");
    fputs(");\n", assembly.stream);
    good &= fclose(assembly.stream) == 0;
    if (good)
        return text;
    free(text);
    return NULL;
}
