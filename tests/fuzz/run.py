#!/usr/bin/env python3
"""Fuzzing: asyncc is fed files that are nearly right.

    tests/fuzz/run.py                          what was found once (found/), then 40 mutants
    tests/fuzz/run.py --seconds 3600 --seed 7 --keep /tmp/found   a campaign; what it finds is kept

A mutant is a file of the tests, a few of its tokens, lines, statements or blocks left out, doubled,
exchanged or taken from another file. Nothing that asyncc is given may crash it, hang it or make a
sanitizer report something: it says 0 or 1, with an error where it says 1. What it accepts, the C
compiler accepts too. Build it with the preset `asan` for a campaign:

    cmake --preset asan && cmake --build build/asan --target asyncc
    nice tests/fuzz/run.py --build build/asan --seconds 3600 --keep /tmp/found

A finding is kept as NAME.c with what happened in NAME.txt, and made smaller by leaving lines out as
long as the same happens; --reduce FILE does that to any file.
"""
import glob
import os
import random
import re
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

SEEDS = ('tests/exec/*/*.c', 'tests/exec/*/*/*.c', 'tests/golden/*.c', 'tests/errors/*.c',
         'tests/mistakes/*.c', 'samples/*/*.c')
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
                   r'|\s+|\w+|<<=|>>=|\.\.\.|[-+*/%&|^=!<>]=|->|\+\+|--|&&|\|\||<<|>>|##|.', re.S)
SPICE = ('await', 'async', 'yield', 'yield_from', 'defer', 'async_try(', 'async_gather(', 'return',
         'async_for (int v, ', 'async_group(g)', 'async_timeout(1)', 'async_wait_for(1, ', 'goto x;',
         'async_spawn(', 'async_raise(1)', 'break;', 'continue;', 'case 1:', 'default:', 'x:', '&',
         '*', '(', ')', '{', '}', ';', ',', '=', '?', ':', 'static', 'const', 'int', 'void',
         'sizeof', '[3]', '[n]', '0', '#define M(x) x\n', '\n#if 0\n', '\n#endif\n', '({', '})',
         'async_iter(', 'async_next(', 'async_receive(int, ', 'async_blocking(', 'async_shield(',
         'async_check(', 'async_race(', 'async_join(', 'generator(int)', 'struct s { int a; }',
         '_Generic(1, int: ', '__attribute__((cleanup(f)))', 'typeof(', '_Alignas(64)', 'while (1)',
         'do', 'if (0)', 'else', 'for (;;)', 'switch (1)')


WRAPS = ('{ %s }', 'if (1) { %s }', 'for (;;) { %s break; }', 'do { %s } while (0);',
         'switch (1) { case 1: %s default:; }', '({ %s });', 'defer { %s }', 'while (0) %s',
         'async_timeout(9) { %s }', 'async_group(gg) { %s }', 'if (0) ; else %s', 'ww: %s',
         '\n#define W %s\nW\n', '{ int n = 1, x = 2, v = 3; %s }', '{ int vla[n]; %s }')


def read(name):
    with open(name, encoding='utf-8', errors='replace') as file:
        return file.read()


def write(name, text):
    with open(name, 'w', encoding='utf-8') as file:
        file.write(text)


# ---------------------------------------------------------------- mutants

def tokens_of(text):
    return TOKEN.findall(text)


def pieces_of(text):
    """Where statements and blocks begin and end, roughly: behind ; { and }."""
    return re.findall(r'[^;{}]*[;{}]|[^;{}]+$', text)


def spans(rng, parts, most):
    begin = rng.randrange(len(parts))
    return begin, min(len(parts), begin + rng.randint(1, most))


def cut(rng, parts, other):
    begin, end = spans(rng, parts, 6)
    return parts[:begin] + parts[end:]


def double(rng, parts, other):
    begin, end = spans(rng, parts, 6)
    return parts[:end] + parts[begin:end] + parts[end:]


def move(rng, parts, other):
    begin, end = spans(rng, parts, 6)
    taken, rest = parts[begin:end], parts[:begin] + parts[end:]
    at = rng.randint(0, len(rest))
    return rest[:at] + taken + rest[at:]


def graft(rng, parts, other):
    begin, end = spans(rng, other, 12)
    at, to = spans(rng, parts, 3)
    return parts[:at] + other[begin:end] + parts[rng.choice((at, to)):]


def swap(rng, parts, other):
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts = list(parts)
    parts[a], parts[b] = parts[b], parts[a]
    return parts


def spice(rng, parts, other):
    at = rng.randint(0, len(parts))
    return parts[:at] + [' ', rng.choice(SPICE), ' '] + parts[at:]


def is_whole(line):
    """Whether a line is a statement or a block: it can stand anywhere in a function."""
    code = line.strip()
    return code.endswith((';', '}')) and line.startswith(' ') and all(
        code.count(a) == code.count(b) for a, b in ('()', '{}', '[]'))


def rearrange(rng, text, other):
    """Whole statements left out, doubled, moved, or put in from another file."""
    lines, others = text.splitlines(True), other.splitlines(True)
    whole = [i for i, line in enumerate(lines) if is_whole(line)]
    if not whole:
        return text
    at, to = rng.choice(whole), rng.choice(whole)
    taken = rng.choice([line for line in others if is_whole(line)] or ['    ;\n'])
    how = rng.randrange(5)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(to, lines[at])
    elif how == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif how == 3:
        lines.insert(to, taken)
    else:
        lines[at] = rng.choice(WRAPS) % lines[at]
    return ''.join(lines)


def rename(rng, text, other):
    """A name, a number or an operator becomes another one of the same file."""
    parts = tokens_of(text)
    kind = rng.choice((r'[A-Za-z_]\w*$', r'\d+$', r'[-+*/%&|^<>=!]+$'))
    fitting = [i for i, part in enumerate(parts) if re.match(kind, part)]
    if fitting:
        parts[rng.choice(fitting)] = parts[rng.choice(fitting)]
    return ''.join(parts)


def mutant(rng, seeds):
    """A text that is nearly one of the seeds."""
    text = rng.choice(seeds)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        gentle = rng.choice((rearrange, rearrange, rename, None))
        if gentle:
            text = gentle(rng, text, rng.choice(seeds))
            continue
        split = rng.choice((tokens_of, tokens_of, pieces_of, lambda t: t.splitlines(True)))
        parts, other = split(text), split(rng.choice(seeds))
        if not parts or not other:
            continue
        change = rng.choice((cut, double, move, graft, graft, swap, spice, spice))
        text = ''.join(change(rng, parts, other))
    return text


# ---------------------------------------------------------------- what happens to one

class Prober:
    """Runs asyncc on a text and says what is wrong with how that went; None: nothing."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.runs = self.accepted = 0

    def translate(self):
        return harness.run([self.options.asyncc, '-I', self.options.include, '-std=gnu17', '-w',
                            '-o', 'out.c', 'in.c'], cwd=self.folder, timeout=self.options.hang)

    def compile(self):
        command = [self.options.cc, '-std=gnu17', '-w', '-fsyntax-only', '-I',
                   self.options.include, 'out.c']
        return harness.run(command, cwd=self.folder, timeout=120)

    def probe(self, text):
        write(os.path.join(self.folder, 'in.c'), text)
        result = self.translate()
        self.runs += 1
        said = result.stderr.decode(errors='replace')
        if result.returncode not in (0, 1) or 'Sanitizer' in said or 'runtime error:' in said:
            return 'exit status %s' % result.returncode, said
        if result.returncode == 1:
            return None if ' error: ' in said else ('1 without an error', said)
        self.accepted += 1
        built = self.compile()
        if built.returncode == 0:
            return None
        return 'does not compile', built.stderr.decode(errors='replace')


def essence(finding):
    """What two findings of one bug have in common: the words, without numbers and names."""
    what, said = finding
    place = re.search(r'(?:SUMMARY|runtime error).*', said) or re.search(r'error: .*', said)
    words = place.group() if place else ''
    return what + ': ' + re.sub(r"\d+|'[^']*'|‘[^’]*’|0x\w+", '#', words)[:160]


def reduce(prober, text, key):
    """The text with as many lines and tokens left out as the finding survives."""
    for split in (lambda t: t.splitlines(True), tokens_of):
        parts = split(text)
        size = max(1, len(parts) // 2)
        budget = 400
        while size and budget:
            at, shrunk = 0, False
            while at < len(parts) and budget:
                attempt = parts[:at] + parts[at + size:]
                budget -= 1
                found = prober.probe(''.join(attempt))
                if found and essence(found) == key:
                    parts, shrunk = attempt, True
                else:
                    at += size
            size = size if shrunk and size == 1 else size // 2
        text = ''.join(parts)
    return text


# ---------------------------------------------------------------- campaigns

def seeds_of(options):
    patterns = [os.path.join(harness.ROOT, p) for p in SEEDS] + (options.seeds or [])
    names = sorted(n for p in patterns for n in glob.glob(p) if not n.endswith('.expected.c'))
    return [text for text in map(read, names) if 'asyncc' in text and len(text) < 12000]


def keep(options, name, text, finding):
    if options.keep:
        write(os.path.join(options.keep, name + '.c'), text)
        write(os.path.join(options.keep, name + '.txt'), '%s\n%s' % finding)


def campaign(options, prober):
    """Mutants until the time or their number is over; {essence: text}."""
    rng, seeds = random.Random(options.seed), seeds_of(options)
    end = time.monotonic() + options.seconds if options.seconds else None
    found, left = {}, options.mutants
    while time.monotonic() < end if end else left > 0:
        left -= 1
        text = mutant(rng, seeds)
        finding = prober.probe(text)
        if not finding or essence(finding) in found:
            continue
        key = essence(finding)
        found[key] = text
        name = 'found-%d-%d' % (options.seed, len(found))
        keep(options, name, text, finding)
        found[key] = reduce(prober, text, key)
        keep(options, name, found[key], finding)
        print('FAIL %s: %s' % (name, key), flush=True)
    print('%d mutants, %d accepted, %d findings' % (prober.runs, prober.accepted, len(found)))
    return found


def replay(prober):
    """What was found once stays mended."""
    bad = 0
    for name in sorted(glob.glob(os.path.join(HERE, 'found', '*.c'))):
        finding = prober.probe(read(name))
        if finding:
            bad += 1
            print('FAIL %s: %s' % (os.path.basename(name), essence(finding)), flush=True)
    return bad


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--seconds', type=float, help='how long (default: --mutants)')
    parser.add_argument('--mutants', type=int, default=40, help='how many (default: 40)')
    parser.add_argument('--seed', type=int, default=1, help='of the random numbers (default: 1)')
    parser.add_argument('--seeds', action='append', metavar='GLOB', help='more files to start from')
    parser.add_argument('--hang', type=float, default=60, help='seconds that count as a hang')
    parser.add_argument('--reduce', metavar='FILE', help='make this file smaller; print it')
    options = parser.parse_args()
    harness.find_build(options)
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    keep_in, options.keep = options.keep, None
    with harness.work_folder(options) as work:
        options.keep = keep_in and os.path.abspath(keep_in)
        prober = Prober(options, work)
        if options.reduce:
            text = read(options.reduce)
            finding = prober.probe(text)
            print(reduce(prober, text, essence(finding)) if finding else 'nothing happens')
            return 0
        bad = replay(prober)
        return 1 if campaign(options, prober) or bad else 0


if __name__ == '__main__':
    sys.exit(main())
