#!/usr/bin/env python3
"""Error tests: what asyncc reports, at which line, in which words.

The expectation stands at the line:

    f(2);                                   // error: await
    sleep(1);                               // warning: async_blocking

The pattern is searched in the message and in the notes that belong to it, not in the source text
that is shown. Every diagnostic that no line expects is a failure (but for a warning beside an
expected error); so is one without its source line and caret. With an error, the exit status is 1
and an output file that was there is untouched; with warnings only, it is 0 and the output is
written. A file that expects nothing is translated in silence.

Directives, each a comment line of its own:
    // flags: -Wno-blocking-call            // std: c11 (default gnu11)
    // not yet: REASON      the case fails today, and is skipped; it is an error that it passes

The cases grid/... are written by grid.py: every error at every place.
"""
import os
import re
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
sys.path.insert(0, HERE)
import harness  # noqa: E402
import grid  # noqa: E402

DIAGNOSTIC = re.compile(
    r'^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): '
    r'(?P<kind>fatal error|error|warning|note): (?P<message>.*)$', re.M)
EXPECTED = re.compile(r'// (error|warning): (.*?)\s*$')
DIRECTIVE = re.compile(r'^// (flags|std|not yet): *(.*?)\s*$', re.M)
UNTOUCHED = 'untouched\n'


def expectations(text):
    """{line number: (kind, pattern)}."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = EXPECTED.search(line)
        if match:
            found[number] = match.groups()
    return found


def diagnostics(errors):
    """[(kind, file, line, column, words, shown)]: words with those of its notes."""
    found = []
    matches = list(DIAGNOSTIC.finditer(errors))
    for i, match in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(errors)
        shown = errors[match.end():end]
        if match['kind'] == 'note' and found:
            found[-1][4] += '\n' + match['message']
            continue
        found.append([match['kind'].replace('fatal ', ''), os.path.basename(match['file']),
                      int(match['line']), int(match['column']), match['message'], shown])
    return found


def has_caret(shown):
    return re.search(r'^[ \d|]*~*\^', shown, re.M) is not None


def check_diagnostics(name, expected, errors):
    """What is wrong with the diagnostics themselves."""
    bad, met = [], set()
    for kind, source, line, column, words, shown in diagnostics(errors):
        place = '%s at %s:%d:%d: %s' % (kind, source, line, column, words)
        want = expected.get(line) if source == name else None
        if want and (want[0], kind) == ('error', 'warning'):
            continue
        if not want or want[0] != kind:
            bad.append('unexpected ' + place)
            continue
        met.add(line)
        if not re.search(want[1], words, re.I):
            bad.append('does not say /%s/: %s' % (want[1], place))
        if not has_caret(shown):
            bad.append('without a caret: ' + place)
    for line, (kind, pattern) in sorted(expected.items()):
        if line not in met:
            bad.append('no %s /%s/ at line %d' % (kind, pattern, line))
    return bad


def run_case(options, name, folder):
    with open(os.path.join(HERE, name + '.c'), encoding='utf-8') as source:
        text = source.read()
    directives = dict(DIRECTIVE.findall(text))
    expected = expectations(text)
    has_errors = any(kind == 'error' for kind, _ in expected.values())
    out = os.path.join(folder, 'out.c')
    with open(out, 'w', encoding='utf-8') as stale:
        stale.write(UNTOUCHED)

    result = harness.run(
        [options.asyncc, '-std=' + directives.get('std', 'gnu11'), '-I', options.include]
        + shlex.split(directives.get('flags', '')) + ['-o', out, name + '.c'], cwd=HERE)
    errors = result.stderr.decode(errors='replace')
    bad = check_diagnostics(name + '.c', expected, errors)
    if result.returncode != int(has_errors):
        bad.append('exit status %s, want %d' % (result.returncode, has_errors))
    with open(out, encoding='utf-8') as written:
        if (written.read() == UNTOUCHED) != has_errors:
            bad.append('the output file was %s' % ('written' if has_errors else 'not written'))
    if os.listdir(folder) != ['out.c']:
        bad.append('left behind: ' + ' '.join(sorted(os.listdir(folder))))
    if bad and errors:
        bad.append('stderr: ' + harness.head(result.stderr, 16))
    return harness.not_yet(directives.get('not yet'), '\n'.join(bad) or None)


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options)
    names = sorted(f[:-2] for f in os.listdir(HERE) if f.endswith('.c'))
    cases = [(name, lambda folder, name=name: run_case(options, name, folder)) for name in names]
    cases += grid.cases(options)
    wanted = harness.selected(options, [name for name, _ in cases])
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [case for case in cases if case[0] in wanted])


if __name__ == '__main__':
    sys.exit(main())
