// Emission into a file, for tests that read it or link it.
#ifndef ZILANT_TESTS_UNIT_EMIT_SUPPORT_H
#define ZILANT_TESTS_UNIT_EMIT_SUPPORT_H

#include "codegen/codegen.h"

// Writes an archive of objects, or the text of all groups. False after a diagnostic.
bool emit_to_file(IrModule *module, const CodegenOptions *options, EmitStage stage,
                  const char *path);

#endif
