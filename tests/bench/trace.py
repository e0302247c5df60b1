#!/usr/bin/env python3
"""What a timeline costs (ASYNC_TRACE): user time of the same program without and with it.

    tests/bench/trace.py [--build build/release]

switch     100,000 suspensions and nothing else, each a trip through the ready queue
requests   20,000 requests and answers over a socket pair, two tasks: what a server does
"""
import os
import resource
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

PROGRAMS = {'switch': (100000, '''#include <asyncc.h>
static async int one(int n) { await async_sleep(0); return n + 1; }
async int main(void)
{
    int n = 0;
    while (n < 100000) n = await one(n);
    return 0;
}
'''), 'requests': (20000, '''#include <asyncc.h>
#include <asyncc/net.h>
#include <sys/socket.h>
static async void answer(async_stream_t *s)
{
    char c[64];
    while (await async_read_exactly(s, c, sizeof c) > 0) await async_write(s, c, sizeof c);
}
async int main(void)
{
    int ends[2];
    async_stream_t *a, *b;
    char c[64] = "";
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends)) return 1;
    if (async_stream_from_fd(ends[0], &a) || async_stream_from_fd(ends[1], &b)) return 1;
    async_task(void) t = async_spawn(answer(b));
    for (int i = 0; i < 20000; i++) {
        await async_write(a, c, sizeof c);
        await async_read_exactly(a, c, sizeof c);
    }
    async_close(a);
    await async_join(t);
    async_close(b);
    return 0;
}
''')}


def cpu(command, folder, **environment):
    """User and system time of a run, in seconds, the least of three."""
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = harness.run(command, cwd=folder, env=harness.clean_environment(**environment))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if result.returncode != 0:
            raise SystemExit(harness.failed_command(command, result))
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(times)


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options, library=True)
    with harness.work_folder(options) as work:
        for name in harness.selected(options, PROGRAMS):
            count, text = PROGRAMS[name]
            with open(os.path.join(work, name + '.c'), 'w', encoding='utf-8') as file:
                file.write(text)
            for command in ([options.asyncc, '-I', options.include, name + '.c'],
                            shlex.split(options.cc) + ['-O2', '-I', options.include, name + '.async.c',
                                                       '-o', name] + shlex.split(options.libs)):
                result = harness.run(command, cwd=work)
                if result.returncode != 0:
                    raise SystemExit(harness.failed_command(command, result))
            off, on = cpu(['./' + name], work), cpu(['./' + name], work, ASYNC_TRACE='trace.json')
            print('%-9s %7d  off %5.2f us each, on %5.2f us each: %.1f times' % (
                name, count, off / count * 1e6, on / count * 1e6, on / off))
    return 0


if __name__ == '__main__':
    sys.exit(main())
