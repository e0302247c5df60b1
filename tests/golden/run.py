#!/usr/bin/env python3
"""Golden tests: the text that asyncc writes, kept beside the source it comes from.

NAME.c is translated with --no-line and compared with NAME.expected.c; a difference is shown as a
unified diff. --bless takes what asyncc writes now as what it should write. The expected texts are
compiled too, without a warning, by each compiler of --ccs that the machine has.
"""
import difflib
import os
import shlex
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

STD = 'gnu11'


def translate(options, name):
    """(the generated text, None), or (None, why not)."""
    command = [options.asyncc, '-std=' + STD, '-I', options.include, '--no-line', '-o', '-',
               name + '.c']
    result = harness.run(command, cwd=HERE)
    if result.returncode != 0:
        return None, harness.failed_command(command, result)
    return result.stdout.decode(), None


def compile_text(options, name, text, folder):
    """None, or why the generated text does not compile."""
    source = os.path.join(folder, name + '.c')
    with open(source, 'w', encoding='utf-8') as out:
        out.write(text)
    for cc in options.ccs.split(','):
        if not shutil.which(shlex.split(cc)[0]):
            continue
        for level in ('-O0', '-O2'):
            command = shlex.split(cc) + [
                '-std=' + STD, level, '-Wall', '-Wextra', '-Werror', '-I', options.include,
                '-c', source, '-o', os.devnull]
            result = harness.run(command)
            if result.returncode != 0:
                return harness.failed_command(command, result)
    return None


def run_case(options, name, folder):
    text, why = translate(options, name)
    if why:
        return why
    path = os.path.join(HERE, name + '.expected.c')
    if options.bless:
        with open(path, 'w', encoding='utf-8') as out:
            out.write(text)
    if not os.path.exists(path):
        return 'no %s.expected.c: --bless writes it' % name
    with open(path, encoding='utf-8') as expected:
        lines = list(difflib.unified_diff(
            expected.read().splitlines(), text.splitlines(),
            name + '.expected.c', 'what asyncc writes', lineterm=''))
    if lines:
        return '\n'.join(lines[:60])
    return compile_text(options, name, text, folder)


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--bless', action='store_true', help='rewrite the expected texts')
    parser.add_argument('--ccs', default='gcc,clang-14,clang-19',
                        help='compilers of the generated texts')
    options = parser.parse_args()
    harness.find_build(options)
    names = sorted(f[:-2] for f in os.listdir(HERE)
                   if f.endswith('.c') and not f.endswith('.expected.c'))
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [
            (name, lambda folder, name=name: run_case(options, name, folder))
            for name in harness.selected(options, names)])


if __name__ == '__main__':
    sys.exit(main())
