#include "work.h"

int from_cxx(int x)
{
    int result = 0;
    int status = async_run(result = work(x));
    return status ? status : result;
}
