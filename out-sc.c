#line 1 "../sc.c"
#include <asyncc.h>
#line 4 "out-sc.c"
/* static async int f(int v) */
struct f__frame {
    async_frame_t base;
    int result;
    int v; /* parameter; lives across sleep */
    struct async_sleep__frame sleep;
};
enum f__state { f__sleep = 1 };
ASYNC_DESCRIPTOR(f, ASYNC_FUNCTION ASYNC_RETURNS(f), "../sc.c", 2,
    ASYNC_POINTS({"async_sleep", 2, 35, ASYNC_CHILD(f, sleep), &async_sleep__async}));
ASYNC_START(f, self, self->v = v, int v)

static async_step_t f__resume(async_frame_t *frame, async_context_t *cx)
{
    struct f__frame *self = (struct f__frame *)frame;
    switch (frame->state) { case f__sleep: goto f__sleep; }
#line 2 "../sc.c"
    if (async_sleep__start(&self->sleep, cx, 0) != ASYNC_FINISHED)
#line 2
        ASYNC_WAIT(frame, f__resume, f__sleep, &self->sleep.base);
#line 2
    return self->result = self->v, ASYNC_FINISHED;
#line 2
#line 28 "out-sc.c"
}
#line 2 "../sc.c"

static const struct s { int a, b[2]; } file = {1, {2, 3}};
#line 33 "out-sc.c"
/* async int main(void) */
struct main__frame {
    async_frame_t base;
    int result;
    struct s local;    /* lives across f, f_2, f_3, f_4 */
    const struct s *p; /* lives across f, f_2, f_3 */
    int t1;            /* lives across f_2 */
    int t2, *t3;       /* live across f_3 */
    int t4, *t5;       /* live across f_4 */
    struct f__frame f;
};
enum main__state { main__f = 1, main__f_2, main__f_3, main__f_4 };
ASYNC_DESCRIPTOR(main, ASYNC_FUNCTION ASYNC_RETURNS(main), "../sc.c", 4,
    ASYNC_POINTS({"f", 9, 25, ASYNC_CHILD(main, f), &f__async},
        {"f", 9, 46, ASYNC_CHILD(main, f), &f__async},
        {"f", 9, 68, ASYNC_CHILD(main, f), &f__async},
        {"f", 9, 87, ASYNC_CHILD(main, f), &f__async}));

static async_step_t main__resume(async_frame_t *frame, async_context_t *cx)
{
    struct main__frame *self = (struct main__frame *)frame;
    switch (frame->state) {
    case main__f: goto main__f; case main__f_2: goto main__f_2; case main__f_3: goto main__f_3;
    case main__f_4: goto main__f_4;
    }

#line 6 "../sc.c"
    static const struct s pair = {1, {6, 7}};
    self->local = (struct s){1, {6, 7}};
    self->p = &(*(const struct s *)&self->local);
    if (f__start(&self->f, cx, 1) != ASYNC_FINISHED)
#line 9
        ASYNC_WAIT(frame, main__resume, main__f, &self->f.base);
#line 9
    self->t1 = pair.b[self->f.result];
#line 9
    if (f__start(&self->f, cx, 1) != ASYNC_FINISHED)
#line 9
        ASYNC_WAIT(frame, main__resume, main__f_2, &self->f.base);
#line 9
    self->t2 = self->t1 + file.b[self->f.result];
#line 9
    self->t3 = self->local.b;
#line 9
    if (f__start(&self->f, cx, 1) != ASYNC_FINISHED)
#line 9
        ASYNC_WAIT(frame, main__resume, main__f_3, &self->f.base);
#line 9
    self->t4 = self->t2 + self->t3[self->f.result];
#line 9
    self->t5 = self->p->b;
#line 9
    if (f__start(&self->f, cx, 0) != ASYNC_FINISHED)
#line 9
        ASYNC_WAIT(frame, main__resume, main__f_4, &self->f.base);
#line 9
    return self->result = self->t4 + self->t5[self->f.result] - 23, ASYNC_FINISHED;
#line 91 "out-sc.c"
}

int main(int argc, char **argv)
ASYNC_MAIN(self, argc, argv, (void)0)
#line 10 "../sc.c"

