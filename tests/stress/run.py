#!/usr/bin/env python3
"""Random operations on the runtime, checked against a model: program.c says what is checked.

    tests/stress/run.py                             # seeds 1 to 8
    tests/stress/run.py --seeds 1000                # seeds 1 to 1000: some minutes
    tests/stress/run.py --from 500 --seeds 100 --sanitize

A seed that fails is run again with fewer operations, and reported with the smallest number of them
that was found to fail, and the command that runs just that. The case "finds" has the model lose an
item, and wants to be told of it.
"""
import os
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

OPERATIONS = 10000
CHUNK = 25  # seeds of one case


def build(options, folder):
    """The program; it ends the run when it cannot be built."""
    generated = os.path.join(folder, 'program.async.c')
    program = os.path.join(folder, 'program')
    flags = ['-fsanitize=address,undefined'] if options.sanitize else ['-O1']
    commands = [
        [options.asyncc, '-std=gnu11', '-I', options.include, '-o', generated,
         os.path.join(HERE, 'program.c')],
        shlex.split(options.cc) + ['-std=gnu11', '-g', '-Wall', '-Wextra', '-Werror'] + flags +
        shlex.split(options.cflags) + ['-I', options.include, generated, '-o', program] +
        shlex.split(options.libs),
    ]
    for command in commands:
        result = harness.run(command, 300)
        if result.returncode != 0:
            raise SystemExit(harness.failed_command(command, result))
    return program


def attempt(program, seed, operations, *more):
    """(whether it failed, what it said)."""
    command = [program, str(seed), str(operations)] + list(more)
    result = harness.run(command, 60, env=harness.clean_environment())
    return result.returncode != 0, result


def shortest(program, seed, *more):
    """The smallest number of operations that was found to fail, by halving."""
    works, fails = 0, OPERATIONS
    while fails - works > 1:
        middle = (works + fails) // 2
        if attempt(program, seed, middle, *more)[0]:
            fails = middle
        else:
            works = middle
    return fails


def report(program, seed, *more):
    operations = shortest(program, seed, *more)
    _, result = attempt(program, seed, operations, *more)
    return 'seed %d fails with %d operations: exit status %s\n%s\nrun: %s' % (
        seed, operations, result.returncode, harness.head(result.stdout + result.stderr, 20),
        shlex.join([program, str(seed), str(operations)] + list(more)))


def chunk(program, seeds):
    """A case: the first of these seeds that fails."""
    def run(_folder):
        for seed in seeds:
            if attempt(program, seed, OPERATIONS)[0]:
                return report(program, seed)
        return None
    return run


def finds(program):
    """A case: a model that loses an item fails, and the shortest run that does is much shorter."""
    def run(_folder):
        failed, _ = attempt(program, 1, OPERATIONS, 'lose')
        if not failed:
            return 'an item that is lost is not missed'
        operations = shortest(program, 1, 'lose')
        return None if operations < OPERATIONS // 4 else 'shrunk to %d operations only' % operations
    return run


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--seeds', type=int, default=8, help='how many')
    parser.add_argument('--from', type=int, default=1, dest='first', help='the first one')
    parser.add_argument('--sanitize', action='store_true', help='with ASan, UBSan and leak check')
    options = parser.parse_args()
    harness.find_build(options, library=True)
    with harness.work_folder(options) as work:
        program = build(options, work)
        end = options.first + options.seeds
        cases = [('finds', finds(program))]
        for seed in range(options.first, end, CHUNK):
            seeds = range(seed, min(seed + CHUNK, end))
            cases.append(('seeds-%d-%d' % (seeds[0], seeds[-1]), chunk(program, seeds)))
        wanted = harness.selected(options, [name for name, _ in cases])
        return harness.run_cases(options, work, [c for c in cases if c[0] in wanted])


if __name__ == '__main__':
    sys.exit(main())
