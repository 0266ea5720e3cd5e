// Depth: a limit for recursion whose depth the input chooses.
//
//     if (!depth_enter(&lowering->depth, diagnostics, span)) return poison;
//     ... recurse ...
//     depth_leave(&lowering->depth);
#ifndef ZILANT_SUPPORT_DEPTH_H
#define ZILANT_SUPPORT_DEPTH_H

#include "support/diag.h"
#include <stdbool.h>

typedef struct DepthGuard {
    int depth;
    int limit;
} DepthGuard;

// How deep statements and expressions may nest: far more than people write, far less than the stack
// holds.
#define DEPTH_LIMIT 1000

// Goes one level down. At the limit it reports E0008 at `span` and returns false: then the caller
// does not recurse and does not call depth_leave.
bool depth_enter(DepthGuard *guard, Diagnostics *diagnostics, Span span);

static inline void depth_leave(DepthGuard *guard) { guard->depth--; }

#endif
