#ifndef WORK_H
#define WORK_H

#include <asyncc.h>

#ifdef __cplusplus
extern "C" {
#endif

_Async int twice(int x);      /* sleeps */
_Async int halves(int x);     /* awaits nothing that takes time */
_Async void fails(void);
_Generator(int) int count(int n);

void from_c(void);
void from_cc(void);

#ifdef __cplusplus
}
#endif

#endif
