#line 1 "../td.c"
// Local types of one name in nested and neighbouring blocks, of all kinds.
#include <asyncc.h>
#include <stdio.h>

#line 7 "out-td.c"
/* static async int f(int v) */
struct f__frame {
    async_frame_t base;
    int result;
    int v; /* parameter; lives across sleep */
    struct async_sleep__frame sleep;
};
enum f__state { f__sleep = 1 };
ASYNC_DESCRIPTOR(f, ASYNC_FUNCTION ASYNC_RETURNS(f), "../td.c", 5,
    ASYNC_POINTS({"async_sleep", 7, 11, ASYNC_CHILD(f, sleep), &async_sleep__async}));
ASYNC_START(f, self, self->v = v, int v)

static async_step_t f__resume(async_frame_t *frame, async_context_t *cx)
{
    struct f__frame *self = (struct f__frame *)frame;
    switch (frame->state) { case f__sleep: goto f__sleep; }

#line 7 "../td.c"
    if (async_sleep__start(&self->sleep, cx, 0) != ASYNC_FINISHED)
#line 7
        ASYNC_WAIT(frame, f__resume, f__sleep, &self->sleep.base);
    return self->result = self->v, ASYNC_FINISHED;
#line 30 "out-td.c"
}
#line 9 "../td.c"


#line 35 "out-td.c"
/* static async int scalars(void) */
#line 14 "../td.c"
typedef int scalars__t;
#line 39 "out-td.c"
#line 16 "../td.c"
typedef char scalars__t_2;
#line 42 "out-td.c"
#line 19 "../td.c"
typedef double scalars__t_3;
#line 45 "out-td.c"
#line 28 "../td.c"
typedef short scalars__t_4;
#line 48 "out-td.c"
struct scalars__frame {
    async_frame_t base;
    int result;
    int sum;                        /* lives across f, f_2, f_3, f_4 */
    scalars__t z;                   /* lives across f_4 */
    union {
        struct f__frame f;
        struct {                    /* of the block at line 15 */
            scalars__t_2 c;         /* lives across f, f_2 */
            union {
                struct f__frame f_2;
                struct {            /* of the block at line 18 */
                    scalars__t_3 d; /* lives across f */
                    struct f__frame f_3;
                };
            };
        };
        struct {                    /* of the block at line 27 */
            scalars__t_4 c_2;       /* lives across f_3 */
            struct f__frame f_4;
        };
    };
};
enum scalars__state { scalars__f = 1, scalars__f_2, scalars__f_3, scalars__f_4 };
ASYNC_DESCRIPTOR(scalars, ASYNC_FUNCTION ASYNC_RETURNS(scalars), "../td.c", 11,
    ASYNC_POINTS({"f", 21, 19, ASYNC_CHILD(scalars, f_3), &f__async},
        {"f", 24, 15, ASYNC_CHILD(scalars, f_2), &f__async},
        {"f", 30, 15, ASYNC_CHILD(scalars, f_4), &f__async},
        {"f", 34, 11, ASYNC_CHILD(scalars, f), &f__async}));
ASYNC_START_VOID(scalars)

static async_step_t scalars__resume(async_frame_t *frame, async_context_t *cx)
{
    struct scalars__frame *self = (struct scalars__frame *)frame;
    switch (frame->state) {
    case scalars__f: goto scalars__f; case scalars__f_2: goto scalars__f_2;
    case scalars__f_3: goto scalars__f_3; case scalars__f_4: goto scalars__f_4;
    }

#line 13 "../td.c"
    self->sum = 0;

    {

        self->c = 1;
        {

            self->d = 2;
            if (f__start(&self->f_3, cx, 0) != ASYNC_FINISHED)
#line 21
                ASYNC_WAIT(frame, scalars__resume, scalars__f, &self->f_3.base);
            self->sum += (int)(self->d + sizeof(scalars__t_3));
        }
        if (f__start(&self->f_2, cx, 0) != ASYNC_FINISHED)
#line 24
            ASYNC_WAIT(frame, scalars__resume, scalars__f_2, &self->f_2.base);
        self->sum += self->c + (int)sizeof(scalars__t_2);
    }
    {

        self->c_2 = 3;
        if (f__start(&self->f_4, cx, 0) != ASYNC_FINISHED)
#line 30
            ASYNC_WAIT(frame, scalars__resume, scalars__f_3, &self->f_4.base);
        self->sum += self->c_2 + (int)sizeof(scalars__t_4);
    }
    self->z = 100;
    if (f__start(&self->f, cx, 0) != ASYNC_FINISHED)
#line 34
        ASYNC_WAIT(frame, scalars__resume, scalars__f_4, &self->f.base);
    return self->result = self->z + self->sum + (int)sizeof(scalars__t), ASYNC_FINISHED;
#line 120 "out-td.c"
}
#line 36 "../td.c"


#line 125 "out-td.c"
/* static async int mixed(void) */
#line 40 "../td.c"
struct mixed__t {
        int a;
    };
#line 131 "out-td.c"
#line 43 "../td.c"
typedef long mixed__t;
#line 134 "out-td.c"
#line 46 "../td.c"
typedef struct mixed__t mixed__t_2;
#line 137 "out-td.c"
#line 52 "../td.c"
struct mixed__t_3 {
            char c[3];
        };
#line 142 "out-td.c"
#line 55 "../td.c"
typedef struct mixed__t_3 mixed__t_4;
#line 145 "out-td.c"
#line 57 "../td.c"
enum mixed__t2 { mixed__t3 = 5 };
#line 148 "out-td.c"
struct mixed__frame {
    async_frame_t base;
    int result;
    struct mixed__t s;        /* lives across f, f_2, f_3 */
    mixed__t n;               /* lives across f, f_2, f_3 */
    union {
        struct f__frame f;
        struct {              /* of the block at line 45 */
            mixed__t_2 inner; /* lives across f */
            struct f__frame f_2;
        };
        struct {              /* of the block at line 51 */
            mixed__t_4 copy;  /* lives across f_2 */
            enum mixed__t2 e; /* lives across f_2 */
            struct f__frame f_3;
        };
    };
};
enum mixed__state { mixed__f = 1, mixed__f_2, mixed__f_3 };
ASYNC_DESCRIPTOR(mixed, ASYNC_FUNCTION ASYNC_RETURNS(mixed), "../td.c", 38,
    ASYNC_POINTS({"f", 48, 15, ASYNC_CHILD(mixed, f_2), &f__async},
        {"f", 58, 15, ASYNC_CHILD(mixed, f_3), &f__async},
        {"f", 61, 11, ASYNC_CHILD(mixed, f), &f__async}));
ASYNC_START_VOID(mixed)

static async_step_t mixed__resume(async_frame_t *frame, async_context_t *cx)
{
    struct mixed__frame *self = (struct mixed__frame *)frame;
    switch (frame->state) {
    case mixed__f: goto mixed__f; case mixed__f_2: goto mixed__f_2;
    case mixed__f_3: goto mixed__f_3;
    }

#line 40 "../td.c"
    self->s = (struct mixed__t){1};
#line 43

    self->n = 2;
    {

        self->inner = (mixed__t_2){4};
        if (f__start(&self->f_2, cx, 0) != ASYNC_FINISHED)
#line 48
            ASYNC_WAIT(frame, mixed__resume, mixed__f, &self->f_2.base);
        self->n += self->inner.a;
    }
    {
        struct mixed__t_3 inner = {{1, 2, 3}};
#line 55

        self->copy = inner;
        self->e = mixed__t3;
        if (f__start(&self->f_3, cx, 0) != ASYNC_FINISHED)
#line 58
            ASYNC_WAIT(frame, mixed__resume, mixed__f_2, &self->f_3.base);
        self->n += self->copy.c[2] + (int)sizeof(mixed__t_4) + self->e;
    }
    if (f__start(&self->f, cx, 0) != ASYNC_FINISHED)
#line 61
        ASYNC_WAIT(frame, mixed__resume, mixed__f_3, &self->f.base);
    return self->result = self->s.a + (int)self->n + (sizeof(mixed__t) == sizeof(long)), ASYNC_FINISHED;
#line 210 "out-td.c"
}
#line 63 "../td.c"


#line 215 "out-td.c"
/* async int main(void) */
struct main__frame {
    async_frame_t base;
    int result;
    union {
        struct scalars__frame scalars;
        struct mixed__frame mixed;
    };
};
enum main__state { main__scalars = 1, main__mixed };
ASYNC_DESCRIPTOR(main, ASYNC_FUNCTION ASYNC_RETURNS(main), "../td.c", 65,
    ASYNC_POINTS({"scalars", 67, 26, ASYNC_CHILD(main, scalars), &scalars__async},
        {"mixed", 68, 26, ASYNC_CHILD(main, mixed), &mixed__async}));

static async_step_t main__resume(async_frame_t *frame, async_context_t *cx)
{
    struct main__frame *self = (struct main__frame *)frame;
    switch (frame->state) {
    case main__scalars: goto main__scalars; case main__mixed: goto main__mixed;
    }

#line 67 "../td.c"
    if (scalars__start(&self->scalars, cx) != ASYNC_FINISHED)
#line 67
        ASYNC_WAIT(frame, main__resume, main__scalars, &self->scalars.base);
#line 67
    printf("%d\n", self->scalars.result); // expect: 122
    if (mixed__start(&self->mixed, cx) != ASYNC_FINISHED)
#line 68
        ASYNC_WAIT(frame, main__resume, main__mixed, &self->mixed.base);
#line 68
    printf("%d\n", self->mixed.result); // expect: 19
    return self->result = 0, ASYNC_FINISHED;
#line 249 "out-td.c"
}

int main(int argc, char **argv)
ASYNC_MAIN(self, argc, argv, (void)0)
#line 70 "../td.c"

