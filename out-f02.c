#line 1 "/tmp/attack/findings/f02.c"
#include <asyncc.h>
#line 4 "out-f02.c"
/* async int main(void) */
#line 2 "/tmp/attack/findings/f02.c"
typedef int main__t;
#line 8 "out-f02.c"
#line 2 "/tmp/attack/findings/f02.c"
typedef char main__t_2;
#line 11 "out-f02.c"
struct main__frame {
    async_frame_t base;
    int result;
    int r;               /* lives across sleep, sleep_2 */
    main__t z;           /* lives across sleep_2 */
    union {
        struct async_sleep__frame sleep;
        struct {         /* of the block at line 2 */
            main__t_2 c; /* lives across sleep */
            struct async_sleep__frame sleep_2;
        };
    };
};
enum main__state { main__sleep = 1, main__sleep_2 };
ASYNC_DESCRIPTOR(main, ASYNC_FUNCTION ASYNC_RETURNS(main), "/tmp/attack/findings/f02.c", 2,
    ASYNC_POINTS({"async_sleep", 2, 82, ASYNC_CHILD(main, sleep_2), &async_sleep__async},
        {"async_sleep", 2, 123, ASYNC_CHILD(main, sleep), &async_sleep__async}));

static async_step_t main__resume(async_frame_t *frame, async_context_t *cx)
{
    struct main__frame *self = (struct main__frame *)frame;
    switch (frame->state) {
    case main__sleep: goto main__sleep; case main__sleep_2: goto main__sleep_2;
    }
#line 2 "/tmp/attack/findings/f02.c"
    self->r = 0;
#line 2
{
#line 2
        self->c = 1;
#line 2
        if (async_sleep__start(&self->sleep_2, cx, 0) != ASYNC_FINISHED)
#line 2
            ASYNC_WAIT(frame, main__resume, main__sleep, &self->sleep_2.base);
#line 2
        self->r += self->c; }
#line 2
    self->z = 3;
#line 2
    if (async_sleep__start(&self->sleep, cx, 0) != ASYNC_FINISHED)
#line 2
        ASYNC_WAIT(frame, main__resume, main__sleep_2, &self->sleep.base);
#line 2
    return self->result = self->z + self->r, ASYNC_FINISHED;
#line 2
#line 57 "out-f02.c"
}

int main(int argc, char **argv)
ASYNC_MAIN(self, argc, argv, (void)0)
#line 2 "/tmp/attack/findings/f02.c"

