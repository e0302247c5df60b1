#!/usr/bin/env python3
"""What translation costs the build: three tables.

    compile_cost.py --asyncc COMMAND     (a release build: cmake --preset release)

1. asyncc's own time on files of 300 to 10,000 lines that include <uv.h> and the usual headers, beside
   clang -fsyntax-only of the same version. Interleaved runs, medians: wall time, and the CPU's.
2. gcc -O2 on what asyncc writes for five rows of the bench, beside the machines written by hand:
   time of the compiler less that of the headers alone, and .text.
"""
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

HEADERS = ['asyncc.h', 'asyncc/net.h', 'uv.h', 'errno.h', 'stdio.h', 'stdlib.h', 'string.h',
           'unistd.h']
FUNCTION = '''
async int work_%d(async_stream_t *s, int n)
{
    char buf[64];
    int total = 0;
    ssize_t got;

    defer async_close(s);
    while ((got = await async_read(s, buf, sizeof buf)) > 0) {
        if (buf[0] == 'q') break;
        for (int i = 0; i < n; i++) {
            if (buf[i %% 64] == '\\n') continue;
            total += await step(i) + buf[i %% 64];
        }
        if (await async_write(s, buf, (size_t)got) < 0) return -1;
        switch (total %% 3) {
        case 0: total++; break;
        case 1: await async_sleep(1); break;
        default: total += await step(total) ? 2 : 3;
        }
    }
    printf("%%d\\n", total);
    return total;
}
'''
ROWS = ['await', 'fib', 'generator', 'delegate', 'switch']


def write_source(path, lines):
    text = ''.join('#include <%s>\n' % name for name in HEADERS)
    text += '\nasync int step(int i) { await async_sleep(0); return i + 1; }\n'
    count = (lines - text.count('\n')) // FUNCTION.count('\n')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text + ''.join(FUNCTION % i for i in range(count)))


def timed(command):
    """(wall, CPU) seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def medians(commands, rounds):
    """[(wall, CPU)] of the commands, run in turn."""
    runs = [[timed(command) for command in commands] for _ in range(rounds)]
    return [tuple(statistics.median(run[i][k] for run in runs) for k in (0, 1))
            for i in range(len(commands))]


def own_time(options, folder):
    print('| lines | asyncc, ms | its CPU | clang -fsyntax-only, ms | its CPU | ratio of CPU |')
    print('| ---: | ---: | ---: | ---: | ---: | ---: |')
    for lines in (300, 1000, 3000, 10000):
        source = os.path.join(folder, 'source.c')
        write_source(source, lines)
        include = ['-I', options.include]
        ours, clang = medians(
            [[options.asyncc, '-o', os.path.join(folder, 'out.c')] + include + [source],
             ['clang-19', '-fsyntax-only', '-DASYNC_PARSE'] + include + [source]],
            options.rounds)
        print('| %d | %.0f | %.0f | %.0f | %.0f | %.2f |' % (
            lines, ours[0] * 1e3, ours[1] * 1e3, clang[0] * 1e3, clang[1] * 1e3,
            ours[1] / clang[1]))


def text_size(path):
    """Bytes of the sections that hold code."""
    out = subprocess.run(['size', '-A', path], check=True, capture_output=True, text=True).stdout
    return sum(int(size) for size in re.findall(r'^\.text\S*\s+(\d+)', out, re.M))


def generated_code(options, folder):
    print('| row | by hand, ms | asyncc, ms | ratio | .text by hand | .text asyncc | ratio |')
    print('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
    for row in ROWS:
        rows = os.path.join(HERE, 'rows', row)
        out = os.path.join(folder, row + '.async.c')
        empty = {kind: os.path.join(folder, '%s-%s.c' % (row, kind)) for kind in ('hand', 'ours')}
        include = ['-I', options.include, '-I', os.path.join(HERE, 'rows'), '-iquote', rows]
        subprocess.run([options.asyncc, '-D_GNU_SOURCE', '-std=c11', '-o', out] + include +
                       [os.path.join(rows, 'asyncc.c')], check=True)
        for kind, source in (('hand', os.path.join(rows, 'hand.c')), ('ours', out)):
            with open(source, encoding='utf-8') as file, \
                    open(empty[kind], 'w', encoding='utf-8') as headers:
                headers.writelines(line for line in file if line.startswith('#include'))
        gcc = ['gcc', '-O2', '-std=c11', '-D_GNU_SOURCE', '-w', '-c'] + include
        objects = [os.path.join(folder, row + name) for name in ('.hand.o', '.ours.o')]
        stub = ['-Dmain=unused_main', '-o', os.path.join(folder, 'headers.o')]
        hand, ours, hand_head, ours_head = [cpu for _, cpu in medians(
            [gcc + ['-o', objects[0], os.path.join(rows, 'hand.c')], gcc + ['-o', objects[1], out],
             gcc + stub + [empty['hand']], gcc + stub + [empty['ours']]], options.rounds)]
        sizes = [text_size(path) for path in objects]
        base = text_size(os.path.join(folder, 'headers.o'))
        hand_ms, ours_ms = (hand - hand_head) * 1e3, (ours - ours_head) * 1e3
        print('| %s | %.0f | %.0f | %.2f | %d | %d | %.2f |' % (
            row, hand_ms, ours_ms, ours_ms / hand_ms, sizes[0] - base, sizes[1] - base,
            (sizes[1] - base) / (sizes[0] - base)))


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--rounds', type=int, default=21, help='runs of each command')
    options = parser.parse_args()
    harness.find_build(options)
    with tempfile.TemporaryDirectory() as folder:
        own_time(options, folder)
        print()
        generated_code(options, folder)
    return 0


if __name__ == '__main__':
    sys.exit(main())
