// The executable's entry point.

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts("lindworm " LINDWORM_VERSION);
        return 0;
    }
    fputs("usage: lindworm --version\n", stderr);
    return 2;
}
