// The time that passes, for saying how long something took, and what a thread has worked.
#ifndef ZILANT_SUPPORT_CLOCK_H
#define ZILANT_SUPPORT_CLOCK_H

// Seconds since some moment in the past, by a clock that nobody sets.
double clock_seconds(void);
// Seconds of the processor that this thread has used: no wait for others counts, and no stop.
double clock_thread_seconds(void);

#endif
