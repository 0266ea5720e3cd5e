#include "codegen/llvm/elf_object.h"
#include "support/diag.h"
#include <string.h>

ElfObject elf_open(char *bytes, size_t length) {
    const Elf64_Ehdr *header = (const void *)bytes;
    zi_assert(length >= sizeof *header && memcmp(bytes, ELFMAG, SELFMAG) == 0);
    ElfObject object = {.bytes = bytes, .sections = (void *)(bytes + header->e_shoff)};
    // of many sections the first has the numbers that the header has no room for
    object.section_count = header->e_shnum != 0 ? header->e_shnum : object.sections[0].sh_size;
    uint32_t names =
        header->e_shstrndx != SHN_XINDEX ? header->e_shstrndx : object.sections[0].sh_link;
    object.section_names = bytes + object.sections[names].sh_offset;
    return object;
}

const Elf64_Shdr *elf_find_section(const ElfObject *object, const char *name) {
    for (uint64_t i = 0; i < object->section_count; i++)
        if (strcmp(object->section_names + object->sections[i].sh_name, name) == 0)
            return &object->sections[i];
    return NULL;
}
