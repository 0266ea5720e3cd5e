// Suggestions for misspelled names, by the edit distance of Damerau and Levenshtein (optimal string
// alignment).

#include "support/suggest.h"
#include <stdbool.h>
#include <string.h>

#define MAX_LENGTH 40
#define MIN_LENGTH 2

// How many letters must be added, removed, replaced or swapped to get from one text to the other.
static uint32_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    uint32_t rows[3][MAX_LENGTH + 1];
    for (uint32_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (uint32_t i = 1; i <= a_length; i++) {
        uint32_t *row = rows[i % 3];
        const uint32_t *above = rows[(i + 2) % 3];
        const uint32_t *above_two = rows[(i + 1) % 3];
        row[0] = i;
        for (uint32_t j = 1; j <= b_length; j++) {
            uint32_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_swap && above_two[j - 2] + 1 < best)
                best = above_two[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a_length % 3][b_length];
}

static bool can_be_compared(size_t length) { return length >= MIN_LENGTH && length <= MAX_LENGTH; }

Suggestion suggestion_start(const char *wanted) {
    size_t length = strlen(wanted);
    return (Suggestion){.wanted = wanted,
                        .wanted_length = length,
                        .limit = can_be_compared(length) ? (uint32_t)length / 3 + 1 : 0};
}

void suggestion_offer(Suggestion *suggestion, const char *name) {
    size_t length = strlen(name), wanted = suggestion->wanted_length;
    size_t gap = length > wanted ? length - wanted : wanted - length;
    if (gap >= suggestion->limit || !can_be_compared(length) ||
        strcmp(name, suggestion->wanted) == 0)
        return;
    uint32_t distance = edit_distance(suggestion->wanted, wanted, name, length);
    if (distance >= suggestion->limit)
        return;
    suggestion->limit = distance;
    suggestion->best = name;
}
