#include "work.h"

int from_cxx(int x)
{
    int result = 0;
    int status = async_run(work(x, &result));
    return status ? status : result;
}
