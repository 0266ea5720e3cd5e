// The cache: files that can be made again, kept between runs in a folder of the user's own.
//
// Guarantees: what is found is what was kept, byte for byte, or is not found; compilers that run
// side by side never see half of an entry; nobody else's files are read, and nothing but entries is
// ever removed; the whole stays below its limit. A cache that cannot be written is no error.
#ifndef ZILANT_SUPPORT_CACHE_H
#define ZILANT_SUPPORT_CACHE_H

#include "support/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Names an entry: a hash of all that it is made of.
typedef struct CacheKey {
    uint64_t halves[2];
} CacheKey;

typedef struct Cache {
    const char *folder; // may not exist yet
    uint64_t limit;     // bytes
} Cache;

// What is in the cache.
typedef struct CacheUsage {
    uint64_t entries, bytes;
} CacheUsage;

// The cache in this folder. The limit is that of the environment variable ZILANT_CACHE_LIMIT, in
// megabytes, or a gigabyte.
Cache cache_open(Arena *arena, const char *folder);
// A key that goes on from `key` with these bytes; CACHE_KEY_START begins.
#define CACHE_KEY_START ((CacheKey){{0x9e3779b97f4a7c15ULL, 0xc2b2ae3d27d4eb4fULL}})
CacheKey cache_key_add(CacheKey key, const void *bytes, size_t length);
// Returns the entry's bytes, or NULL.
char *cache_find(Arena *arena, const Cache *cache, CacheKey key, size_t *length);
// Keeps an entry, and drops those that were not used for longest if there is no room.
void cache_keep(const Cache *cache, CacheKey key, const char *bytes, size_t length);
CacheUsage cache_measure(const Cache *cache);
// Removes all entries; returns what was removed.
CacheUsage cache_clear(const Cache *cache);

#endif
