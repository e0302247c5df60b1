#!/usr/bin/env python3
"""Mistakes: programs with one error of the user's each, and who catches it.

The first line says what happens:

    // caught: compile PATTERN   asyncc or the C compiler (-Wall -Wextra) reports it in such words
    // caught: run PATTERN       the program, run with ASYNC_DEBUG=1, says so on stderr
    // caught: plain PATTERN     the C compiler stops at the file when asyncc was left out
    // not caught: REASON        nothing says so, and why; it must not crash without a word either

A second line `// flags: ...` holds options for asyncc. The run ends with how many are caught: at
least nine of ten, and no crash without a message among them all.
"""
import glob
import os
import re
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

CAUGHT = re.compile(r'^// caught: (compile|run|plain) ?(.*)$', re.M)
LEFT = re.compile(r'^// not caught: (.+)$', re.M)
FLAGS = re.compile(r'^// flags: (.*)$', re.M)
ENOUGH = 0.9


class Mistake:
    def __init__(self, options, name, folder):
        self.options, self.name, self.folder = options, name, folder
        self.source = os.path.join(HERE, name + '.c')
        with open(self.source, encoding='utf-8') as file:
            self.text = file.read()

    def translate(self):
        """(whether it was translated, what was said)"""
        flags = FLAGS.search(self.text)
        command = [self.options.asyncc, '-I', self.options.include, '-o', 'made.c', self.source]
        result = harness.run(command + shlex.split(flags.group(1) if flags else ''),
                             cwd=self.folder)
        return result.returncode == 0, result.stderr.decode(errors='replace')

    def build(self, source, *more):
        command = [self.options.cc, '-std=gnu11', '-g', '-Wall', '-Wextra', '-I',
                   self.options.include, source, *more]
        result = harness.run(command, cwd=self.folder)
        return result.returncode == 0, result.stderr.decode(errors='replace')

    def run(self):
        """(exit status, stderr) of the program, as somebody who looks for a mistake runs it."""
        result = harness.run(['./program'], cwd=self.folder, timeout=30,
                             env=harness.clean_environment(ASYNC_DEBUG='1'),
                             preexec_fn=harness.child_setup())
        return result.returncode, result.stderr.decode(errors='replace')

    def by_compiler(self):
        translated, said = self.translate()
        if translated:
            said += self.build('made.c', '-fsyntax-only')[1]
        return said

    def by_running(self):
        """(why it cannot be run, or None; exit status; what it said)"""
        translated, said = self.translate()
        if not translated:
            return 'not translated\n' + said, 0, ''
        libs = [os.path.abspath(lib) if lib.endswith('.a') else lib
                for lib in shlex.split(self.options.libs)]
        built, said = self.build('made.c', '-o', 'program', *libs)
        if not built:
            return 'not compiled\n' + said, 0, ''
        return (None, *self.run())


def is_silent_crash(status, said):
    return isinstance(status, int) and (status in (-11, -7, -8, -4) or (status < 0 and not said))


def check_caught(mistake, where, pattern):
    if where == 'run':
        why, status, said = mistake.by_running()
        if why:
            return why
        if is_silent_crash(status, said):
            return 'exit status %s\n%s' % (status, said)
    elif where == 'plain':
        built, said = mistake.build(mistake.source, '-fsyntax-only')
        if built:
            return 'compiled without asyncc'
    else:
        said = mistake.by_compiler()
        if not re.search('error|warning', said):
            return 'nothing was reported'
    return None if re.search(pattern, said) else 'not /%s/: %s' % (pattern, said)


def check_left(mistake):
    why, status, said = mistake.by_running()
    if why:
        return 'is caught: ' + why
    return 'exit status %s\n%s' % (status, said) if is_silent_crash(status, said) else None


def check(options, name, folder):
    mistake = Mistake(options, name, folder)
    caught, left = CAUGHT.search(mistake.text), LEFT.search(mistake.text)
    if caught:
        return check_caught(mistake, *caught.groups())
    return check_left(mistake) if left else 'says neither "// caught:" nor "// not caught:"'


def count(names):
    """(caught, all) of these."""
    caught = 0
    for name in names:
        with open(os.path.join(HERE, name + '.c'), encoding='utf-8') as file:
            caught += CAUGHT.search(file.read()) is not None
    return caught, len(names)


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options, library=True)
    everything = sorted(os.path.basename(f)[:-2] for f in glob.glob(os.path.join(HERE, '*.c')))
    with harness.work_folder(options) as work:
        status = harness.run_cases(options, work, [
            (name, lambda folder, name=name: check(options, name, folder))
            for name in harness.selected(options, everything)])
    caught, all_of_them = count(everything)
    print('%d mistakes, %d caught' % (all_of_them, caught))
    return status or int(caught < ENOUGH * all_of_them)


if __name__ == '__main__':
    sys.exit(main())
