/*
 * wrap.c - a loop on a uv_loop_t that the program runs itself.
 *
 * What is ready runs before each poll (prepare) and after it (check); while more is ready, an idle
 * handle keeps the poll from waiting. While tasks are pending, the prepare handle is referenced, so
 * that uv_run does not return.
 */
#include "alloc.h"
#include "coroutine.h"
#include "loop.h"

static void on_idle(uv_idle_t *idle)
{
    (void)idle; /* it only keeps the poll short */
}

void async__wrap_hold(async_loop_t *loop)
{
    if (loop->ready.first || loop->pending || loop->wheel.count)
        uv_ref((uv_handle_t *)&loop->prepare);
    else
        uv_unref((uv_handle_t *)&loop->prepare);
    if (loop->ready.first) uv_idle_start(&loop->idle, on_idle);
    else uv_idle_stop(&loop->idle);
}

static void run(async_loop_t *loop)
{
    async_context_t *cx = async_context();
    async_entry_t entry;

    if (!async__loop_enter(loop, cx, &entry)) return;
    async__loop_run_ready(loop, cx);
    async__loop_arm(loop);
    async__loop_leave(loop, cx, &entry);
    async__wrap_hold(loop);
}

static void on_prepare(uv_prepare_t *prepare)
{
    run((async_loop_t *)prepare->data);
}

static void on_check(uv_check_t *check)
{
    run((async_loop_t *)check->data);
}

void async__wrap_open(async_loop_t *loop)
{
    uv_prepare_init(loop->uv, &loop->prepare);
    uv_check_init(loop->uv, &loop->check);
    uv_idle_init(loop->uv, &loop->idle);
    loop->prepare.data = loop->check.data = loop->idle.data = loop;
    uv_prepare_start(&loop->prepare, on_prepare);
    uv_check_start(&loop->check, on_check);
    uv_unref((uv_handle_t *)&loop->prepare);
    uv_unref((uv_handle_t *)&loop->check);
    loop->open += 3;
}

static void on_closed(uv_handle_t *handle)
{
    ((async_loop_t *)handle->data)->open--;
}

void async__wrap_close(async_loop_t *loop)
{
    uv_close((uv_handle_t *)&loop->prepare, on_closed);
    uv_close((uv_handle_t *)&loop->check, on_closed);
    uv_close((uv_handle_t *)&loop->idle, on_closed);
}

async_loop_t *async_loop_wrap(uv_loop_t *uv)
{
    async_loop_t *loop = (async_loop_t *)async__zalloc(sizeof *loop);

    async__loop_open(loop, uv);
    async__wrap_open(loop);
    async_context()->loop = loop;
    return loop;
}
