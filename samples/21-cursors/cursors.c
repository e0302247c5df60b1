/*
 * Two sorted cursors of a database are merged, and feed a pool of ten workers. The merge never looks
 * further ahead than one row of each; a worker that is done sends back how many rows it takes next.
 */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

enum { WORKERS = 10, ROWS = 60 };

/* Rows of one table, fetched one by one. */
static async generator(int) void cursor(int first, int step, int last)
{
    for (int id = first; id <= last; id += step) {
        await async_sleep(1);
        yield id;
    }
}

/* A piece of work: rows that lie together. */
typedef struct batch {
    int rows[8], count;
} batch_t;

/* Yields batches in order, each of as many rows as was asked for by send. */
static async generator(batch_t, int) void merged(void)
{
    async_gen(int) odd = async_iter(cursor(1, 2, ROWS));
    async_gen(int) even = async_iter(cursor(2, 2, ROWS));
    defer await async_close(odd);
    defer await async_close(even);
    bool more_odd = await async_next(odd), more_even = await async_next(even);
    int wanted = async_receive(int, yield (batch_t){ .count = 0 });

    while (more_odd || more_even) {
        batch_t batch = { .count = 0 };
        while (batch.count < wanted && (more_odd || more_even)) {
            bool take_odd = more_odd && (!more_even || *odd < *even);
            batch.rows[batch.count++] = take_odd ? *odd : *even;
            if (take_odd) more_odd = await async_next(odd);
            else more_even = await async_next(even);
        }
        wanted = async_receive(int, yield batch);
    }
}

typedef struct pool {
    async_gen(batch_t) source;
    async_lock_t lock; /* of the source: one worker asks at a time */
    int batches, rows, sum, last;
    bool sorted;
} pool_t;

static async bool next_batch(pool_t *pool, int wanted, batch_t *batch)
{
    await async_lock(&pool->lock);
    defer async_unlock(&pool->lock);

    if (!await async_send(pool->source, wanted)) return false;
    *batch = *pool->source;
    for (int i = 0; i < batch->count; i++) {
        pool->sorted = pool->sorted && batch->rows[i] > pool->last;
        pool->last = batch->rows[i];
    }
    return true;
}

static async void worker(pool_t *pool, int id)
{
    batch_t batch;

    while (await next_batch(pool, 1 + id % 3, &batch)) {
        await async_sleep(20);
        pool->batches++;
        pool->rows += batch.count;
        for (int i = 0; i < batch.count; i++) pool->sum += batch.rows[i];
    }
}

async int main(void)
{
    pool_t pool = { .source = async_iter(merged()), .lock = ASYNC_LOCK_INIT, .sorted = true };
    defer await async_close(pool.source);

    await async_next(pool.source); /* to its first yield */
    async_group(workers) {
        for (int i = 0; i < WORKERS; i++) async_spawn_in(workers, worker(&pool, i));
    }
    printf("%d rows in %d batches, %s\n", pool.rows, pool.batches,
           pool.sorted ? "in order" : "out of order");
    printf("their sum is %d\n", pool.sum);
    return 0;
}
