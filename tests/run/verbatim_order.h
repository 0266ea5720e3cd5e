static long twice(long x) { return 2 * x; }
#define FROM_HEADER 7
#define long broken_long
