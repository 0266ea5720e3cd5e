// Lines of the source in debug information, told from anchors.
//
// The object of a group does not say where in the file its functions stand: a line more above them
// would make another object of it. Each of its anchors (see plan.h) has a range of numbers of its
// own, far above the lines of any file; when the object is linked, the anchors' lines are known and
// the numbers become lines.
#ifndef ZILANT_CODEGEN_LLVM_LINES_H
#define ZILANT_CODEGEN_LLVM_LINES_H

#include <stddef.h>
#include <stdint.h>

// The number that stands for `line`, in the range of that anchor, which stands in line `from`.
unsigned line_from_anchor(uint32_t anchor, uint32_t line, uint32_t from);

// Makes lines of the numbers in an ELF object with DWARF 4, in place: anchor number i stands in
// line anchors[i]. Bytes without such numbers stay as they are.
void lines_resolve(char *bytes, size_t length, const uint32_t *anchors, uint32_t count);

#endif
