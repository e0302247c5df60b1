#include "work.h"

int from_c(int x)
{
    int result = 0;
    int status = async_run(work(x, &result));
    return status ? status : result;
}
