/* timers.c N finish|cancel: the same with a uv_timer_t each, malloc'ed, closed and freed by its callbacks */
#include <stdbool.h>
#include <string.h>
#include <uv.h>
#include "idle.h"

static void on_closed(uv_handle_t *handle) { free(handle); }
static void on_timer(uv_timer_t *timer) { uv_close((uv_handle_t *)timer, on_closed); }

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 1000;
    bool cancels = argc > 2 && strcmp(argv[2], "cancel") == 0;
    uv_loop_t *loop = uv_default_loop();
    uv_timer_t **timers = malloc((size_t)n * sizeof *timers);
    double memory = resident(), start = cpu_us();

    for (long i = 0; i < n; i++) {
        timers[i] = malloc(sizeof *timers[i]);
        uv_timer_init(loop, timers[i]);
        uv_timer_start(timers[i], on_timer, sleep_ms(i), 0);
    }
    if (cancels) {
        start = cpu_us();
        for (long i = 0; i < n; i++) uv_close((uv_handle_t *)timers[i], on_closed);
        uv_run(loop, UV_RUN_DEFAULT);
        tell("cancel_ns", (cpu_us() - start) * 1e3 / (double)n);
    } else {
        tell("spawn_ns", (cpu_us() - start) * 1e3 / (double)n);
        tell("bytes", (resident() - memory) / (double)n - sizeof *timers);
        start = cpu_us();
        uv_run(loop, UV_RUN_DEFAULT);
        tell("finish_ns", (cpu_us() - start) * 1e3 / (double)n);
    }
    free(timers);
    return uv_loop_close(loop);
}
