#!/usr/bin/env python3
"""The runtime's exec tests under many orders of the ready queue.

    tests/seeds/run.py                       # ASYNC_SEED=1 to 3, as in `./dev test`
    tests/seeds/run.py --seeds 100           # as in `./dev test --all`
    tests/seeds/run.py --seeds 100 --sanitize task/cancel

Which line is printed first may differ from seed to seed; what may not: a program ends, with the exit
status that it should have, without a memory error, and twice the same way under the same seed. The cases
of exec/conformance and exec/trap check what holds under any order, so they print what they always do.
Programs that use threads or real time are left out: nothing repeats there.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path.insert(0, TESTS)
import harness  # noqa: E402

GROUPS = ['combine', 'defer', 'generator', 'status', 'sync', 'task', 'trap']
# Written for one order: in another, somebody waits for what another has taken; or where the C stack ends,
# which the system moves from run to run, decides how often the queue is drawn from.
ORDERED = {'sync/barrier', 'sync/combined', 'sync/queue', 'sync/queue_close', 'combine/deep_cancel'}
REAL = re.compile(r'pthread|async_blocking|async_workers|async_spawn_on|usleep|clock\(|uv_|SIGINT')


def text_of(path):
    files = [path] if path.endswith('.c') else [os.path.join(path, f) for f in os.listdir(path)]
    return ''.join(open(f, encoding='utf-8').read() for f in files)


def outcome(runner, options, case, program, seed):
    case.directives['env'] = [e for e in case.all('env') if not e.startswith('ASYNC_')] + [
        'ASYNC_SEED=%d' % seed, 'ASYNC_VIRTUAL_TIME=1']
    return runner.execute(options, case, program)


def case_of(runner, options, path, same_output):
    def run(folder):
        case = runner.Case(path)
        if case.one('not yet'):
            return None
        program, why = runner.Builder(options, case, folder).program()
        case.directives.pop('stderr', None)
        for seed in range(1, options.seeds + 1):
            if why:
                break
            first = outcome(runner, options, case, program, seed)
            why = runner.judge(case, first, case.expected if same_output else None)
            again = outcome(runner, options, case, program, seed)
            if not why and (first.stdout, first.returncode) != (again.stdout, again.returncode):
                why = 'differs from run to run'
            if why:
                why = 'ASYNC_SEED=%d: %s' % (seed, why)
        return why
    return run


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--seeds', type=int, default=3, help='1 to this one')
    parser.add_argument('--sanitize', action='store_true', help='with ASan, UBSan and leak check')
    options = parser.parse_args()
    options.std, options.no_line, options.valgrind = 'gnu11', False, False
    harness.find_build(options, library=True)
    runner = harness.exec_tests()
    cases = []
    for group in GROUPS:
        folder = os.path.join(TESTS, 'exec', group)
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            title = '%s/%s' % (group, name[:-2] if name.endswith('.c') else name)
            if name.endswith('.c') or os.path.isdir(path):
                if title not in ORDERED and not REAL.search(text_of(path)):
                    cases.append((title, case_of(runner, options, path, group == 'trap')))
    with harness.work_folder(options) as work:
        wanted = harness.selected(options, [name for name, _ in cases])
        return harness.run_cases(options, work, [c for c in cases if c[0] in wanted])


if __name__ == '__main__':
    sys.exit(main())
