#!/usr/bin/env python3
"""gdb's view of coroutines, by share/asyncc/gdb/asyncc.py, with real gdb in batch mode.

locals/-O0, -O2   every local of every suspended frame of a chain three deep has its value; so in a core
                  file, which the live process is asked for
break             a breakpoint on a line of an async function stops once for each execution
next              async next goes over an await to the next line of the same function
"""
import os
import re
import shlex
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

SCRIPT = os.path.join(harness.ROOT, 'share', 'asyncc', 'gdb', 'asyncc.py')

WANTED = [
    r"^1 'main': running in main at chain.c:\d+",
    r"^2 'the one' \(spawned at chain.c:45\): waiting in inner at chain.c:12, async_sleep$",
    r'^#0  inner \(n=7, word=0x\w+ "word"\) at chain.c:12 awaits async_sleep$',
    r'^#1  middle \(p=\{a = 5, b = 2.5\}, times=9\) at chain.c:21 awaits inner$',
    r'^#2  outer \(x=5\) at chain.c:30 awaits middle$',
    r'^n = 7$', r'^word = 0x\w+ "word"$', r'^square = 49$', r'^text = "inner\\000\\000"$',
    r'^pair = \{a = 7, b = 0.5\}$',
    r'^p = \{a = 5, b = 2.5\}$', r'^times = 9$', r'^sum = 0$', r'^i = 7$', r"^byte = 200 ",
    r'^x = 5$', r'^list = \{1, 2, 3\}$', r'^function = 0x\w+ <abs>$',
    r'^107$',
    r"^task 'the one' of chain.c:45: not done$", r'^lock = locked, 1 waiting$',
    r'^2 items of 4; to get: 0 waiting; to put: 0 waiting$', r'^\[0\] = 11$', r'^\[1\] = 22$',
]
COMMANDS = ['async tasks', 'async bt the one', 'async locals 0', 'async locals 1', 'async locals 2',
            'async frame 1', 'async print sum + i + 100',
            'async handle task', r'printf "lock = "', 'output lock', r'printf "\n"', 'async queue queue']


def build(options, folder, level):
    """None, or why the program was not built."""
    shutil.copy(os.path.join(HERE, 'chain.c'), folder)
    for command in (
            [options.asyncc, '-I', options.include, '-o', 'chain.async.c', 'chain.c'],
            shlex.split(options.cc) + ['-g', level, '-I', options.include, 'chain.async.c', '-o', 'chain']
            + shlex.split(options.libs)):
        result = harness.run(command, cwd=folder)
        if result.returncode != 0:
            return harness.failed_command(command, result)
    return None


def gdb(folder, commands, *arguments, **environment):
    command = ['gdb', '-batch', '-nx', '-ex', 'set confirm off', '-ex', 'set debuginfod enabled off',
               '-ex', 'source ' + SCRIPT]
    for one in commands:
        command += ['-ex', one]
    result = harness.run(command + list(arguments), timeout=100, cwd=folder,
                         env=harness.clean_environment(**environment))
    return (result.stdout + result.stderr).decode(errors='replace')


def missing(output, wanted):
    lost = [w for w in wanted if not re.search(w, output, re.M)]
    return 'not shown: %s\ngdb said:\n%s' % (lost, output) if lost else None


def check_locals(options, folder, level):
    why = build(options, folder, level)
    if why:
        return why
    live = gdb(folder, ['run'] + COMMANDS + ['generate-core-file core.chain'], './chain', STOP_HERE='1')
    why = missing(live, WANTED)
    if why or not os.path.exists(os.path.join(folder, 'core.chain')):
        return why
    return missing(gdb(folder, COMMANDS, './chain', 'core.chain'), WANTED)


def check_break(options, folder):
    why = build(options, folder, '-O0')
    if why:
        return why
    said = gdb(folder, ['break chain.c:12', 'run'] + ['continue'] * 4, './chain')
    stops = len(re.findall(r'^Breakpoint 1, ', said, re.M))
    return None if stops == 2 else 'stopped %d times, not twice:\n%s' % (stops, said)


def check_next(options, folder):
    why = build(options, folder, '-O0')
    if why:
        return why
    said = gdb(folder, ['tbreak chain.c:9', 'run'] + ['async next'] * 5, './chain')
    lines = [int(n) for n in re.findall(r'^#0 .*chain\.c:(\d+)$', said, re.M)]
    wanted = [10, 11, 12, 13, 21]
    return None if lines == wanted else 'lines %s, not %s:\n%s' % (lines, wanted, said)


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options, library=True)
    if not shutil.which('gdb'):
        print('no gdb: nothing was tried')
        return 0
    cases = {'locals/' + level: lambda folder, level=level: check_locals(options, folder, level)
             for level in ('-O0', '-O2')}
    cases['break'] = lambda folder: check_break(options, folder)
    cases['next'] = lambda folder: check_next(options, folder)
    with harness.work_folder(options) as work:
        return harness.run_cases(
            options, work, [(n, cases[n]) for n in harness.selected(options, list(cases))])


if __name__ == '__main__':
    sys.exit(main())
