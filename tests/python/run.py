#!/usr/bin/env python3
"""The same program in C and in Python: both have to print the same.

NAME.c is a dialect program, NAME.py what it says in Python; pair.h and pair.py hold what they
print with. Python is the oracle for what the dialect takes over from it: generators, try/finally
as defer, asyncio. Where the two differ on purpose, the Python half says so in a comment. Both run
in virtual time.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402


def build(options, name, folder):
    """(the program, None), or (None, why not)."""
    source, generated = os.path.join(HERE, name + '.c'), os.path.join(folder, name + '.async.c')
    program = os.path.join(folder, name)
    flags = ['-fsanitize=address,undefined'] if options.sanitize else []
    for command in (
            [options.asyncc, '-std=gnu11', '-I', options.include, source, '-o', generated],
            options.cc.split() + ['-std=gnu11', '-g', '-Wall', '-Wextra', '-Werror', '-I', options.include,
                                  '-I', HERE, generated, '-o', program] + flags + options.libs.split()):
        result = harness.run(command)
        if result.returncode != 0:
            return None, harness.failed_command(command, result)
    return program, None


def run_case(options, name, folder):
    program, why = build(options, name, folder)
    if why:
        return why
    env = harness.clean_environment(ASYNC_VIRTUAL_TIME='1')
    ours = harness.run([program], 30, env=env)
    theirs = harness.run([sys.executable, os.path.join(HERE, name + '.py')], 30)
    if theirs.returncode != 0:
        return harness.failed_command(['python3', name + '.py'], theirs)
    if ours.returncode != 0:
        return harness.failed_command([program], ours)
    want, got = theirs.stdout.decode().splitlines(), ours.stdout.decode().splitlines()
    for number, (a, b) in enumerate(zip(want + [''], got + ['']), 1):
        if a != b:
            return 'line %d\n  python %r\n  asyncc %r' % (number, a, b)
    return None if len(want) == len(got) else 'python prints %d lines, asyncc %d' % (len(want), len(got))


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--sanitize', action='store_true', help='with ASan, UBSan and leak check')
    options = parser.parse_args()
    harness.find_build(options, library=True)
    names = sorted(f[:-3] for f in os.listdir(HERE) if f.endswith('.py') and f not in ('run.py', 'pair.py'))
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [
            (name, lambda folder, name=name: run_case(options, name, folder))
            for name in harness.selected(options, names)])


if __name__ == '__main__':
    sys.exit(main())
