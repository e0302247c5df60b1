#!/usr/bin/env python3
"""Which lines of runtime/ the tests have run, from what gcov counted in a build with ASYNCC_COVERAGE.

    tests/coverage.py build/coverage             # the figures, file by file
    tests/coverage.py build/coverage --missed    # and the lines that no test has run
    tests/coverage.py build/coverage --forget    # before another run of the tests

`./dev coverage` does all of it: builds, forgets, runs the tests, prints the figures. Exit status 1 below
the goal. A program that ends by abort or a signal counts nothing.
"""
import argparse
import collections
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNTIME = os.path.join(ROOT, 'runtime')


def counts_of(folder, objects):
    """{file: {line: times}} of the files in runtime/."""
    lines = collections.defaultdict(dict)
    for at in range(0, len(objects), 20):
        command = ['gcov', '--json-format', '--stdout'] + objects[at:at + 20]
        result = subprocess.run(command, cwd=folder, capture_output=True, check=True)
        for line in result.stdout.splitlines():
            unit = json.loads(line)
            for entry in unit['files']:
                path = os.path.normpath(
                    os.path.join(unit['current_working_directory'], entry['file']))
                if not path.startswith(RUNTIME + os.sep):
                    continue
                known = lines[os.path.relpath(path, ROOT)]
                for counted in entry['lines']:
                    number = counted['line_number']
                    known[number] = max(known.get(number, 0), counted['count'])
    return lines


def print_missed(path, counts):
    with open(os.path.join(ROOT, path), encoding='utf-8') as source:
        text = source.read().splitlines()
    for number in sorted(n for n, times in counts.items() if not times):
        print('    %s:%d: %s' % (path, number, text[number - 1].strip()))


def report(lines, missed, goal):
    run = total = 0
    for path in sorted(lines):
        counts = lines[path]
        hit = sum(1 for times in counts.values() if times)
        run, total = run + hit, total + len(counts)
        print('%6.1f %%  %4d of %4d  %s' % (100 * hit / len(counts), hit, len(counts), path))
        if missed:
            print_missed(path, counts)
    share = 100 * run / total
    print('%6.1f %%  %4d of %4d lines of runtime/; the goal is %g %%' % (share, run, total, goal))
    return 0 if share >= goal else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build', help='the build directory')
    parser.add_argument('--missed', action='store_true', help='print the lines that were not run')
    parser.add_argument('--forget', action='store_true', help='delete what was counted')
    parser.add_argument('--goal', type=float, default=95, help='in percent (default: 95)')
    options = parser.parse_args()
    folder = os.path.join(os.path.abspath(options.build), 'runtime')
    objects = sorted(glob.glob(os.path.join(folder, '**', '*.gcda'), recursive=True))
    if options.forget:
        for path in objects:
            os.remove(path)
        return 0
    if not objects:
        raise SystemExit('nothing was counted in %s: run the tests of a build with ASYNCC_COVERAGE'
                         % options.build)
    return report(counts_of(folder, objects), options.missed, options.goal)


if __name__ == '__main__':
    sys.exit(main())
