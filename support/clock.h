// The time that passes, for saying how long something took.
#ifndef ZILANT_SUPPORT_CLOCK_H
#define ZILANT_SUPPORT_CLOCK_H

// Seconds since some moment in the past, by a clock that nobody sets.
double clock_seconds(void);

#endif
