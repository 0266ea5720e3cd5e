// Objects that LLVM has made, as bytes that are changed before they are linked.
//
// Source: the ELF-64 object file format, and the System V ABI's supplement for x86-64.
#ifndef ZILANT_CODEGEN_LLVM_ELF_OBJECT_H
#define ZILANT_CODEGEN_LLVM_ELF_OBJECT_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ElfObject {
    char *bytes; // aligned for ELF's structs
    Elf64_Shdr *sections;
    uint64_t section_count;
    const char *section_names;
} ElfObject;

ElfObject elf_open(char *bytes, size_t length);
const Elf64_Shdr *elf_find_section(const ElfObject *object, const char *name); // or NULL

#endif
