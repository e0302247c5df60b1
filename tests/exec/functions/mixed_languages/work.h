#ifndef WORK_H
#define WORK_H

#include <asyncc.h>

#ifdef __cplusplus
extern "C" {
#endif

_Async int work(int x, int *out);
int from_c(int x);
int from_cxx(int x);

#ifdef __cplusplus
}
#endif

#endif
