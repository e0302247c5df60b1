#!/usr/bin/env python3
"""Writes the grid of programs: C statement x position of the await x callee.

    grid.py FOLDER [--each] [NAME...]

A cell is one small async function: a statement of C (KINDS) whose expressions hold an await in
some position (EXPRESSIONS), or whose bodies are statements that hold one (STATEMENTS). All cells
of a kind make one program per callee (CALLEES), which runs them for several arguments with callees
that complete at once, that suspend, and that do both in turn; --each gives every cell a program of
its own. The programs print what happens, in an order that C defines, so that the same text with
the keywords erased is a plain C program that has to print the same.
"""
import os
import re
import sys

# How an expression of value X (about) may hold an await. `k` and `t` are locals, `row` an array.
# True: its type is that of a comparison, which clang does not want as the head of a switch.
EXPRESSIONS = {
    'alone': ('await f({x})', False),
    'left_operand': ('await f({x}) - k', False),
    'right_operand': ('k - await f({x})', False),
    'both_operands': ('await q({x}) - await q({x} + 1)', False),
    'deep_operand': ('k - (t + (await f({x}) - k) * 2)', False),
    'compared': ('await f({x}) == k', True),
    'argument': ('twice(await f({x}))', False),
    'arguments': ('sum(k, await q({x}), await q({x} + 1))', False),
    'own_argument': ('await f(await f({x}) + 1)', False),
    'subscript': ('row[await f({x}) & 3]', False),
    'subscripted': ('(await at({x}))[0]', False),
    'dereferenced': ('*await at({x})', False),
    'member': ('(await p({x})).b', False),
    'pointed_member': ('(await pp({x}))->b', False),
    'and_left': ('await f({x}) && k', True),
    'and_right': ('k > 1 && await f({x})', True),
    'and_both': ('await f({x}) && await f({x} + 1)', True),
    'or_both': ('await f({x}) || await f({x} + 1)', True),
    'condition': ('await f({x}) ? k : k + 1', False),
    'arms': ('k > 1 ? await f({x}) : await f({x} + 1)', False),
    'one_arm': ('k > 1 ? await f({x}) : k', False),
    'all_three': ('await f({x}) ? await f({x} + 1) : await f({x} + 2)', False),
    'comma_right': ('(say(7), await f({x}))', False),
    'comma_both': ('(await note({x}), await f({x} + 1))', False),
    'assigned': ('(t = await f({x}))', False),
    'added': ('(t += await f({x}))', False),
    'negated': ('!await f({x})', True),
    'minus': ('-await f({x})', False),
    'cast': ('(short)await f({x})', False),
    'compound_literal': ('(struct pair){{ k, await f({x}) }}.b', False),
    'statement_expression': ('({{ int u = await f({x}); u + k; }})', False),
}

# How a statement may hold an await. True: it is more than one statement, or declares something.
STATEMENTS = {
    'statement': ('await f({x});', False),
    'void_statement': ('await note({x});', False),
    'void_cast': ('(void)await f({x});', False),
    'initializer': ('int v = await f({x}); r += v;', True),
    'initializers': ('int v = await f({x}), w = v + await f({x} + 1); r += v * w;', True),
    'const_initializer': ('const int v = await f({x}); await note(v); r += v;', True),
    'array_initializer': ('int v[3] = {{ 1, await f({x}), k }}; r += v[1] * 2 + v[2];', True),
    'struct_initializer': ('struct pair v = {{ .b = await f({x}), .a = k }}; r += v.a + v.b;', True),
    'struct_assigned': ('struct pair v; v = await p({x}); await note(v.a); r += v.b;', True),
    'assignment': ('r = await f({x});', False),
    'assignment_chain': ('r = t = await f({x});', False),
    'added': ('r += await f({x});', False),
    'multiplied': ('r *= 2 - await f({x});', False),
    'location': ('cells[await f({x}) & 3] = r;', False),
    'location_added': ('cells[await f({x}) & 3] += k;', False),
    'both_sides': ('cells[await q({x}) & 3] = await q({x} + 1);', False),
    'through_pointer': ('*await at({x}) = k;', False),
    'incremented': ('cells[await f({x}) & 3]++;', False),
    'argument': ('say(await f({x}));', False),
    'if_inside': ('if (await f({x})) r++; else r--;', True),
    'loop_inside': ('for (int v = 0; v < 2; v++) r += await f({x} + v);', False),
    'break_inside': ('do {{ if (await f({x})) break; r += 5; }} while (await f({x} + 1) < 1);', False),
    'return_inside': ('if (await f({x}) > 3) return r;', True),
    'returned': ('if (k > 2) return await f({x});', True),
    'goto_inside': ('{{ __label__ over; if (await f({x})) goto over; r += 3; over:; }}', False),
    'switch_inside': ('switch (await f({x})) {{ case 1: r += 7; break; default: r += 2; }}', False),
    'statement_expression': ('r += ({{ int v = await f({x}); v * 2; }});', False),
}

# The statements of C. <E:x> is an expression of value about x, <I:x> one that heads a switch,
# <S:x> a statement told x. A kind is done for expressions, statements, or both, by what it holds.
# `x` is the argument, 0..4; `r` the result. FALL stands for the attribute fallthrough.
KINDS = {
    'expression': 'r = <E:x>; <S:x>',
    'expression_added': 'r += <E:x>; r -= <E:x + 1>;',
    'declaration': 'int n = <E:x>, m = <E:n & 3>; <S:n & 3> r = n * 10 + m;',
    'declaration_const': 'const int n = <E:x>; <S:x> say(n);',
    'declaration_static': 'static int count; count += <E:x>; <S:x> r += count & 7;',
    'declaration_array': 'int a[4] = { k, <E:x>, 3 }; <S:a[2]> for (int i = 0; i < 4; i++) say(a[i]);',
    'declaration_vla': 'int a[x + 2]; a[x] = x; a[x + 1] = <E:x>; <S:a[x]> say(a[x + 1]);',
    'return': 'if (x == 2) return <E:x>; <S:x> if (x == 3) { <S:x + 1> return 5; } return r + (<E:x + 1>);',
    'block': '{ <S:x> say(1); } { { r += <E:x>; } <S:x + 1> }',
    'block_shadowing': 'int n = x; { int n = <E:1>; <S:n & 3> { int n = 5; <S:n> n++; say(n); } n++; say(n); } say(n);',
    'block_again': 'for (int i = 0; i < 3; i++) { int n = 1, a[3] = { i }; n += <E:i>; <S:i> a[1] += n; say(a[0] + a[1] + a[2]); n = a[2] = 99; }',
    'if': 'if (<E:x>) <S:1>',
    'if_else': 'if (<E:x - 1>) <S:1> else <S:2>',
    'if_chain': 'if (<E:x - 1>) <S:1> else if (<E:x - 2>) <S:2> else <S:3>',
    'if_nested': 'if (x > 1) { if (<E:x - 2>) { <S:1> say(1); } else { say(2); <S:2> } } else if (x) <S:3>',
    'while': 'int n = 0; while (<E:2 - n>) { if (++n > 3) break; <S:n> }',
    'while_unbraced': 'int n = 0; while (n++ < 2 && (<E:x - n>)) <S:n>',
    'while_continue': 'int n = 0; while (n < 4) { n++; if (<E:n - x>) continue; <S:n> if (n == 3) break; say(n); }',
    'while_empty': 'int n = 0; while (n++ < 2 && (<E:x - n>)) ; say(n);',
    'do': 'int n = 0; do { <S:n> if (n == 1) continue; say(n); } while (++n < 3 && (<E:n>));',
    'do_unbraced': 'int n = 0; do <S:n> while (n++ < 2);',
    'do_break': 'int n = 0; do { if (n == x) break; <S:n> } while (n++, <E:n>); say(n);',
    'for_first': 'int n, m = 0; for (n = <E:x>; m < 2; m++) <S:m> r += n;',
    'for_declaration': 'for (int n = <E:x>, m = n; m < n + 2; m++) <S:m - n>',
    'for_condition': 'for (int n = 0; <E:2 - n>; n++) { if (n == 3) break; <S:n> }',
    'for_step': 'for (int n = 0; n < 3; n++, r += <E:n>) <S:n>',
    'for_all': 'int n = 0; for (r = <E:0>; n < 4 && (<E:x - n>); r += <E:n>) { n++; <S:n> }',
    'for_ever': 'int n = 0; for (;;) { if (++n > x) break; <S:n> if (<E:n - 2>) continue; say(n); break; }',
    'for_continue': 'for (int n = 0; n < 4; n++) { if (<E:n - x>) continue; <S:n> if (n == 2) break; say(n); }',
    'for_bare': 'for (int n = 0; n < 3; n++) if (<E:n - x>) <S:n> else say(n);',
    'loops_nested': 'for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) { if (<E:i - j>) break; if (j == 1) continue; <S:i + j> say(j); } if (i == x) break; say(i); }',
    'switch': 'switch (<I:x>) { case 0: <S:0> break; case 1: <S:1> FALL case 2: <S:2> break; default: <S:3> }',
    'switch_default_first': 'switch (<I:x>) { default: <S:3> FALL case 1: <S:1> break; case 2: break; }',
    'switch_no_default': 'switch (<I:x>) { case 1: <S:1> break; case 2: { int n = 3; <S:n> say(n); break; } }',
    'switch_ranges': 'switch (<I:x>) { case -9 ... 0: <S:0> break; case 1 ... 2: <S:1> FALL case 7: <S:2> break; case 3: say(3); }',
    'switch_in_loop': 'for (int n = 0; n < 4; n++) { switch (n & 3) { case 0: continue; case 1: <S:n> break; default: if (<E:n - x>) break; <S:x> } say(n); }',
    'switch_around_loop': 'int n = 0; switch (x) { case 0: for (; n < 2; n++) { case 1: if (<E:x>) break; <S:x> } }',
    'switch_nested': 'switch (x) { case 1: case 2: switch (<I:x - 1>) { case 0: <S:0> break; default: <S:1> } <S:2> FALL case 3: say(3); break; default: <S:4> }',
    'duff': 'int n = x / 2 + 1; switch (x & 3) { case 0: do { <S:0> FALL case 3: <S:3> FALL case 2: say(2); FALL case 1: <S:1> } while (--n > 0 && ((<E:n>) || n)); }',
    'goto_forward': 'if (<E:x - 1>) goto out; <S:1> out: <S:2>',
    'goto_backward': 'int n = 0; again: <S:n> if (++n < 3 && (<E:x>)) goto again;',
    'goto_into_loop': 'int n = x; if (x > 1) goto inside; for (n = 0; n < 3; n++) { say(n); inside: <S:n> if (<E:n>) say(9); }',
    'goto_into_block': 'if (x & 1) goto inside; <S:1> { say(5); <S:2> inside: <S:3> if (<E:x - 3>) goto out; say(6); } out: say(8);',
    'goto_out_of_loops': 'for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { if (<E:i * 2 + j - x>) goto out; <S:j> } out: say(8);',
    'goto_between_blocks': 'int n = 0; { first: <S:n> if (n++ < 2) goto second; goto out; } { second: if (<E:n - x>) goto first; <S:n> } out: say(n);',
    'label_loop': 'int n = 0; next: switch (n++) { case 0: <S:0> goto next; case 1: if (<E:x>) goto next; <S:1> break; case 2: say(2); }',
    'in_statement_expression': 'r = ({ int n = <E:x>; <S:n & 3> while (n > 40) n -= 10; n + 1; });',
}

# Helpers that cells call: NAME: (result type, parameter, what it does before it returns, result).
# A callee that prints is called once per full expression; q, which C may call in any order, adds.
HELPERS = {
    'f': ('int', 'printf(" f%d", x);', 'return x;'),
    'q': ('int', 'total += x;', 'return x;'),
    'p': ('struct pair', 'printf(" p%d", x);', 'return (struct pair){ x, x * 2 };'),
    'pp': ('struct pair *', 'printf(" pp%d", x);', 'pairs[x & 3].b += x; return &pairs[x & 3];'),
    'at': ('int *', 'printf(" at%d", x);', 'return &cells[x & 3];'),
    'note': ('void', 'printf(" n%d", x);', ''),
}

# What is awaited: a function whose body is seen, one that never suspends, one behind a pointer.
CALLEES = ('seen', 'never', 'pointer')

PRELUDE = '''\
/* {title}: written by grid.py */
// plain: same
// timeout: 20
#include <asyncc.h>
#include <stdio.h>

struct pair {{ int a, b; }};

int cells[4] = {{ 1, 2, 3, 4 }};
int row[4] = {{ 5, 0, 7, 1 }};
struct pair pairs[4];
int total, mode, turn;

void say(int x) {{ printf(" %d", x); }}
int twice(int x) {{ return x * 2; }}
int sum(int a, int b, int c) {{ return a + b + c; }}

'''

MAIN = '''\
static void show(int r)
{{
    printf(" = %d (%d, %d %d %d %d)\\n", r, total, cells[0], cells[1], cells[2], cells[3]);
}}

async int main(void)
{{
    for (mode = 0; mode < {modes}; mode++) {{
        for (int x = 0; x < 5; x++) {{
{calls}
        }}
    }}
    return 0;
}}
'''


def helper_text(name, callee):
    """The definition of a helper, for the way in which it is reached."""
    kind, before, after = HELPERS[name]
    own = name + '_behind' if callee == 'pointer' else name
    gap = '' if kind.endswith('*') else ' '
    lines = ['static async %s%s%s(int x)' % (kind, gap, own), '{']
    if callee != 'never':
        lines.append('    if (mode == 1 || (mode == 2 && turn++ % 2)) await async_sleep(0);')
    lines.append('    %s' % before)
    if after:
        lines.append('    %s' % after)
    lines.append('}')
    if callee == 'pointer':
        lines.append('static async %s%s(*%s)(int) = %s;' % (kind, gap, name, own))
    return '\n'.join(lines) + '\n\n'


def expression(position, x):
    return EXPRESSIONS[position][0].format(x='(%s)' % x if ' ' in x else x)


def statement(position, x):
    text, several = STATEMENTS[position]
    text = text.format(x='(%s)' % x if ' ' in x else x)
    return '{ %s }' % text if several else text


def fill(template, part, position):
    """The template with the await in `position` of its expressions or of its statements."""
    def hole(match):
        kind, x = match.group(1), match.group(2)
        if kind == 'S':
            return statement(position, x) if part == 'statement' else 'say(%s);' % x
        if part == 'statement':
            return x
        text = expression(position, x)
        return '(%s) + 0' % text if kind == 'I' and EXPRESSIONS[position][1] else text
    text = re.sub(r'<([EIS]):([^>]*)>', hole, template)
    return text.replace('FALL', '__attribute__((fallthrough));')


def cells(kind):
    """[(name of the cell, its text)] of one kind of statement."""
    template = KINDS[kind]
    found = []
    if re.search('<[EI]:', template):
        found += [('e_' + p, fill(template, 'expression', p)) for p in EXPRESSIONS]
    if '<S:' in template:
        found += [('s_' + p, fill(template, 'statement', p)) for p in STATEMENTS]
    return found


def layout(text):
    """A statement per line, indented by its braces: what is read when a cell fails."""
    lines, depth, parens, start = [], 1, 0, 0
    for i, c in enumerate(text):
        parens += (c == '(') - (c == ')')
        flat = parens > 0 or re.search(r'[=)] *$|literal', text[start:i]) is not None
        if parens or c not in '{};' or (c == '{' and flat and not re.search(r'\) *$', text[start:i])):
            continue
        if c == '}' and '{' in text[start:i]:
            continue
        if c == ';' and text[start:i].count('{') > text[start:i].count('}'):
            continue
        piece = text[start:i + 1].strip()
        depth -= c == '}'
        lines.append('    ' * depth + piece)
        depth += c == '{'
        start = i + 1
    return '\n'.join(lines)


def program(kind, callee, chosen):
    """The text of a program over some cells of a kind."""
    title = '%s, callee %s' % (kind, callee)
    bodies = ''.join(
        'static async int %s(int x)\n{\n    int r = 0, k = x %% 3 + 1, t = 2;\n\n%s\n'
        '    return r + k * 100 + t * 1000;\n}\n\n' % (name, layout(text))
        for name, text in chosen)
    calls = '\n'.join(
        '            printf("%s %%d:", x);\n            show(await %s(x));' % (name, name)
        for name, _ in chosen)
    used = [h for h in HELPERS if re.search(r'\b%s\(' % h, bodies)]
    return (PRELUDE.format(title=title)
            + ''.join(helper_text(h, callee) for h in used)
            + bodies
            + MAIN.format(modes=1 if callee == 'never' else 3, calls=calls))


def programs(each):
    """Yields (name, text) of all programs of the grid."""
    for kind in KINDS:
        for callee in CALLEES:
            if each:
                for cell in cells(kind):
                    yield '%s.%s.%s' % (kind, cell[0], callee), program(kind, callee, [cell])
            else:
                yield '%s.%s' % (kind, callee), program(kind, callee, cells(kind))


def write(folder, each=False, wanted=()):
    """Writes the programs into a folder: all, or those whose name contains a wanted word."""
    os.makedirs(folder, exist_ok=True)
    for name, text in programs(each):
        if not wanted or any(w in 'grid/' + name for w in wanted):
            with open(os.path.join(folder, name + '.c'), 'w', encoding='utf-8') as out:
                out.write(text)


if __name__ == '__main__':
    arguments = [a for a in sys.argv[1:] if a != '--each']
    if not arguments:
        sys.exit(__doc__)
    write(arguments[0], '--each' in sys.argv, arguments[1:])
