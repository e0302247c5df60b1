#!/usr/bin/env python3
"""What asyncc writes instead of C: the sources of golden/ and samples/ in every --emit form.

json     valid by docs/emit.schema.json; states and edges are consistent; the frames' offsets and
         sizes are those of the generated C, which is compiled to compare
frames   a table for each coroutine, the largest first, the same figures as in the JSON
dot      Graphviz takes it (where there is one); svg: well-formed, an element for each state
html     one file without network; where there is a Chromium, two of them in it, narrow and wide, dark and light: lines
         are lit by mouse and keyboard, states lead to lines, nothing is wider than the window
"""
import glob
import json
import os
import re
import shlex
import shutil
import sys
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402
import page_html  # noqa: E402
import schema  # noqa: E402

SCHEMA = os.path.join(harness.ROOT, 'docs', 'emit.schema.json')


def emit(options, source, kind, *more):
    """(what is written, None), or (None, why not)."""
    command = [options.asyncc, '-I', options.include, '--emit=' + kind, *more, source]
    result = harness.run(command)
    if result.returncode != 0:
        return None, harness.failed_command(command, result)
    return result.stdout.decode(), None


def wrong_edges(function):
    """Ends of edges that are no states; states that nothing leads to."""
    count = len(function['states'])
    for edge in function['edges']:
        if edge['from'] > count or (isinstance(edge['to'], int) and edge['to'] > count):
            yield '%s: edge %s' % (function['name'], edge)
    if not count:
        return
    if not any(edge['from'] == 0 for edge in function['edges']):
        yield '%s: nothing follows its beginning' % function['name']


def assertions(function):
    """Lines of C that compare a frame with what the JSON says of it."""
    struct = 'struct %s__frame' % function['name']
    frame = function['frame']
    yield '_Static_assert(sizeof(%s) == %d, "size of %s");' % (struct, frame['bytes'], struct)
    for part in frame['parts']:
        where = 'offsetof(%s, %s) - offsetof(%s, base)' % (struct, part['name'], struct)
        size = 'sizeof(((%s *)0)->%s)' % (struct, part['name'])
        text = '%s.%s' % (function['name'], part['name'])
        yield '_Static_assert(%s == %d, "offset of %s");' % (where, part['offset'], text)
        yield '_Static_assert(%s == %d, "size of %s");' % (size, part['bytes'], text)


def check_json(options, source, folder):
    text, why = emit(options, source, 'json')
    if why:
        return why
    data = json.loads(text)
    with open(SCHEMA, encoding='utf-8') as file:
        wrong = list(schema.errors(json.load(file), data))
    for function in data['functions']:
        wrong += wrong_edges(function)
    if wrong:
        return '\n'.join(wrong)
    generated, why = emit(options, source, 'c', '--no-line', '-o', '-')
    if why:
        return why
    path = os.path.join(folder, 'frames.c')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(generated + '\n#include <stddef.h>\n')
        for function in data['functions']:
            if not re.search(r'struct %s__frame \{' % re.escape(function['name']), generated):
                continue
            file.write('\n'.join(assertions(function)) + '\n')
    command = shlex.split(options.cc) + ['-std=gnu11', '-w', '-fsyntax-only', '-I', options.include,
                                         '-iquote', os.path.dirname(source), path]
    result = harness.run(command)
    return None if result.returncode == 0 else harness.failed_command(command, result)


def check_frames(options, source, folder):
    text, why = emit(options, source, 'frames')
    data = json.loads(emit(options, source, 'json')[0]) if not why else None
    if why:
        return why
    sizes = [int(n) for n in re.findall(r'^\S.* \(.*:\d+\): (\d+) bytes, ', text, re.M)]
    said = sorted((f['frame']['bytes'] for f in data['functions']), reverse=True)
    if sizes != said:
        return 'frames of %s bytes, by the JSON %s' % (sizes, said)
    total = re.search(r'^(\d+) frames?, (\d+) bytes in all$', text, re.M)
    if not total or [int(n) for n in total.groups()] != [len(said), sum(said)]:
        return 'the last line: ' + text.splitlines()[-1]
    return None


def check_dot(options, source, folder):
    text, why = emit(options, source, 'dot')
    if why or not shutil.which('dot'):
        return why
    data = json.loads(emit(options, source, 'json')[0])
    svg, why = emit(options, source, 'svg')
    if why:
        return why
    root = xml.etree.ElementTree.fromstring(svg)
    ids = {node.get('id') for node in root.iter()}
    missing = ['%s.%d' % (f['name'], s['id']) for f in data['functions'] for s in f['states']
               if '%s.%d' % (f['name'], s['id']) not in ids]
    return 'no element for ' + ', '.join(missing) if missing else None


def check_html(options, source, folder):
    page, why = emit(options, source, 'html')
    if why:
        return why
    out = page_html.network(page)
    if out:
        return 'it leads out of the page: %s' % out
    browser = page_html.find()
    if not browser or source not in page_html.sources():
        return None
    wrong = ['at %d, %s: %s' % (width, scheme, why) for width, scheme in page_html.windows()
             for why in [page_html.check(browser, page, folder, width, scheme)] if why]
    return '\n'.join(wrong) or None


def ways_wanted(text):
    """{function: [line]} of the comments in ways.c."""
    found = re.findall(r'/\*\n((?: \* \d+ -> .*\n)+) \*/\n.*?(\w+)\([^()]*\)\n', text)
    return {name: sorted(re.findall(r'^ \* (.*)$', lines, re.M)) for lines, name in found}


def check_ways(options):
    """The edges of ways.c are those of its comments."""
    source = os.path.join(HERE, 'ways.c')
    text, why = emit(options, source, 'json')
    if why:
        return why
    with open(source, encoding='utf-8') as file:
        wanted = ways_wanted(file.read())
    said = {function['name']: sorted('%s -> %s%s' % (
        edge['from'], edge['to'], ': ' + edge['condition'] if 'condition' in edge else '')
        for edge in function['edges']) for function in json.loads(text)['functions']}
    wrong = ['%s:\n    %s\n  instead of\n    %s' % (name, '\n    '.join(said.get(name, [])), '\n    '.join(lines))
             for name, lines in wanted.items() if said.get(name) != lines]
    return '\n'.join(wrong) or (None if len(wanted) == len(said) else 'functions without a comment')


def no_graphviz(options, source, folder):
    """Without dot on the PATH there is a message that names it, and no file."""
    target = os.path.join(folder, 'x.svg')
    command = [options.asyncc, '-I', options.include, '--emit=svg', '-o', target, source]
    result = harness.run(command, env={'PATH': folder})
    if result.returncode != 2 or b'Graphviz' not in result.stderr or os.path.exists(target):
        return 'exit status %s: %s' % (result.returncode, result.stderr.decode())
    return None


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options)
    sources = sorted(glob.glob(os.path.join(harness.TESTS, 'golden', '*.c'))
                     + glob.glob(os.path.join(harness.ROOT, 'samples', '*', '*.c')))
    sources = [s for s in sources if not s.endswith('.expected.c')]
    sources += [s for s in page_html.sources() if s not in sources]
    checks = {'json': check_json, 'frames': check_frames, 'dot': check_dot, 'html': check_html}
    cases = {'ways': lambda folder: check_ways(options),
             'no_graphviz': lambda folder: no_graphviz(options, sources[0], folder)}
    for kind, check in checks.items():
        for source in sources:
            name = '%s/%s' % (kind, os.path.basename(source)[:-2])
            cases[name] = lambda folder, check=check, source=source: check(options, source, folder)
    with harness.work_folder(options) as work:
        return harness.run_cases(
            options, work, [(n, cases[n]) for n in harness.selected(options, list(cases))])


if __name__ == '__main__':
    sys.exit(main())
