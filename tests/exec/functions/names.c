/* __func__ is the source's name; names that generated code might want are the user's */
// plain: same
#include <asyncc.h>
#include <stdio.h>

struct frame { int state; };

static async const char *name(void) { await async_sleep(0); return __func__; }
static async int resume(struct frame frame) { await async_sleep(0); return frame.state; }
static async int start(int self) { return self + await resume((struct frame){ self }); }
static async int state(int start) { return await resume((struct frame){ start }); }

async int main(void)
{
    const char *s = await name();
    printf("%s %s\n", s, __func__);             // expect: name main
    int v = await start(2);
    printf("%d\n", v);                          // expect: 4
    v = await state(5);
    printf("%d\n", v);                          // expect: 5
    struct frame self = { 3 }, *frame = &self;
    await async_sleep(0);
    printf("%d\n", frame->state);               // expect: 3
    return 0;
}
