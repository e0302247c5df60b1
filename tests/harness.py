"""What the test runners share: finding the build, running commands, running cases in parallel.

A runner describes its cases as functions that give None when they pass and a text when they fail;
`run_cases` runs them, prints every failure with its text and ends with `N passed, N failed`, and
`N skipped` where a case is known to fail (`not_yet`).
"""
import argparse
import concurrent.futures
import contextlib
import glob
import importlib.util
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)


def argument_parser(doc):
    """The options that every runner has."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('names', nargs='*', metavar='NAME',
                        help='run only the cases whose name contains one of these')
    parser.add_argument('--build', help='build directory (default: the newest one in build/)')
    parser.add_argument('--asyncc', help='the command (default: the one of the build directory)')
    parser.add_argument('--include', default=os.path.join(ROOT, 'include'),
                        help='folder of asyncc.h')
    parser.add_argument('--libs', help='what programs are linked with '
                        '(default: libasyncc.a of the build directory, -luv -lpthread -lm)')
    parser.add_argument('--cc', default='gcc', help='compiler of the generated C')
    parser.add_argument('--cflags', default='', help='more options for it')
    parser.add_argument('--jobs', type=int, default=2, help='cases that run at the same time')
    parser.add_argument('--keep', metavar='DIR', help='keep what the cases make in DIR')
    parser.add_argument('--list', action='store_true', help='print the names of the cases')
    return parser


def newest(pattern):
    """The newest file that the glob pattern matches, or None."""
    found = [f for f in glob.glob(pattern, recursive=True) if os.path.isfile(f)]
    return max(found, key=os.path.getmtime, default=None)


def find_build(options, library=False):
    """Fills in options.asyncc and, where `library` asks for it, options.libs."""
    build = options.build or os.path.join(ROOT, 'build', '*')
    options.include = os.path.abspath(options.include)
    if not options.asyncc:
        options.asyncc = newest(os.path.join(build, 'compiler', 'asyncc'))
        if not options.asyncc:
            raise SystemExit('no asyncc in %s: build it, or give --asyncc' % build)
    options.asyncc = os.path.abspath(options.asyncc)
    if library and options.libs is None:
        archive = newest(os.path.join(build, 'runtime', 'libasyncc.a'))
        if not archive:
            raise SystemExit('no libasyncc.a in %s: build it, or give --libs' % build)
        options.libs = '%s -luv -lpthread -lm' % os.path.abspath(archive)


def run(command, timeout=60, **more):
    """subprocess.run with captured output; a timeout is the return code 'timed out'."""
    more.setdefault('stdin', subprocess.DEVNULL)
    try:
        return subprocess.run(command, capture_output=True, timeout=timeout, **more)
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(
            command, 'timed out', late.stdout or b'', late.stderr or b'')
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, b'', str(error).encode())


def child_setup(stack_kb=None):
    """What a test program starts with: SIGINT as in a terminal, and a C stack of that size."""
    def setup():
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if stack_kb:
            hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
            resource.setrlimit(resource.RLIMIT_STACK, (stack_kb * 1024, hard))
    return setup


def clean_environment(**more):
    """The environment without variables that change how a program under test behaves."""
    env = {k: v for k, v in os.environ.items() if not k.startswith('ASYNC_')}
    env['LC_ALL'] = 'C.UTF-8'
    env.update(more)
    return env


def head(data, lines=12):
    """The first lines of a command's output, for a failure's text."""
    text = data.decode(errors='replace').rstrip().splitlines()
    return '\n'.join(text[:lines] + (['...'] if len(text) > lines else []))


def failed_command(command, result):
    """A failure's text for a command that ended with an error."""
    return '%s: exit status %s\n%s' % (
        shlex.join(command), result.returncode, head(result.stderr or result.stdout))


def compiler_std(cc, std):
    """The spelling of a language standard that this compiler knows."""
    old_gcc = re.search(r'gcc|g\+\+', os.path.basename(shlex.split(cc)[0]))
    return std.replace('23', '2x') if old_gcc else std


def exec_tests():
    """exec/run.py as a module: it builds, runs and judges programs."""
    path = os.path.join(TESTS, 'exec', 'run.py')
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location('exec_tests', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def selected(options, names):
    """The names that the command line asks for."""
    wanted = options.names
    return [n for n in names if not wanted or any(w in n for w in wanted)]


@contextlib.contextmanager
def work_folder(options):
    """The folder in which the cases work: --keep, or one that goes away at the end."""
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
        yield os.path.abspath(options.keep)
        return
    folder = tempfile.mkdtemp(prefix='asyncc-test-')
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class NotYet(str):
    """What a case gives that fails as it says itself: why it does."""
    word = 'not yet'


def not_yet(reason, why):
    """What becomes of `why`, a case's failure or None, by its directive `// not yet: REASON`."""
    if reason is None:
        return why
    if why is None:
        return 'passes now: remove the directive "// not yet: %s"' % reason
    crashed = re.search(r'exit status (-\d|timed out)|[Ss]anitizer|memory report', why)
    return why if crashed or not reason else NotYet(reason)


def run_cases(options, work, cases):
    """Runs [(name, function of a fresh folder)], prints failures and the summary; exit status."""
    if options.list:
        print('\n'.join(name for name, _ in cases))
        return 0

    def one(name, function):
        folder = os.path.join(work, name)
        os.makedirs(folder, exist_ok=True)
        return function(folder)

    passed, failed, skipped = 0, [], 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        futures = [(name, pool.submit(one, name, function)) for name, function in cases]
        for name, future in futures:
            why = future.result()
            if why is None:
                passed += 1
            elif isinstance(why, NotYet):
                skipped += 1
                print('%s %s: %s' % (why.word, name, why), flush=True)
            else:
                failed.append(name)
                print('FAIL %s\n    %s' % (name, why.replace('\n', '\n    ')), flush=True)
    if failed:
        print('failed: ' + ' '.join(failed))
    print('%d passed, %d failed%s' % (
        passed, len(failed), ', %d skipped' % skipped if skipped else ''))
    return 1 if failed or not cases else 0
