// Entries lie in 256 folders, by the first byte of their key; each has its share of the room, so
// that only one is looked through when an entry comes. A file begins with a hash of what follows.

#include "support/cache.h"
#include "support/file.h"
#include "support/hash.h"
#include "support/vector.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SHARES = 256, SECONDS_BETWEEN_TOUCHES = 3600 };
#define DEFAULT_LIMIT (UINT64_C(1) << 30)
#define LARGEST_ENTRY (UINT64_C(1) << 28)
#define ENDING ".entry"

typedef struct Header {
    char magic[8];
    CacheKey checksum; // of what follows
} Header;

static const char magic[8] = "zilant1";

CacheKey cache_key_add(CacheKey key, const void *bytes, size_t length) {
    return (CacheKey){
        {hash_bytes(bytes, length, key.halves[0]), hash_bytes(bytes, length, key.halves[1])}};
}

static CacheKey checksum_of(const char *bytes, size_t length) {
    return cache_key_add(CACHE_KEY_START, bytes, length);
}

Cache cache_open(Arena *arena, const char *folder) {
    Cache cache = {path_join(arena, folder, "entries"), DEFAULT_LIMIT};
    const char *text = getenv("ZILANT_CACHE_LIMIT");
    char *end = NULL;
    unsigned long long megabytes = text == NULL ? 0 : strtoull(text, &end, 10);
    if (text != NULL && end != text && *end == '\0' && megabytes < (1U << 30))
        cache.limit = megabytes << 20;
    return cache;
}

// --- Folders and files ---------------------------------------------------------------------------

static char *share_path(Arena *arena, const Cache *cache, unsigned share) {
    return arena_format(arena, "%s/%02x", cache->folder, share);
}

static unsigned share_of(CacheKey key) { return (unsigned)(key.halves[0] >> 56); }

static char *entry_path(Arena *arena, const Cache *cache, CacheKey key) {
    return arena_format(arena, "%s/%02x/%014llx%016llx" ENDING, cache->folder, share_of(key),
                        (unsigned long long)(key.halves[0] & (UINT64_MAX >> 8)),
                        (unsigned long long)key.halves[1]);
}

// Is it a folder that nobody else can write to?
static bool is_private(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static bool make_private(Arena *arena, const char *path) {
    if (!file_make_directories(arena, path_directory(arena, path)))
        return false;
    return (mkdir(path, S_IRWXU) == 0 || errno == EEXIST) && is_private(path);
}

// An entry is used: it is dropped after those that are not.
static void touch(int file, const struct stat *status) {
    if (time(NULL) - status->st_mtime > SECONDS_BETWEEN_TOUCHES)
        futimens(file, NULL);
}

static bool read_fully(int file, char *bytes, size_t length) {
    while (length > 0) {
        ssize_t got = read(file, bytes, length);
        if (got <= 0)
            return false;
        bytes += got;
        length -= (size_t)got;
    }
    return true;
}

// --- Finding -------------------------------------------------------------------------------------

static char *read_entry(Arena *arena, int file, size_t *length) {
    struct stat status;
    Header header;
    if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid() ||
        status.st_size < (off_t)sizeof header || (uint64_t)status.st_size > LARGEST_ENTRY ||
        !read_fully(file, (char *)&header, sizeof header))
        return NULL;
    *length = (size_t)status.st_size - sizeof header;
    char *bytes = arena_allocate(arena, *length + 1);
    if (memcmp(header.magic, magic, sizeof magic) != 0 || !read_fully(file, bytes, *length))
        return NULL;
    CacheKey checksum = checksum_of(bytes, *length);
    if (memcmp(&checksum, &header.checksum, sizeof checksum) != 0)
        return NULL;
    touch(file, &status);
    return bytes;
}

char *cache_find(Arena *arena, const Cache *cache, CacheKey key, size_t *length) {
    Arena *scratch = arena_create();
    char *bytes = NULL;
    int file = -1;
    if (is_private(share_path(scratch, cache, share_of(key))))
        file =
            open(entry_path(scratch, cache, key), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file >= 0) {
        bytes = read_entry(arena, file, length);
        close(file);
    }
    arena_destroy(scratch);
    return bytes;
}

// --- Looking through a share ---------------------------------------------------------------------

typedef struct Entry {
    const char *path;
    uint64_t bytes;
    struct timespec used;
} Entry;
typedef VECTOR(Entry) EntryVector;

static EntryVector list_share(Arena *arena, const Cache *cache, unsigned share) {
    EntryVector entries = {0};
    const char *folder = share_path(arena, cache, share);
    DIR *stream = is_private(folder) ? opendir(folder) : NULL;
    if (stream == NULL)
        return entries;
    for (struct dirent *item; (item = readdir(stream)) != NULL;) {
        struct stat status;
        const char *path = path_join(arena, folder, item->d_name);
        // also what a process that was killed has left aside
        if (strstr(item->d_name, ENDING) == NULL || lstat(path, &status) < 0 ||
            !S_ISREG(status.st_mode))
            continue;
        Entry entry = {path, (uint64_t)status.st_size, status.st_mtim};
        vector_push(arena, &entries, entry);
    }
    closedir(stream);
    return entries;
}

static int compare_use(const void *left, const void *right) {
    const struct timespec *a = &((const Entry *)left)->used, *b = &((const Entry *)right)->used;
    if (a->tv_sec != b->tv_sec)
        return a->tv_sec < b->tv_sec ? -1 : 1;
    return (a->tv_nsec > b->tv_nsec) - (a->tv_nsec < b->tv_nsec);
}

// Drops what was not used for longest until the share is within its limit.
static void trim_share(Arena *arena, const Cache *cache, unsigned share) {
    EntryVector entries = list_share(arena, cache, share);
    uint64_t total = 0;
    for (uint32_t i = 0; i < entries.count; i++)
        total += entries.items[i].bytes;
    if (total <= cache->limit / SHARES)
        return;
    qsort(entries.items, entries.count, sizeof(Entry), compare_use);
    for (uint32_t i = 0; i < entries.count && total > cache->limit / SHARES; i++) {
        unlink(entries.items[i].path);
        total -= entries.items[i].bytes;
    }
}

// --- Keeping -------------------------------------------------------------------------------------

// Is nothing there, or a file?
static bool may_replace(const char *path) {
    struct stat status;
    return lstat(path, &status) < 0 ? errno == ENOENT : S_ISREG(status.st_mode);
}

// Written aside and renamed; a failure leaves nothing.
static void write_entry(Arena *arena, const char *path, const char *bytes, size_t length) {
    char *aside = arena_format(arena, "%s.XXXXXX", path);
    int file = may_replace(path) ? mkostemp(aside, O_CLOEXEC) : -1;
    if (file < 0)
        return;
    Header header = {.checksum = checksum_of(bytes, length)};
    memcpy(header.magic, magic, sizeof magic);
    bool good = file_write_all(file, (const char *)&header, sizeof header) &&
                file_write_all(file, bytes, length);
    good = close(file) == 0 && good;
    if (!good || rename(aside, path) < 0)
        unlink(aside);
}

void cache_keep(const Cache *cache, CacheKey key, const char *bytes, size_t length) {
    if (length + sizeof(Header) > cache->limit / SHARES || length > LARGEST_ENTRY / 2)
        return;
    Arena *arena = arena_create();
    if (make_private(arena, cache->folder) &&
        make_private(arena, share_path(arena, cache, share_of(key)))) {
        write_entry(arena, entry_path(arena, cache, key), bytes, length);
        trim_share(arena, cache, share_of(key));
    }
    arena_destroy(arena);
}

// --- The whole -----------------------------------------------------------------------------------

static CacheUsage visit_entries(const Cache *cache, bool remove) {
    CacheUsage usage = {0};
    Arena *arena = arena_create();
    for (unsigned share = 0; share < SHARES; share++) {
        EntryVector entries = list_share(arena, cache, share);
        for (uint32_t i = 0; i < entries.count; i++) {
            if (remove && unlink(entries.items[i].path) < 0)
                continue;
            usage.entries++;
            usage.bytes += entries.items[i].bytes;
        }
        if (remove)
            rmdir(share_path(arena, cache, share)); // if nothing else is there
        arena_reset(arena);
    }
    arena_destroy(arena);
    return usage;
}

CacheUsage cache_measure(const Cache *cache) { return visit_entries(cache, false); }

CacheUsage cache_clear(const Cache *cache) { return visit_entries(cache, true); }
