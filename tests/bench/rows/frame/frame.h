/* frame.h - what is done with the buffers whose places are measured. */
#ifndef ASYNCC_BENCH_FRAME_H
#define ASYNCC_BENCH_FRAME_H

enum { FRAME_BUFFER = 256 };

static inline void frame_fill(char *buffer, int n)
{
    for (int i = 0; i < FRAME_BUFFER; i++) buffer[i] = (char)((n + i) % 100);
}

static inline int frame_sum(const char *buffer)
{
    int sum = 0;
    for (int i = 0; i < FRAME_BUFFER; i++) sum += buffer[i] * (i % 3);
    return sum;
}

#endif
