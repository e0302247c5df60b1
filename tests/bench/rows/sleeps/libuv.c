/* `n` timers of libuv, each with what its callback needs, closed and freed when it has fired. */
#include "../bench.h"

#include <uv.h>

typedef struct sleeper {
    uv_timer_t timer;
    bench_t *bench;
    uint64_t i, ms;
} sleeper_t;

static void on_closed(uv_handle_t *handle) { free(handle->data); }

static void on_timer(uv_timer_t *timer)
{
    sleeper_t *self = timer->data;
    self->bench->checksum += bench_mix(self->i, self->ms);
    uv_close((uv_handle_t *)timer, on_closed);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    uv_loop_t *loop = uv_default_loop();

    (void)m;
    for (uint64_t i = 0; i < n; i++) {
        sleeper_t *self = malloc(sizeof *self);
        if (!self) abort();
        *self = (sleeper_t){.bench = bench, .i = i, .ms = bench_sleep_ms(i)};
        uv_timer_init(loop, &self->timer);
        self->timer.data = self;
        uv_timer_start(&self->timer, on_timer, self->ms, 0);
    }
    uv_run(loop, UV_RUN_DEFAULT);
    uv_loop_close(loop);
    bench->operations = n;
}
