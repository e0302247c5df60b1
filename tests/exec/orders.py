"""Writes the grid of evaluation orders: operator x what its operands do x where the await stands.

In an expression that holds an await, operands are evaluated left to right, those too that hold
none. A shape (SHAPES) is an expression over three operands; each operand (OPERANDS) prints, writes,
reads or awaits; and an await stands in one of them or beside the shape (AROUND). What has to come
out is computed here, operand by operand.
"""
import itertools
import os

# Text over operands 0, 1, 2, and its value.
SHAPES = {
    'operator': ('({0}) * 100 + ({1}) * 10 - ({2})', lambda a, b, c: a * 100 + b * 10 - c),
    'call': ('three({0}, {1}, {2})', lambda a, b, c: a * 100 + b * 10 + c),
    'nested': ('three({0}, three(0, {1}, 0), {2})', lambda a, b, c: a * 100 + b * 100 + c),
    'pointer': ('ops[({0}) & 1]({1}, {2}, 0)', lambda a, b, c: b * 100 + c * 10 + (a & 1)),
    'subscript': ('cells[({0}) & 3][({1}) & 3] + ({2})', lambda a, b, c: (a & 3) * 4 + (b & 3) + c),
    'literal': ('sum3((struct three){{{0}, {1}, {2}}})', lambda a, b, c: a * 100 + b * 10 + c),
    'designated': ('sum3((struct three){{.c = {0}, .a = {1}, .b = {2}}})',
                   lambda a, b, c: b * 100 + c * 10 + a),
    'assigned': ('({0}) * 100 + (row[({1}) & 3] = ({2}))', lambda a, b, c: a * 100 + c),
    'conditional': ('({0}) > 2 ? three(1, {1}, {2}) : two({1}, {2})',
                    lambda a, b, c: 100 + b * 10 + c if a > 2 else b * 10 + c),
    'macro': ('THREE({0}, {1}, {2})', lambda a, b, c: a * 100 + b * 10 + c),
}


class Machine:
    """What the program's variables hold and what it has printed."""

    def __init__(self):
        self.i, self.g, self.out = 1, 5, []

    def said(self, n):
        self.out.append('p%d' % n)
        return n

    def awaited(self, n):
        self.out += ['a%d' % n]
        return n

    def local(self, by):
        self.i += by
        return self.i - by

    def changed(self, n):
        self.out.append('c%d' % n)
        self.g += 1
        return n

    def store(self, n):
        self.g = n
        return n


# Text of operand n, and what it does to the machine.
OPERANDS = {
    'say': ('p({n})', lambda m, n: m.said(n)),
    'bump': ('i++', lambda m, n: m.local(1)),
    'read': ('i', lambda m, n: m.i),
    'far': ('g', lambda m, n: m.g),
    'store': ('(g = {n})', lambda m, n: m.store(n)),
    'change': ('change({n})', lambda m, n: m.changed(n)),
    'await': ('await a({n})', lambda m, n: m.awaited(n)),
}
# Each shape takes one cell of so many, another one than the shape before.
STRIDE = 5
# The shape beside an await.
AROUND = {'left': ('await a(7) + ({0})', True), 'right': ('({0}) + await a(7)', False)}

HEAD = '''/* written by orders.py */
#include <asyncc.h>
#include <stdio.h>

#define MAYBE __attribute__((unused))
struct three { int a, b, c; };
MAYBE static int cells[4][4] = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}, {12, 13, 14, 15}};
static int g;
MAYBE static int row[4];
MAYBE static int p(int x) { printf("p%d ", x); return x; }
MAYBE static int change(int x) { printf("c%d ", x); g++; return x; }
MAYBE static int two(int a, int b) { return a * 10 + b; }
MAYBE static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }
MAYBE static int three1(int a, int b, int c) { return three(a, b, c) + 1; }
MAYBE static int (*const ops[2])(int, int, int) = {three, three1};
MAYBE static int sum3(struct three t) { return three(t.a, t.b, t.c); }
#define THREE(a, b, c) three(a, b, c)
static async int a(int x) { printf("a%d ", x); await async_sleep(0); return x; }
#define CELL(f) g = 5, r = await f(1), printf("%s: %d, g %d\\n", #f, r, g)
'''


def cell(shape, operands, around):
    """(expression, line of output without the name) of a cell."""
    text, combine = SHAPES[shape]
    machine = Machine()
    expression = text.format(*(OPERANDS[o][0].format(n=n + 1) for n, o in enumerate(operands)))
    value = 0
    if around:
        expression = AROUND[around][0].format(expression)
        if AROUND[around][1]:
            value += machine.awaited(7)
    value += combine(*[OPERANDS[o][1](machine, n + 1) for n, o in enumerate(operands)])
    if around and not AROUND[around][1]:
        value += machine.awaited(7)
    return expression, ''.join(w + ' ' for w in machine.out), value, machine


def program(shape):
    """The program of a shape: all operands beside an await, or one of them awaiting."""
    code, main, expect = [], [], []
    plain = [o for o in OPERANDS if o != 'await']
    cells = [(operands, around) for operands in itertools.product(plain, repeat=3)
             for around in AROUND]
    cells += [(operands, None) for operands in itertools.product(OPERANDS, repeat=3)
              if operands.count('await') == 1]
    own = list(SHAPES).index(shape) % STRIDE
    for number, (operands, around) in enumerate(cells[own::STRIDE]):
        name = 'f%d' % number
        expression, said, value, machine = cell(shape, operands, around)
        code.append('static async int %s(int i) { int r = %s; return r * 10 + i; }\n' % (name, expression))
        main.append('    CELL(%s);\n' % name)
        expect.append('%s%s: %d, g %d\n' % (said, name, value * 10 + machine.i, machine.g))
    return '%s%sasync int main(void)\n{\n    int r;\n\n%s    return 0;\n}\n/* expect:\n%s*/\n' % (
        HEAD, ''.join(code), ''.join(main), ''.join(expect))


def write(folder, wanted=()):
    """The programs, as cases of exec/run.py."""
    os.makedirs(folder, exist_ok=True)
    for shape in SHAPES:
        if not wanted or any(w in 'order_' + shape for w in wanted):
            with open(os.path.join(folder, 'order_%s.c' % shape), 'w', encoding='utf-8') as out:
                out.write('// timeout: 30\n' + program(shape))
