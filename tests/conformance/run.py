#!/usr/bin/env python3
"""The cases of CPython 3.11's own tests, and what stands for each of them here.

table.txt has a line for each case of the files that it names: a program of exec/ that tests the same,
with the function in it where one bears another name, or why the case does not carry over. Checked
here: each program and function exists, each reason is one of those that are explained, and, where
CPython 3.11's tests are installed, that no case of those files is missing. Prints the counts.
"""
import ast
import glob
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

TABLE = os.path.join(HERE, 'table.txt')
PLACES = ['/usr/lib/python3.11/test', '/usr/local/lib/python3.11/test',
          os.path.expanduser('~/.pyenv/versions/3.11*/lib/python3.11/test')]


def read_table():
    """({reason: text}, [(file, class, case, entry)])."""
    reasons, rows, where = {}, [], ('', '')
    with open(TABLE, encoding='utf-8') as table:
        for line in table:
            line = line.rstrip()
            if not line or line.startswith('#'):
                continue
            if line.startswith('reason '):
                name, text = line[len('reason '):].split(': ', 1)
                reasons[name] = text
            elif not line.startswith(' '):
                where = tuple(line.split())
            else:
                case, entry = line.split(None, 1)
                rows.append(where + (case, entry))
    return reasons, rows


def wrong(reasons, row):
    """Why a row is wrong, or None."""
    case, entry = row[2], row[3]
    if entry.startswith('- '):
        name = entry[2:].split(' ')[0]
        return None if name in reasons else '%s: no reason %s' % (case, name)
    path, *function = entry.split(' ')
    full = os.path.join(os.path.dirname(HERE), 'exec', path)
    if not os.path.exists(full):
        return '%s: there is no exec/%s' % (case, path)
    if function or path.startswith('conformance/'):
        name = function[0] if function else case
        with open(full, encoding='utf-8') as source:
            if not re.search(r'\bRUN\(%s\)|\b%s\(' % (name, name), source.read()):
                return '%s: exec/%s has no %s' % (case, path, name)
    return None


def python_cases(folder, name):
    """The (class, case) of one of CPython's test files."""
    for path in (os.path.join(folder, 'test_asyncio', name + '.py'), os.path.join(folder, name + '.py')):
        if os.path.exists(path):
            with open(path, encoding='utf-8') as source:
                tree = ast.parse(source.read())
            return [(c.name, f.name[len('test_'):] if f.name.startswith('test_') else f.name[4:])
                    for c in ast.walk(tree) if isinstance(c, ast.ClassDef)
                    for f in c.body if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef))
                    and f.name.startswith('test')]
    return None


def missing(rows):
    """Cases of CPython's that the table does not have; None where they are not installed."""
    folders = [f for place in PLACES for f in glob.glob(place)
               if os.path.exists(os.path.join(f, 'test_asyncio', 'test_tasks.py'))]
    if not folders:
        return None
    known = {(row[0], row[1], row[2]) for row in rows}
    found = []
    for name in sorted({row[0] for row in rows}):
        for case in python_cases(folders[0], name) or []:
            if (name,) + case not in known:
                found.append('%s %s %s' % ((name,) + case))
    return found


def main():
    options = harness.argument_parser(__doc__).parse_args()
    reasons, rows = read_table()

    def table(_folder):
        return '\n'.join(filter(None, (wrong(reasons, row) for row in rows))) or None

    def complete(_folder):
        return '\n'.join(missing(rows) or []) or None

    with harness.work_folder(options) as work:
        status = harness.run_cases(options, work, [('table', table), ('complete', complete)])
    ours = sum(not row[3].startswith('- ') for row in rows)
    print('%d cases: %d tested here, %d that do not carry over' % (len(rows), ours, len(rows) - ours))
    if missing(rows) is None:
        print("CPython 3.11's tests are not installed: completeness was not checked")
    return status


if __name__ == '__main__':
    sys.exit(main())
