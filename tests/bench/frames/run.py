#!/usr/bin/env python3
"""Frames of ten async functions, beside C++20 coroutines and Rust futures; a table of bytes.

    run.py [--asyncc COMMAND] [--include FOLDER]

asyncc: what --emit=frames says (tests/emit compares that with the compiled C). C++20: what clang++
-O2 asks operator new for, callees included. Rust: size_of_val of the future. Callees that are not
seen are a pointer in asyncc; in C++ and Rust the awaited leaf is the smallest that there is.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))
import harness  # noqa: E402

CXX = ['clang++-19', '-O2', '-std=c++20']
RUST = ['rustc', '-O', '--edition', '2021']
SLACK = 16


def output(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def ours(options):
    """{name: bytes} of frames.c."""
    text = output([options.asyncc, '-I', options.include, '--emit=frames',
                   os.path.join(HERE, 'frames.c')])
    return {name: int(size) for name, size in
            re.findall(r'^(\w+) \(.*?\): (\d+) bytes', text, re.M)}


def peer(compiler, source):
    """{name: bytes} as the peer's program prints them, or {} where there is no compiler."""
    if not shutil.which(compiler[0]):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, 'program')
        subprocess.run(compiler + [os.path.join(HERE, source), '-o', program], check=True)
        return {line.split()[0]: int(line.split()[1]) for line in output([program]).splitlines()}


def main():
    parser = harness.argument_parser(__doc__)
    options = parser.parse_args()
    harness.find_build(options)
    columns = [ours(options), peer(CXX, 'frames.cpp'), peer(RUST, 'frames.rs')]
    names = list(re.findall(r'^async \w+ (\w+)\([^;\n]*\)(?: {.*)?$', open(
        os.path.join(HERE, 'frames.c'), encoding='utf-8').read(), re.M))
    print('| function | asyncc | C++20 | Rust | beyond the smaller + %d |' % SLACK)
    print('| --- | ---: | ---: | ---: | ---: |')
    for name in names:
        sizes = [column.get(name) for column in columns]
        least = min(size for size in sizes[1:] if size is not None)
        beyond = max(0, sizes[0] - least - SLACK)
        print('| `%s` | %s | %s |' % (name, ' | '.join(str(s or '') for s in sizes),
                                      beyond or ''))
    return 0


if __name__ == '__main__':
    sys.exit(main())
