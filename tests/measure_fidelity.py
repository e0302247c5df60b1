#!/usr/bin/env python3
"""Measures how much of a dialect source can be read again in what asyncc makes of it.

    measure_fidelity.py --build build/dev samples/*/*.c [--verbose]

For each file and over all of them:

  unchanged  share of the source lines without a suspension that stand in the output as they were,
             but for `self->` before names that moved. A line is found only in source order (the
             longest common subsequence of both files' lines). Not counted are blank lines, and the
             heads of coroutines, which become structs and functions.
  or moved   the same, counting the declarations whose variables moved: the type and the name
             stand in the frame's struct, the rest of the line, if any, at its place.
  returns apart  the second, without the lines that return: a return is a way out of the state
             machine, as a suspension is.
  ratio      lines of output for each line of source.

A line has a suspension when it holds one of the keywords other than async, or a form that is
awaited or loops over a generator; so has a statement that goes on over several lines, in each.
Names that are declared and moved lose their type (`int n = 0;` becomes `self->n = 0;`), and a
`return` in a coroutine says how it ended (`return self->result = n, ASYNC_FINISHED;`): both count as
changed, and are counted apart too.
--verbose lists the changed lines.
The exit status says whether --unchanged, for both shares, and --ratio are met over all files.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402

SUSPENSION = re.compile(
    r'\b_?(await|yield|yield_from|defer|Await|Yield|Yield_from|Defer)\b'
    r'|\basync_(for|group|timeout|gather|race|try|wait_for|raise)\b')
RETURN = re.compile(r'^\s*(if \(.*\) )?return\b')
DECLARATION = re.compile(
    r'^\s*(for \()?(const |unsigned |struct \w+ |async_\w+\(.*?\) |[a-z]\w*\*? )+\**\w+(\[.*?\])*'
    r'\s*(=|;|,)')
HEAD = re.compile(r'^\s*(static |inline |extern )*(async|generator)\b.*[^;]\s*$')


def strip_strings(line):
    """The line without its literals and comments, so that words in them do not count."""
    line = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'', '""', line)
    return re.sub(r'//.*$|/\*.*?\*/', '', line)


def statements(lines):
    """Yields ranges of lines that belong together: a statement that goes on over several."""
    start = 0
    depth = 0
    in_comment = False
    for i, line in enumerate(lines):
        bare = strip_strings(line)
        if in_comment or bare.lstrip().startswith('/*'):
            in_comment = '*/' not in line
            yield range(i, i + 1)
            start = i + 1
            continue
        depth += bare.count('(') - bare.count(')')
        if depth <= 0 and (re.search(r'[;{}:>]\s*$|^\s*$|^\s*#', bare) or bare.rstrip().endswith(')')):
            yield range(start, i + 1)
            start, depth = i + 1, 0
    if start < len(lines):
        yield range(start, len(lines))


def countable(lines):
    """The numbers of the lines that should stand in the output unchanged."""
    found = []
    for group in statements(lines):
        text = '\n'.join(strip_strings(lines[i]) for i in group)
        if SUSPENSION.search(text) or HEAD.match(text.replace('\n', ' ')):
            continue
        found += [i for i in group if lines[i].strip()]
    return found


def common_lines(a, b):
    """The indices of a that a longest common subsequence of a and b takes."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            table[i][j] = (table[i + 1][j + 1] + 1 if a[i] == b[j]
                           else max(table[i + 1][j], table[i][j + 1]))
    taken, i, j = set(), 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            taken.add(i)
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return taken


def declarators(text):
    """`a = f(1, 2), b[3]` at its outer commas."""
    parts, depth, begin = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in '([{') - (c in ')]}')
        if c == ',' and depth == 0:
            parts.append(text[begin:i])
            begin = i + 1
    return [part.strip() for part in parts + [text[begin:]]]


def has_field(type_, name, output):
    """Whether the frame declares it, alone or beside others of its type."""
    field = re.compile(r'    .*\b' + re.escape(type_.split()[0].rstrip('(')) + r'\b.*[ *]'
                       + re.escape(name) + r'(_\d+)?\b.*;')
    return any(field.match(other) for other in output)


def stands_in_two(line, output):
    """Whether the line declares what has moved, and both halves stand in the output."""
    declared = re.match(
        r'(\s*(?:for \()?)((?:\w+ )*\w+(?:\(.*?\))? \**)(\w+(?:\[.*?\])*\s*(?:[=,;]).*)$', line)
    if not declared or RETURN.match(line):
        return False
    lead, type_, rest = declared.groups()
    rest = rest.rstrip('{ ')
    if 'for (' in lead:
        rest, head = rest.split(';', 1)
    else:
        rest, head = rest.split(';')[0], ''
    for part in declarators(rest):
        declared = re.match(r'\**(\w+)(?:\[.*?\])*\s*(=.*)?$', part)
        name, value = declared.groups() if declared else ('', None)
        if not name or not has_field(type_, name, output):
            return False
        begin = re.escape(lead) + re.escape(name) + r'(_\d+)? ' + re.escape((value or '') + (';' + head if head else ''))
        if value and not any(re.match(begin, other) for other in output):
            return False
    return True


def translate(options, path):
    command = [options.asyncc, '-std=' + options.std, '-I', options.include,
               '-I', os.path.dirname(path) or '.', '--no-line', '-o', '-', path]
    result = harness.run(command)
    if result.returncode != 0:
        raise SystemExit(harness.failed_command(command, result))
    return result.stdout.decode()


def measure(options, path):
    """(lines to keep, kept, moved, changed returns, changed declarations, lines of both)."""
    with open(path, encoding='utf-8') as source:
        lines = [line.rstrip() for line in source.read().splitlines()]
    output = [re.sub(r'\bself->', '', line).rstrip()
              for line in translate(options, path).splitlines()]
    keep = countable(lines)
    taken = common_lines([lines[i] for i in keep], output)
    changed = [i for n, i in enumerate(keep) if n not in taken]
    if options.verbose:
        for i in changed:
            print('%s:%d: %s' % (path, i + 1, lines[i].strip()))
    moved = [i for i in changed if stands_in_two(lines[i], output)]
    returns = [i for i in changed if RETURN.match(lines[i])]
    declarations = [i for i in changed if i not in returns and DECLARATION.match(lines[i])]
    return len(keep), len(taken), len(moved), len(returns), len(declarations), len(lines), len(output)


def report(name, sums):
    keep, kept, moved, returns, declarations, source, output = sums
    unchanged = 100.0 * kept / keep if keep else 100.0
    or_moved = 100.0 * (kept + moved) / keep if keep else 100.0
    but_returns = 100.0 * (kept + moved) / (keep - returns) if keep > returns else 100.0
    ratio = output / source if source else 0.0
    print('%-32s %5.1f %% unchanged, %5.1f %% or moved, %5.1f %% returns apart (%d and %d of %d; of the '
          'changed ones %d are returns, %d declarations), %.2f lines per line (%d for %d)'
          % (name, unchanged, or_moved, but_returns, kept, moved, keep, returns, declarations, ratio,
             output, source))
    return unchanged, ratio


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--std', default='gnu17')
    parser.add_argument('--verbose', action='store_true', help='list the lines that are changed')
    parser.add_argument('--unchanged', type=float, default=95, help='goal, per cent (95)')
    parser.add_argument('--ratio', type=float, default=2.5, help='goal (2.5)')
    options = parser.parse_args()
    harness.find_build(options)
    if not options.names:
        parser.error('which files?')
    total = [0] * 7
    for path in options.names:
        sums = measure(options, path)
        report(path, sums)
        total = [a + b for a, b in zip(total, sums)]
    unchanged, ratio = report('all', total)
    return 0 if unchanged >= options.unchanged and ratio <= options.ratio else 1


if __name__ == '__main__':
    sys.exit(main())
