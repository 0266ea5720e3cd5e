// "Did you mean ...?": the known name that is most like one that was misspelled.
#ifndef ZILANT_SUPPORT_SUGGEST_H
#define ZILANT_SUPPORT_SUGGEST_H

#include <stddef.h>
#include <stdint.h>

// A search in progress. Offer every known name; `best` is then the most similar of them, or NULL if
// none is similar. Of equally similar names the first one offered stays.
typedef struct Suggestion {
    const char *wanted;
    size_t wanted_length;
    const char *best;
    // of the edit distance; the next best must stay below it
    uint32_t limit;
} Suggestion;

Suggestion suggestion_start(const char *wanted);
// `name` must outlive the search.
void suggestion_offer(Suggestion *suggestion, const char *name);

#endif
