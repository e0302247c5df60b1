#!/usr/bin/env python3
"""gdb's view of coroutines, by share/asyncc/gdb/asyncc.py, with real gdb in batch mode.

locals/-O0, -O2   every local of every suspended frame of a chain three deep has its value; so in a core
                  file, which the live process is asked for, and which `asyncc ps` tells, too
break             a breakpoint on a line of an async function stops once for each execution
next              `next` and `async next` go over an await to the next line of the same function; after
                  `set async-next off`, `next` goes where it always went
plain_next        ... which is also what it does everywhere else, over functions of all kinds
step              `step` goes into what is awaited
loops             tasks of two loops, and the printers of what they wait for
loaded            the script is loaded by itself where the folder is trusted, and is not elsewhere
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
TOLD = [
    r"^3 tasks$", r"^task 'main': running$", r"^task 'the one' \(spawned at chain.c:45\): waiting$",
    r'^  outer \(chain.c:30\) awaits middle$', r'^  middle \(chain.c:21\) awaits inner$',
    r'^  inner \(chain.c:12\) awaits async_sleep', r"^task 'locks' \(spawned at chain.c:46\): waiting$",
]
LOOPS = [
    r"^\d 'main': running in main at loops.c:\d+",
    r"^\d 'far_away'.*: waiting in rest at loops.c:18, async_sleep$",
    r"^\d 'waits' \(spawned at loops.c:39\): waiting in waits at loops.c:30, async_event_wait$",
    r"^\d 'meets'.* async_barrier_wait$", r"^\d 'looks'.*: waiting in looks at loops.c:32, future of loops.c:38$",
    r'^#0  rest \(far=42\) at loops.c:18 awaits async_sleep$', r'^#1  far_away \(number=41\) at loops.c:22 awaits rest$',
    r'^far = 42$', r'^deeper = 84$', r'^ready = not set, 1 waiting$', r'^semaphore = 2 left, 0 waiting$',
    r'^condition = notified \d times, 0 waiting$', r'^barrier = 1 of 2, 1 waiting$',
    r"^future 'future' of loops.c:38: not done$",
]
COMMANDS = ['async tasks', 'async bt the one', 'async locals 0', 'async locals 1', 'async locals 2',
            'async frame 1', 'async print sum + i + 100',
            'async handle task', r'printf "lock = "', 'output lock', r'printf "\n"', 'async queue queue']


def build(options, folder, level, name='chain'):
    """None, or why the program was not built."""
    shutil.copy(os.path.join(HERE, name + '.c'), folder)
    for command in (
            [options.asyncc, '-I', options.include, '-o', name + '.async.c', name + '.c'],
            shlex.split(options.cc) + ['-g', level, '-I', options.include, name + '.async.c', '-o', name]
            + shlex.split(options.libs)):
        result = harness.run(command, cwd=folder)
        if result.returncode != 0:
            return harness.failed_command(command, result)
    return None


def gdb(folder, commands, *arguments, first=('-ex', 'source ' + SCRIPT), **environment):
    command = ['gdb', '-batch', '-nx', '-iex', 'set debuginfod enabled off', '-ex', 'set confirm off']
    command += first
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
    why = missing(gdb(folder, COMMANDS, './chain', 'core.chain'), WANTED)
    told = harness.run([options.asyncc, 'ps', 'core.chain', './chain'], cwd=folder)
    return why or missing((told.stdout + told.stderr).decode(errors='replace'), TOLD)


def check_break(options, folder):
    why = build(options, folder, '-O0')
    if why:
        return why
    said = gdb(folder, ['break chain.c:12', 'run'] + ['continue'] * 4, './chain')
    stops = len(re.findall(r'^Breakpoint 1, ', said, re.M))
    return None if stops == 2 else 'stopped %d times, not twice:\n%s' % (stops, said)


def places(said):
    """[(function, line)] of the places in the source that were shown."""
    return [(name, int(line)) for name, line in
            re.findall(r'^(?:#0  (?:0x\w+ in )?)?(\w+) \(.*\) at .*chain\.c:(\d+)$', said, re.M)]


def check_next(options, folder):
    why = build(options, folder, '-O0')
    if why:
        return why
    wanted = [10, 11, 12, 13, 21, 19, 20, 21]
    for word in ('async next', 'next', 'n'):
        said = gdb(folder, ['tbreak chain.c:9', 'run'] + [word] * 8, './chain')
        lines = [line for _, line in places(said)]
        if lines[:8] != wanted:
            return '%s: lines %s, not %s:\n%s' % (word, lines, wanted, said)
    said = gdb(folder, ['tbreak chain.c:9', 'run', 'next 4', 'set async-next off'] + ['next'] * 6, './chain')
    if [line for _, line in places(said)].count(13) != 1 or 'async__trampoline' not in said:
        return 'async-next off: %s' % said
    return None


PLAIN = '''#include <math.h>
#include <stdio.h>
static inline __attribute__((always_inline)) int inlined(int n)
{
    n++;
    return n * 2;
}
static int deep(int n) { return n ? deep(n - 1) + 1 : 0; }
int main(void)
{
    int sum = 0;
    for (int i = 0; i < 3; i++) sum += deep(100);
    sum += inlined(sum);
    sum += (int)sqrt(sum);
    for (int i = 0; i < 2; i++) {
        sum += deep(i);
    }
    printf("%d\\n", sum); puts("");
    if (sum)
        sum = deep(2) + inlined(1);
    return sum == 0;
}
'''


def check_plain_next(options, folder):
    """gdb's own `next` and ours stop at the same places."""
    with open(os.path.join(folder, 'plain.c'), 'w', encoding='utf-8') as file:
        file.write(PLAIN)
    for level in ('-O0', '-O2'):
        built = harness.run(shlex.split(options.cc) + ['-g', level, 'plain.c', '-o', 'plain', '-lm'], cwd=folder)
        if built.returncode != 0:
            return built.stderr.decode()
        commands = ['break main', 'run', 'next', 'next 2'] + ['next'] * 14
        own = gdb(folder, commands, './plain', first=())
        ours = gdb(folder, commands, './plain')
        own, ours = (re.sub(r'process \d+', '', said).split('Breakpoint 1, ')[-1] for said in (own, ours))
        if own != ours:
            return '%s: gdb\n%s\nours\n%s' % (level, own, ours)
    return None


def check_step(options, folder):
    why = build(options, folder, '-O0')
    if why:
        return why
    said = gdb(folder, ['tbreak chain.c:30', 'run'] + ['step'] * 4 + ['info source', 'frame'], './chain')
    if not re.search(r'^18\t', said, re.M) or places(said)[-1] not in (('middle__run', 18), ('middle__run', 19)):
        return 'step is not in middle:\n' + said
    said = gdb(folder, ['tbreak chain.c:30', 'run', 'async step'], './chain')
    return None if places(said)[-1] == ('middle__run', 18) else 'async step is not in middle:\n' + said


def check_loops(options, folder):
    commands = ['run', 'async tasks', 'async bt far_away', 'async locals 0', 'async bt looks']
    for name in ('ready', 'semaphore', 'condition', 'barrier'):  # used, so that -O2 keeps them
        commands += ['printf "%s = "' % name, 'output ' + name, r'printf "\n"']
    for level in ('-O0', '-O2'):
        why = build(options, folder, level, 'loops')
        if why:
            return why
        why = missing(gdb(folder, commands + ['async handle future'], './loops'), LOOPS)
        if why:
            return level + ': ' + why
    return None


def check_loaded(options, folder):
    why = build(options, folder, '-O0')
    if why:
        return why
    commands = ['tbreak chain.c:12', 'run', 'async tasks']
    trusted = gdb(folder, commands, './chain', first=('-iex', 'add-auto-load-safe-path ' + folder))
    why = missing(trusted, [r"^2 'the one' \(spawned at chain.c:45\): running in outer"])
    other = gdb(folder, commands, './chain', first=('-iex', 'set auto-load safe-path /nowhere'))
    return why or ('loaded all the same: ' + other if "'the one'" in other else None)


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options, library=True)
    if not shutil.which('gdb'):
        print('no gdb: nothing was tried')
        return 0
    cases = {'locals/' + level: lambda folder, level=level: check_locals(options, folder, level)
             for level in ('-O0', '-O2')}
    cases['break'] = lambda folder: check_break(options, folder)
    for name, check in (('next', check_next), ('plain_next', check_plain_next), ('step', check_step),
                        ('loops', check_loops), ('loaded', check_loaded)):
        cases[name] = lambda folder, check=check: check(options, folder)
    with harness.work_folder(options) as work:
        return harness.run_cases(
            options, work, [(n, cases[n]) for n in harness.selected(options, list(cases))])


if __name__ == '__main__':
    sys.exit(main())
