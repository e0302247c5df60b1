/* handles in arrays, parameters, structs; several tasks await one; results of all kinds */
#include <asyncc.h>
#include <stdio.h>

struct big { char text[100]; int n; };
struct job { const char *name; async_task(int) task; };

static async int number(int x) { await async_sleep(1); return x; }
static async struct big big(int n) { await async_sleep(1); return (struct big){ "big", n }; }
static async void nothing(void) { await async_sleep(1); }
static async double half(int x) { await async_sleep(0); return x / 2.0; }
static async const char *text(void) { return "text"; }

static async int twice(async_task(int) t) { return await *t * 2; }

async int main(void)
{
    async_task(int) hs[3];
    for (int i = 0; i < 3; i++) hs[i] = async_spawn(number(i + 1));
    int s = 0;
    for (int i = 2; i >= 0; i--) s = s * 10 + await *hs[i];
    printf("%d\n", s);                                  // expect: 321
    for (int i = 0; i < 3; i++) async_release(hs[i]);

    struct job job = { "job", async_spawn(number(7)) };
    async_task(int) a = async_spawn(twice(job.task)), b = async_spawn(twice(job.task));
    printf("%d\n", await *a + await *b + await *job.task);  // expect: 35
    async_release(a);
    async_release(b);
    async_release(job.task);

    async_task(struct big) g = async_spawn(big(4));
    printf("%d\n", (await *g).n);                       // expect: 4
    printf("%s %d\n", async_result(g).text, (await *g).n);  // expect: big 4
    async_release(g);
    struct big joined = await async_join(async_spawn(big(6)));
    printf("%s %d\n", joined.text, joined.n);           // expect: big 6

    async_task(void) v = async_spawn(nothing());
    await *v;
    await *v;
    await async_join(v);
    async_task(double) d = async_spawn(half(5));
    printf("%.1f\n", 1 + await *d * 2);                 // expect: 6.0
    async_release(d);
    async_task(const char *) t = async_spawn(text());
    printf("%s\n", await async_join(t));                // expect: text
    printf("%d\n", await async_join(async_spawn(number(8))) + 1);   // expect: 9
    return 0;
}
