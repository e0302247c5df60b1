/* after a spike of tasks a loop that waits gives their memory back to the system */
// valgrind: it counts the memory of the whole process, which valgrind keeps
#include <asyncc.h>
#include <stdio.h>
#include <unistd.h>

static int awake;

static async void idle(int ms) { await async_sleep((uint64_t)ms); awake++; }

/* Resident memory in KiB; the address sanitizer keeps what was freed. */
static long resident(void)
{
    long size = 0, pages = 0;
#ifndef __SANITIZE_ADDRESS__
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm && fscanf(statm, "%ld %ld", &size, &pages) != 2) pages = 0;
    if (statm) fclose(statm);
#endif
    return size ? pages * (sysconf(_SC_PAGESIZE) / 1024) : 0;
}

async int main(void)
{
    enum { N = 200000 };
    long before = resident();

    for (int i = 0; i < N; i++) async_detach(idle(500 + i % 100));
    await async_sleep(0);
    long most = resident();
    printf("%d\n", most == 0 || most - before > 20000);                 // expect: 1
    while (awake < N) await async_sleep(100);
    for (int i = 0; i < 3; i++) await async_sleep(700);
    printf("%d\n", resident() - before < 4000);                         // expect: 1
    return 0;
}
