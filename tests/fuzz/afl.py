#!/usr/bin/env python3
"""Fuzzing with AFL++: mutants that reach new places of asyncc's code breed further ones.

    ./dev fuzz --afl 60                  an hour; what it finds goes to build/afl/findings
    tests/fuzz/afl.py --minutes 60       the same, once build/afl is there

The target (afl.c) is asyncc, instrumented, in persistent mode; what it accepts is compiled by clang.
The seeds are the smaller files of the tests, the mutants AFL++'s own and run.py's
(afl_mutator.py). At the end all that crashed or hung is tried again with the command itself, and with
--check ASYNCC the whole queue too: with a build of the preset `asan`, that finds what crashes only
there. A finding of each kind is made smaller and kept as run.py does it; the exit status says
whether there are any.
"""
import argparse
import glob
import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
sys.path.insert(0, HERE)
import harness  # noqa: E402
import run  # noqa: E402

BUILD = os.path.join(harness.ROOT, 'build', 'afl')
LARGEST = 3000


def fresh(*names):
    folder = os.path.join(BUILD, *names)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def write_seeds(folder):
    count = 0
    for text in run.seeds_of(argparse.Namespace(seeds=None)):
        if len(text) > LARGEST or '#include "' in text:
            continue
        name = hashlib.sha1(text.encode()).hexdigest()[:16]
        run.write(os.path.join(folder, name + '.c'), text)
        count += 1
    return count


def write_words(name):
    with open(name, 'w', encoding='utf-8') as file:
        for i, word in enumerate(run.SPICE):
            quoted = word.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\x0a')
            file.write('word%d=" %s "\n' % (i, quoted))


def fuzz(options, seeds, out):
    environment = dict(
        os.environ, AFL_NO_UI='1', AFL_SKIP_CPUFREQ='1', AFL_NO_AFFINITY='1', AFL_FAST_CAL='1',
        AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES='1', AFL_IGNORE_SEED_PROBLEMS='1', AFL_FORKSRV_INIT_TMOUT='60000',
        AFL_PYTHON_MODULE='afl_mutator', PYTHONPATH=HERE, PYTHONDONTWRITEBYTECODE='1')
    words = os.path.join(BUILD, 'words.dict')
    write_words(words)
    command = ['afl-fuzz', '-i', '-' if options.resume else seeds, '-o', out, '-x', words,
               '-t', '20000+', '-V', str(int(options.minutes * 60)), '-s', str(options.seed),
               os.path.join(BUILD, 'tests', 'fuzz_target')]
    with open(os.path.join(BUILD, 'afl.log'), 'w', encoding='utf-8') as log:
        return subprocess.run(command, cwd=fresh('work'), env=environment, stdout=log,
                              stderr=subprocess.STDOUT, check=False).returncode


def figures(out):
    wanted = ('run_time', 'execs_done', 'corpus_count', 'saved_crashes', 'saved_hangs',
              'bitmap_cvg')
    with open(os.path.join(out, 'default', 'fuzzer_stats'), encoding='utf-8') as stats:
        pairs = dict(line.split(':', 1) for line in stats if ':' in line)
    pairs = {k.strip(): v.strip() for k, v in pairs.items()}
    return ', '.join('%s %s' % (name, pairs.get(name, '?')) for name in wanted)


def check(options, out):
    """Tries what AFL++ kept with the command itself; how many kinds of findings there are."""
    kinds = ['crashes', 'hangs'] + (['queue'] if options.check else [])
    names = sorted(n for kind in kinds
                   for n in glob.glob(os.path.join(out, 'default', kind, 'id*')))
    probing = argparse.Namespace(
        asyncc=os.path.abspath(options.check or os.path.join(BUILD, 'compiler', 'asyncc')),
        include=os.path.join(harness.ROOT, 'include'), cc=options.cc, hang=60,
        keep=fresh('findings'))
    prober = run.Prober(probing, fresh('work'))
    found = set()
    for name in names:
        text = run.read(name)
        finding = prober.probe(text)
        key = finding and run.essence(finding)
        if not finding or key in found:
            continue
        found.add(key)
        text = run.reduce(prober, text, key)
        run.keep(probing, 'found-%d' % len(found), text, finding)
        print('FAIL found-%d: %s' % (len(found), key), flush=True)
    print('%d texts tried again, %d kinds of findings' % (len(names), len(found)))
    return len(found)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--minutes', type=float, default=10, help='how long (default: 10)')
    parser.add_argument('--seed', type=int, default=1, help='of the random numbers (default: 1)')
    parser.add_argument('--cc', default='gcc', help='compiler of what is accepted')
    parser.add_argument('--check', metavar='ASYNCC', help='try the whole queue with this command')
    parser.add_argument('--resume', action='store_true', help='go on where the last run ended')
    options = parser.parse_args()
    out = os.path.join(BUILD, 'out')
    if not options.resume:
        fresh('out')
    if options.minutes:
        seeds = fresh('seeds')
        print('%d seeds' % write_seeds(seeds), flush=True)
        status = fuzz(options, seeds, out)
        if status != 0:
            print('afl-fuzz ended with %d; see build/afl/afl.log' % status)
            return 2
    print(figures(out), flush=True)
    return 1 if check(options, out) else 0


if __name__ == '__main__':
    sys.exit(main())
