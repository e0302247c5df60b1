/* What the two halves of the hand-written machine share. */
#include "../mix.h"

enum status { DONE, PENDING };

struct add {
    int state;
    uint64_t a, b, result;
};

enum status add_step(struct add *self);
