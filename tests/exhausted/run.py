#!/usr/bin/env python3
"""Programs that run out of memory, at each of the runtime's allocations in turn.

The allocation of number N has none, for N from 1 until a run makes fewer. Then the program either ends as
if nothing had happened (what failed could wait, or an operation told it by ASYNC_ENOMEM), or it is aborted
behind a line that says so; it never crashes, and never hangs.

tasks     where no status tells of memory: aborted, each time
io        operations that give codes
"""
import concurrent.futures
import os
import re
import shlex
import signal
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

WRAPPED = ('malloc', 'calloc', 'realloc', 'aligned_alloc', 'posix_memalign')
TOLD = re.compile(r'asyncc: out of memory[^\n]*\n\Z')
# What each program's output has to tell at some N: operations that give the code.
CODES = {'tasks': (), 'io': ('listen', 'connect', 'accept', 'bind', 'realpath', 'run_command', 'spawn',
                             'getaddrinfo', 'poll', 'signal')}


def build(options, folder, name):
    """None, or why the program was not built."""
    cc = shlex.split(options.cc) + shlex.split(options.cflags) + ['-g', '-I', options.include]
    libs = [os.path.abspath(l) if os.path.exists(l) else l for l in shlex.split(options.libs)]
    wraps = ['-Wl,--wrap=' + function for function in WRAPPED]
    for command in (
            [options.asyncc, '-I', options.include, '-o', name + '.async.c', os.path.join(HERE, name + '.c')],
            cc + ['-o', name, name + '.async.c', os.path.join(HERE, 'fail.c')] + wraps + libs):
        result = harness.run(command, cwd=folder)
        if result.returncode != 0:
            return harness.failed_command(command, result)
    return None


def wrong_end(result):
    """None where a run ended as it may."""
    errors = result.stderr.decode(errors='replace')
    if result.returncode == 0 and not errors:
        return None
    if result.returncode == -signal.SIGABRT and TOLD.search(errors):
        return None
    return 'exit status %s\n%s' % (result.returncode, harness.head(result.stderr))


def check(options, folder, name):
    why = build(options, folder, name)
    if why:
        return why
    program, count = os.path.join(folder, name), os.path.join(folder, 'count')

    def run(number, **more):
        return harness.run([program], env=harness.clean_environment(
            FAIL_AT=str(number), ASAN_OPTIONS='abort_on_error=0:detect_leaks=1', **more))
    whole = run(0, FAIL_COUNT=count)
    if whole.returncode != 0:
        return 'with all memory: exit status %s\n%s' % (whole.returncode, harness.head(whole.stderr))
    with open(count, encoding='utf-8') as file:
        numbers = range(1, int(file.read()) + 1)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = dict(zip(numbers, pool.map(run, numbers)))
    wrong = ['allocation %d: %s' % (number, why) for number, why in
             ((number, wrong_end(result)) for number, result in results.items()) if why]
    told = b''.join(result.stdout for result in results.values()).decode()
    wrong += ['no %s: ENOMEM' % code for code in CODES[name] if '%s: ENOMEM\n' % code not in told]
    aborted = sum(result.returncode != 0 for result in results.values())
    print('%s: %d allocations, %d of which the program ends at' % (name, len(results), aborted))
    return '\n'.join(wrong) or None


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--sanitize', action='store_true', help='with ASan and UBSan, as the library is')
    options = parser.parse_args()
    if options.sanitize:
        options.cflags += ' -fsanitize=address,undefined -fno-sanitize-recover=all'
    harness.find_build(options, library=True)
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [
            (name, lambda folder, name=name: check(options, folder, name))
            for name in harness.selected(options, list(CODES))])


if __name__ == '__main__':
    sys.exit(main())
