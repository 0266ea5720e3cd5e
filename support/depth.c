// Depth: the guard's one function that can fail.

#include "support/depth.h"

bool depth_enter(DepthGuard *guard, Diagnostics *diagnostics, Span span) {
    if (guard->depth >= guard->limit) {
        diag_report(diagnostics, DIAG_E0008, span, guard->limit);
        return false;
    }
    guard->depth++;
    return true;
}
