#!/usr/bin/env python3
"""What is read when a coroutine is looked into: one function, by four compilers.

    run.py            docs/reading.md shows what asyncc makes of fetch.c today
    run.py --bless    writes it anew, with the excerpts and the table of the other compilers; needs
                      clang++-19, rustc and valac (Debian's packages)

asyncc   the resume function, without #line
C++20    the .resume function in LLVM's IR, clang++ -O1
Rust     the poll function in MIR, rustc -O
Vala     the _co function of the C that valac writes

Counted is what a reader has before him: the lines of that function, and how many of the source
function's lines with code can be found again in it, but for the prefix of names that moved.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

PAGE = os.path.join(harness.ROOT, 'docs', 'reading.md')

# name, source, its function's first line, command that writes `out`, first line of what is read
PEERS = [
    ('C++20', 'fetch.cpp', r'^task<int> fetch\(', 'clang++-19 -std=c++20 -O1 -fno-exceptions -S -emit-llvm -o out {}',
     r'^define [^\n]*fetch[^\n]*\.resume\('),
    ('Rust', 'fetch.rs', r'^pub async fn fetch', 'rustc --edition 2021 --crate-type lib --emit=mir -O -o out {}',
     r'^fn fetch::\{closure#0\}\('),
    ('Vala', 'fetch.vala', r'^async int fetch', 'valac -C --pkg gio-2.0 -d . {} && mv fetch.c out',
     r'^static gboolean\nfetch_co \(FetchData\* _data_\)\n\{'),
]
EXCERPT = 24


def function_in(text, begin):
    """The function that begins there, to the first } in the first column."""
    found = re.search(begin + r'.*?^\}', text, re.M | re.S)
    return found.group(0).split('\n') if found else None


def plain(line):
    """A line without comments, prefixes of names that moved, and needless space."""
    line = re.sub(r'/\*.*?\*/|//.*', '', line)
    return re.sub(r'\s+', ' ', re.sub(r'\bself->|\b_data_->', '', line)).strip()


def found_again(source, output):
    lines = [plain(line) for line in source]
    lines = [line for line in lines if re.search(r'\w', line)]
    there = {plain(line) for line in output}
    return sum(line in there for line in lines), len(lines)


def read(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as file:
        return file.read()


def ours(options):
    """What asyncc makes of the function: from the comment above the frame to the end."""
    source = os.path.join(HERE, 'fetch.c')
    result = harness.run([options.asyncc, '-I', options.include, '--no-line', '-o', '-', source])
    if result.returncode != 0:
        sys.exit(result.stderr.decode())
    return function_in(result.stdout.decode(), r'^static inline async_step_t fetch__run')


def row(name, source, output):
    again, of = found_again(source, output)
    return '| %s | %d | %d | %d of %d |' % (name, len(source), len(output), again, of)


def theirs(peer):
    """(row of the table, the lines around the first await)"""
    name, source, begin, command, end = peer
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(command.format(os.path.join(HERE, source)), shell=True, check=True, cwd=folder,
                       stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, 'out'), encoding='utf-8') as file:
            output = function_in(file.read(), end)
    lines = [line[:97] + '...' if len(line) > 100 else line.expandtabs(2).rstrip() for line in output]
    first = max(next(i for i, line in enumerate(lines) if 'pause_ms' in line) - EXCERPT // 3, 0)
    return row(name, function_in(read(source), begin), output), lines[first:first + EXCERPT]


def replace(page, mark, text):
    """The page with the block behind `<!-- mark -->` replaced."""
    found = re.search(r'(<!-- %s -->\n)(.*?)(\n<!-- end -->)' % re.escape(mark), page, re.S)
    return page[:found.start(2)] + text + page[found.end(2):]


def block(page, mark):
    return re.search(r'<!-- %s -->\n(.*?)\n<!-- end -->' % re.escape(mark), page, re.S).group(1)


def code(kind, lines):
    return '```%s\n%s\n```' % (kind, '\n'.join(lines))


def bless(options, page):
    source, output = function_in(read('fetch.c'), r'^async int fetch'), ours(options)
    rows = [row('asyncc', source, output)]
    page = replace(replace(page, 'source', code('c', source)), 'asyncc', code('c', output))
    for peer in PEERS:
        line, excerpt = theirs(peer)
        rows.append(line)
        page = replace(page, peer[0], code('c' if peer[0] == 'Vala' else '', excerpt))
    head = ['| | lines of the function | lines of what is read | source lines found again |', '| --- | --- | --- | --- |']
    return replace(page, 'table', '\n'.join(head + rows))


def main():
    parser = harness.argument_parser(__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument('--bless', action='store_true', help='write the page anew')
    options = parser.parse_args()
    harness.find_build(options)
    with open(PAGE, encoding='utf-8') as file:
        page = file.read()
    if options.bless:
        with open(PAGE, 'w', encoding='utf-8') as file:
            file.write(bless(options, page))
        return 0
    source, output = function_in(read('fetch.c'), r'^async int fetch'), ours(options)
    wrong = [mark for mark, wanted in (('source', code('c', source)), ('asyncc', code('c', output)))
             if block(page, mark) != wanted]
    if row('asyncc', source, output) not in block(page, 'table'):
        wrong.append('table')
    for mark in wrong:
        print('docs/reading.md: %s is not what it is today (run.py --bless)' % mark)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
