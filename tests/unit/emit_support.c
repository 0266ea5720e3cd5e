#include "tests/unit/emit_support.h"
#include "driver/internal.h"

static bool write_texts(const Emission *emission, const char *path) {
    FILE *stream = fopen(path, "wb");
    if (stream == NULL)
        return false;
    for (uint32_t i = 0; i < emission->files.count; i++)
        fwrite(emission->files.items[i].bytes, 1, emission->files.items[i].length, stream);
    return fclose(stream) == 0;
}

bool emit_to_file(IrModule *module, const CodegenOptions *options, EmitStage stage,
                  const char *path) {
    Emission emission = {0};
    if (!emit_module(module, options, stage, &emission))
        return false;
    return stage == EMIT_OBJECT ? write_archive(&emission, path) : write_texts(&emission, path);
}
