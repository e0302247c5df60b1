#!/usr/bin/env python3
"""The exec tests that use threads, under ThreadSanitizer, with a runtime that is built with it.

    tests/threads/run.py                     # all of them
    tests/threads/run.py contract_loops      # those whose name contains one of the words

A program takes part when it makes threads, or has the runtime make some: other loops, workers, the thread
pool of libuv, so all of exec/fs. libuv.supp says which reports are libuv's alone.
"""
import concurrent.futures
import glob
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path.insert(0, TESTS)
import harness  # noqa: E402

THREADS = re.compile(r'pthread|async_blocking|async_workers|async_spawn_on|threadsafe|asyncc/fs\.h'
                     r'|async_getaddrinfo|async_getnameinfo')
FLAG = '-fsanitize=thread'
RUNTIME_FLAGS = ['-std=c11', '-D_POSIX_C_SOURCE=200809L', '-g', '-O1', FLAG]


def takes_part(path):
    files = [path] if path.endswith('.c') else glob.glob(os.path.join(path, '*.c'))
    return any(THREADS.search(open(f, encoding='utf-8').read()) for f in files)


def cases(runner, options):
    for path in sorted(glob.glob(os.path.join(TESTS, 'exec', '*', '*'))):
        group, name = path.split(os.sep)[-2:]
        if group == 'plain' or not (path.endswith('.c') or os.path.isdir(path)):
            continue
        if takes_part(path):
            title = '%s/%s' % (group, name[:-2] if name.endswith('.c') else name)
            yield title, lambda folder, path=path: run(runner, options, path, folder)


def run(runner, options, path, folder):
    case = runner.Case(path)
    if case.one('not yet'):
        return None
    program, why = runner.Builder(options, case, folder).program()
    if why:
        return why
    case.directives.setdefault('env', []).append(
        'TSAN_OPTIONS=suppressions=%s' % os.path.join(HERE, 'libuv.supp'))
    case.directives['timeout'] = ['60']
    return runner.judge(case, runner.execute(options, case, program), case.expected)


def build_runtime(options, folder):
    """libasyncc.a with the sanitizer."""
    sources = [f for part in ('runtime', 'inspect')
               for f in glob.glob(os.path.join(harness.ROOT, part, '**', '*.c'), recursive=True)
               if os.sep + 'adapters' + os.sep not in f]

    def compile_one(source):
        output = os.path.join(folder, os.path.relpath(source, harness.ROOT).replace(os.sep, '-') + '.o')
        command = [options.cc, *RUNTIME_FLAGS, '-I', options.include, '-I', harness.ROOT,
                   '-I', os.path.join(harness.ROOT, 'runtime'), '-c', source, '-o', output]
        result = harness.run(command, 180)
        if result.returncode != 0:
            raise SystemExit(harness.failed_command(command, result))
        return output

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        objects = list(pool.map(compile_one, sources))
    archive = os.path.join(folder, 'libasyncc.a')
    harness.run(['ar', 'rcs', archive] + objects)
    return archive


def has_sanitizer(options, folder):
    source = os.path.join(folder, 'empty.c')
    with open(source, 'w', encoding='utf-8') as file:
        file.write('int main(void) { return 0; }\n')
    program = os.path.join(folder, 'empty')
    made = harness.run([options.cc, FLAG, '-o', program, source])
    return made.returncode == 0 and harness.run([program]).returncode == 0


def main():
    parser = harness.argument_parser(__doc__)
    options = parser.parse_args()
    options.std, options.no_line = 'gnu11', False
    options.sanitize = options.valgrind = False
    harness.find_build(options)
    with harness.work_folder(options) as work:
        if not has_sanitizer(options, work):
            print('skipped: %s has no %s that runs here' % (options.cc, FLAG))
            return 0
        runner = harness.exec_tests()
        wanted = harness.selected(options, [name for name, _ in cases(runner, options)])
        options.libs = '%s -luv -lpthread -lm %s' % (build_runtime(options, work), FLAG)
        options.cflags = (options.cflags + ' ' + FLAG).strip()
        return harness.run_cases(options, work,
                                 [c for c in cases(runner, options) if c[0] in wanted])


if __name__ == '__main__':
    sys.exit(main())
