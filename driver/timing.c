// Timing: how long each stage took, by the wall clock.

#include "driver/internal.h"
#include "support/clock.h"
#include "support/vector.h"

void timer_start(Timer *timer) { timer->started = clock_seconds(); }

void timer_add(Arena *arena, Timer *timer, const char *stage, double seconds) {
    Timing timing = {stage, seconds, false};
    vector_push(arena, &timer->timings, timing);
}

void timer_add_part(Arena *arena, Timer *timer, const char *stage, double seconds) {
    Timing timing = {stage, seconds, true};
    vector_push(arena, &timer->timings, timing);
}

void timer_end_stage(Arena *arena, Timer *timer, const char *stage) {
    double ended = clock_seconds();
    timer_add(arena, timer, stage, ended - timer->started);
    timer->started = ended;
}

void timer_print(const Timer *timer, const char *path, FILE *stream) {
    double total = 0;
    fprintf(stream, "%s: milliseconds\n", path);
    for (uint32_t i = 0; i < timer->timings.count; i++) {
        const Timing *timing = &timer->timings.items[i];
        const char *indent = timing->is_part ? "  " : "";
        fprintf(stream, "  %s%-*s %8.1f\n", indent, timing->is_part ? 12 : 14, timing->stage,
                timing->seconds * 1000);
        total += timing->is_part ? 0 : timing->seconds;
    }
    fprintf(stream, "  %-14s %8.1f\n", "total", total * 1000);
}
