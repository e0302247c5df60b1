#!/usr/bin/env python3
"""What the documents say is so.

language   every row of the tables in docs/language.md: its code is translated, and compiled without
           a warning; what is reported is what the row says. --bless takes what happens now as what
           the row should say (never a translation that does not compile)
guide      the programs of docs/guide.md: translated, built, run; the error message it shows
pages      the programs of the other pages: what they print is what the comments say beside printf
warnings   each section of docs/warnings.md: its mistake gives its warning, what is right gives none
readme     the program of README.md is the sample it names; its generated C is what asyncc writes
architecture  the dumps that docs/architecture.md shows (--bless: takes them anew), parts of the C
manual     docs/man/man1/asyncc.1 lists the options as `asyncc --help=man` does
links      the files that the documents point at are there
names      every public function and macro of the headers stands in a page
"""
import glob
import os
import re
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

DOCS = os.path.join(harness.ROOT, 'docs')
LANGUAGE = os.path.join(DOCS, 'language.md')


def read(*path):
    with open(os.path.join(*path), encoding='utf-8') as file:
        return file.read()


def write(text, *path):
    with open(os.path.join(*path), 'w', encoding='utf-8') as file:
        file.write(text)


def code_blocks(text, kind):
    blocks = re.findall(r'^```(\w*)\n(.*?)^```$', text, re.M | re.S)
    return [block for word, block in blocks if word == kind]


def translate(options, folder, name, *more):
    command = [options.asyncc, '-I', options.include, '-o', name + '.async.c', *more, name + '.c']
    return command, harness.run(command, cwd=folder)


def compile_command(options, name, *more):
    return (shlex.split(options.cc) + shlex.split(options.cflags) + ['-Wall', '-Wextra', '-Werror']
            + ['-I', options.include, name + '.async.c', *more])


# ---------------------------------------------------------------- the tables of language.md

# Where the code of a row stands, by the words in the heading above its table.
PLACES = [
    ('in an async generator', 'async generator(int) void row(int n)\n{\n    %s\n}\n'),
    ('in a generator', 'generator(int) int row(int n)\n{\n    %s\n    return n;\n}\n'),
    ('in a plain function', 'int row(int n)\n{\n    %s\n    return n;\n}\n'),
    ('in an async function', 'async int row(int n)\n{\n    %s\n    return n;\n}\n'),
    ('in a file', '%s\n'),
]


class Row:
    def __init__(self, number, code, says, place, std):
        self.number, self.code, self.says, self.place = number, code, says, place
        self.std = std


def rows_of(text):
    """The rows whose second cell is code, each with where it stands."""
    place, rows = None, []
    std = '-std=gnu17'
    for number, line in enumerate(text.splitlines()):
        if line.startswith('#'):
            std = '-std=gnu23' if 'C23' in line else '-std=gnu17'
            place = next((p for words, p in PLACES if words in line.lower()), None)
        cells = [c.strip() for c in re.split(r'(?<!\\)\|', line)[1:-1]]
        if place and len(cells) == 3 and cells[1].startswith('`'):
            code = cells[1].strip('`').strip().replace('\\|', '|')
            rows.append(Row(number, code, cells[2], place, std))
    return rows


def unresolved(options, folder):
    """Names of the runtime that the object refers to and the library does not have."""
    archive = next(w for w in shlex.split(options.libs) if w.endswith('.a'))
    wanted = harness.run(['nm', '-u', 'row.o'], cwd=folder).stdout.decode()
    held = harness.run(['nm', '--defined-only', archive]).stdout.decode()
    missing = set(re.findall(r'\basync_\w+', wanted)) - set(re.findall(r'\basync_\w+', held))
    return sorted(missing)


def reported(message):
    """What a row says where an error is reported."""
    undeclared = re.match("call to undeclared function ('\\w+')", message)
    if undeclared:
        return 'not yet: %s is not declared' % undeclared.group(1)
    if message.startswith('not yet supported: '):
        return 'not yet: ' + message[len('not yet supported: '):]
    return 'error: ' + message


def what_happens(options, row, prelude, folder):
    """(what a row should say, or None; why nothing can be said)."""
    write(prelude + '\n' + row.place % row.code.replace('⏎', '\n'), folder, 'row.c')
    _, result = translate(options, folder, 'row', row.std)
    said = result.stderr.decode()
    error, warning = re.search(r'error: (.*)', said), re.search(r'warning: (.*)', said)
    if result.returncode == 1 and error:
        return reported(error.group(1)), None
    if result.returncode != 0:
        return None, 'exit status %s\n%s' % (result.returncode, harness.head(result.stderr))
    command = compile_command(options, 'row', row.std, '-c', '-o', 'row.o')
    if row.std == '-std=gnu23':
        command[0] = 'clang-19' # of which gcc 12 knows half
    compiled = harness.run(command, cwd=folder)
    if compiled.returncode != 0:
        return None, harness.failed_command(command, compiled)
    missing = unresolved(options, folder)
    if missing:
        return None, 'not in the runtime: ' + ' '.join(missing)
    return 'warning: ' + warning.group(1) if warning else 'works', None


def language_row(options, row, prelude, folder):
    says, why = what_happens(options, row, prelude, folder)
    if why:
        return '%s\n%s' % (row.code, why)
    says = says.replace('|', '\\|')
    if options.bless:
        row.blessed = says
    elif says != row.says:
        return '%s\n  the table: %s\n  it is so:  %s' % (row.code, row.says, says)
    return None


def bless_rows(rows, text):
    lines = text.split('\n')
    for row in rows:
        if getattr(row, 'blessed', None):
            head = lines[row.number].rstrip()[:-1].rstrip()
            cell = re.match(r'(.*(?<!\\)\|)[^|]*(?:\\\|[^|]*)*$', head, re.S)
            lines[row.number] = '%s %s |' % (cell.group(1), row.blessed)
    write('\n'.join(lines), LANGUAGE)


# ---------------------------------------------------------------- the guide

def whole_program(block):
    """Blocks that begin with an include are programs; the others go on with the first one's."""
    return '#include' in block


def guide_programs(text):
    blocks = code_blocks(text, 'c')
    head = blocks[0][:blocks[0].index('async int main')]
    programs = []
    for block in blocks:
        if not whole_program(block):
            block = head + block
        programs.append(block)
    return programs


def build_program(options, folder, name):
    """None, or why a program cannot be built."""
    command, result = translate(options, folder, name)
    if result.returncode != 0 or result.stderr:
        return harness.failed_command(command, result)
    # `add` of the guide's head is not used by every program that follows it
    command = compile_command(options, name, '-Wno-unused-function', '-o', name,
                              *shlex.split(options.libs))
    result = harness.run(command, cwd=folder)
    return harness.failed_command(command, result) if result.returncode else None


def guide_program(options, source, folder):
    write(source, folder, 'program.c')
    why = build_program(options, folder, 'program')
    if why or 'async_serve' in source:
        return why
    result = harness.run([os.path.join(folder, 'program')], timeout=20,
                         env=harness.clean_environment())
    if result.returncode != 0 or not result.stdout:
        return 'exit status %s, prints %r' % (result.returncode, result.stdout)
    return None


PAGES = ('tasks', 'loops', 'generators', 'sync', 'io', 'cancellation', 'asyncio-to-asyncc')


def page_program(options, source, folder):
    """A program whose lines say in a comment what is printed: behind printf, or by `// prints`."""
    write(source, folder, 'program.c')
    why = build_program(options, folder, 'program')
    if why:
        return why
    says = [line.strip() for line in re.findall(r'(?:printf\(.*//|// prints) (.*)$', source, re.M)]
    result = harness.run([os.path.join(folder, 'program')], timeout=20,
                         env=harness.clean_environment())
    prints = [line.strip() for line in result.stdout.decode().splitlines()]
    if result.returncode != 0 or prints != says:
        return 'exit status %s\nprints %r\nsays   %r' % (result.returncode, prints, says)
    return None


def guide_error(options, text, folder):
    """The message that the guide shows for a forgotten await."""
    shown = next(b for b in code_blocks(text, '') if ': error: ' in b)
    source = code_blocks(text, 'c')[0].replace('await add(1, 2)', 'add(1, 2)')
    write(source, folder, 'first.c')
    command, result = translate(options, folder, 'first', '-fdiagnostics-color=never')
    said = result.stderr.decode()
    if result.returncode != 1 or said.strip() != shown.strip():
        return 'the guide:\n%s\nasyncc:\n%s' % (shown, said)
    return None


# ---------------------------------------------------------------- warnings

def warning_blocks(text):
    """[(name, option, the mistake, the same done right)], and what stands before all of them."""
    sections = re.split(r'^## -W', text, flags=re.M)
    found = []
    for section in sections[1:]:
        name = re.match(r'[\w-]+', section).group()
        option = re.search(r'needs\s+`(-W\S+)`', section)
        found.append((name, option.group(1) if option else '-W' + name, *code_blocks(section, 'c')))
    return found, code_blocks(sections[0], 'c')[0]


def warned_of(options, folder, option, prelude, block):
    """The flags of the warnings that a block gives, or what else happened."""
    prelude = re.sub(r'^static', '__attribute__((unused)) static', prelude, flags=re.M)
    write(prelude + '\n' + block, folder, 'shown.c')
    command, result = translate(options, folder, 'shown', '-Wall', '-Wextra', option)
    said = result.stderr.decode()
    if result.returncode != 0:
        return harness.failed_command(command, result)
    return ' '.join(re.findall(r'warning: .*\[-W([\w-]+)', said))


def warning(options, entry, prelude, folder):
    name, option, mistake, right = entry
    said = warned_of(options, folder, option, prelude, mistake)
    if said != name:
        return 'the mistake gives: ' + said
    said = warned_of(options, folder, option, prelude, right)
    return 'what is right gives: ' + said if said else None


def warnings_listed(options, entries, folder):
    """Every warning of --help has a section, and the other way round."""
    listed = harness.run([options.asyncc, '--help']).stdout.decode()
    names = re.findall(r'^  -W([a-z-]+)  ', listed.split('\nWarnings')[1], flags=re.M)
    sections = [name for name, *_ in entries]
    return None if names == sections else '--help: %s\nwarnings.md: %s' % (names, sections)


# ---------------------------------------------------------------- README, manual, links

def not_in(generated, written):
    """None, or which part of a shown text (parts are left out by a comment) was not written."""
    for part in generated.split('    /* ... */\n'):
        if part not in written:
            return 'not in what asyncc writes:\n%s\nwhich is:\n%s' % (part, written)
    return None


def readme_sample(folder):
    text = read(harness.ROOT, 'README.md')
    named = re.search(r'\[`?(samples/\S+?\.c)`?\]', text).group(1)
    sample = read(harness.ROOT, named)
    return None if code_blocks(text, 'c')[0].strip() in sample else 'it differs from ' + named


def readme_generated(options, folder):
    """The second block is translated; the third is part of what comes of it."""
    _, source, generated = code_blocks(read(harness.ROOT, 'README.md'), 'c')[:3]
    write('#include <asyncc.h>\n#include <stdio.h>\n' + source, folder, 'shown.c')
    command, result = translate(options, folder, 'shown', '--no-line')
    if result.returncode != 0:
        return harness.failed_command(command, result)
    return not_in(generated, read(folder, 'shown.async.c'))


DUMP = re.compile(r'(`asyncc --dump=(\w+)`.*?\n```text\n)(.*?)(```)', re.S)


def architecture(options, folder):
    """The function that architecture.md follows: its dumps, and parts of its C."""
    text = read(DOCS, 'architecture.md')
    source, generated = code_blocks(text, 'c')[:2]
    write('#include <asyncc.h>\nasync int look_up(int key);\n' + source, folder, 'sum.c')
    command, result = translate(options, folder, 'sum', '--no-line')
    if result.returncode != 0:
        return harness.failed_command(command, result)

    def dumped(stage):
        command = [options.asyncc, '-I', options.include, '--dump=' + stage, 'sum.c']
        printed = harness.run(command, cwd=folder).stdout.decode()
        return re.sub(' +$', '', printed, flags=re.M)
    now = DUMP.sub(lambda m: m.group(1) + dumped(m.group(2)) + m.group(4), text)
    if options.bless:
        write(now, DOCS, 'architecture.md')
    elif now != text:
        return 'the dumps differ; tests/docs/run.py architecture --bless'
    return not_in(generated, read(folder, 'sum.async.c'))


def manual(options, folder):
    page = read(DOCS, 'man', 'man1', 'asyncc.1')
    result = harness.run([options.asyncc, '--help=man'])
    listed = result.stdout.decode()
    if options.bless:
        begin = page.index('.SH OPTIONS\n') + len('.SH OPTIONS\n')
        page = page[:begin] + listed + page[page.index('.SH', begin):]
        write(page, DOCS, 'man', 'man1', 'asyncc.1')
    if '.SH OPTIONS\n' + listed + '.SH' in page:
        return None
    return 'OPTIONS is not what asyncc --help=man prints; tests/docs/run.py manual --bless'


def documents():
    yield os.path.join(harness.ROOT, 'README.md')
    for folder in ('docs', 'samples', 'tests'):
        for name in sorted(os.listdir(os.path.join(harness.ROOT, folder))):
            if name.endswith('.md'):
                yield os.path.join(harness.ROOT, folder, name)


def named_tests(text):
    """Paths of tests, and parts of them such as exec/locals/vla, that a document names."""
    for name in re.findall(r'`((?:exec|errors|golden|unit|tests)/[\w/.]+)`', text):
        name = name if name.startswith('tests/') else 'tests/' + name
        if not any(os.path.exists(os.path.join(harness.ROOT, name + end)) for end in ('', '.c', '.py')):
            yield name


def links(folder):
    broken = []
    for path in documents():
        text = read(path)
        prose = re.sub(r'^```.*?^```$|`[^`\n]*`(?!\])', '', text, flags=re.M | re.S)
        for target in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', prose):
            if not os.path.exists(os.path.join(os.path.dirname(path), target)):
                broken.append('%s: %s' % (os.path.relpath(path, harness.ROOT), target))
        broken += ['%s: %s' % (os.path.relpath(path, harness.ROOT), n) for n in named_tests(text)]
    return '\n'.join(broken) or None


# ---------------------------------------------------------------- the headers' names

# What generated code calls, and what such a header says of it.
FOR_GENERATED_CODE = {'abi.h', 'abi_text.h', 'keywords_parse.h', 'keywords_plain.h', 'limit.h',
                      'operation.h'}
CALLED_BY_GENERATED_CODE = re.compile(
    r'async_(?:main|main_frame|group_(?:enter|leave|cancel)|generator_\w+|array_\w+|map_fn|capture|context)$')


def public_names():
    """Functions and macros that a program may use: in lower case, without a double underscore."""
    names = set()
    for path in glob.glob(os.path.join(harness.ROOT, 'include', 'asyncc', '*.h')):
        if os.path.basename(path) in FOR_GENERATED_CODE:
            continue
        text = re.sub(r'/\*.*?\*/', '', read(path), flags=re.S)
        names.update(re.findall(r'^#define (async_\w+)', text, re.M))
        names.update(re.findall(r'\b(async_\w+)\(', text))
    return {n for n in names if '__' not in n and not CALLED_BY_GENERATED_CODE.match(n)}


def names(folder):
    pages = ''.join(read(path) for path in documents() if os.path.dirname(path) == DOCS)
    missing = sorted(n for n in public_names() if not re.search(r'\b%s\b' % n, pages))
    return 'in no page of docs/: %s' % ' '.join(missing) if missing else None


# ---------------------------------------------------------------- main

def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--bless', action='store_true', help='rewrite what the documents say')
    options = parser.parse_args()
    harness.find_build(options, library=True)

    language = read(LANGUAGE)
    prelude = code_blocks(language, 'c')[0]
    rows = rows_of(language)
    guide = read(DOCS, 'guide.md')
    cases = {'language/%d' % (row.number + 1):
             lambda folder, row=row: language_row(options, row, prelude, folder) for row in rows}
    for i, source in enumerate(guide_programs(guide)):
        cases['guide/%d' % (i + 1)] = (
            lambda folder, source=source: guide_program(options, source, folder))
    for page in PAGES:
        for i, source in enumerate(code_blocks(read(DOCS, page + '.md'), 'c')):
            cases['%s/%d' % (page, i + 1)] = (
                lambda folder, source=source: page_program(options, source, folder))
    cases['guide/error'] = lambda folder: guide_error(options, guide, folder)
    entries, warning_prelude = warning_blocks(read(DOCS, 'warnings.md'))
    cases['warnings/listed'] = lambda folder: warnings_listed(options, entries, folder)
    for entry in entries:
        cases['warnings/' + entry[0]] = (
            lambda folder, entry=entry: warning(options, entry, warning_prelude, folder))
    cases['readme/sample'] = readme_sample
    cases['readme/generated'] = lambda folder: readme_generated(options, folder)
    cases['architecture'] = lambda folder: architecture(options, folder)
    cases['manual'] = lambda folder: manual(options, folder)
    cases['names'] = names
    cases['links'] = links

    with harness.work_folder(options) as work:
        status = harness.run_cases(
            options, work, [(n, cases[n]) for n in harness.selected(options, list(cases))])
    if options.bless:
        bless_rows(rows, language)
    return status


if __name__ == '__main__':
    sys.exit(main())
