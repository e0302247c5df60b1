"""Random programs of blocks, what has to be done when they are left, and ways out of them.

write(SEED, MODE, FOLDER) writes FOLDER/ways.c and FOLDER/ways.py, which have to print the same.
MODE is async or gen. A function is blocks in blocks: loops, a switch, a group, a time limit, an
async_for, a bare block; in them defers (also awaiting and raising ones), clean-up attributes and
suspensions; and ways out, each taken by one call: return, raise, break, continue, goto, return out
of a statement expression; cancellation after each number of milliseconds, or for generators close,
throw and send at each yield. In Python a block is an ExitStack.
"""
import os
import random

PRELUDE_C = '''#include "pair.h"

static inline int note(int k)
{
    printf("note %d\\n", k);
    return k;
}

static inline void gone(int *k) { printf("gone %d\\n", *k); }

static inline generator(int) void three(void)
{
    defer puts("three closed");
    for (int i = 0; i < 3; i++) yield i;
}
'''
ASYNC_C = '''
static inline async bool less(int a, int b)
{
    await async_sleep(4);
    return a < b;
}

static inline async generator(int) void ticks(void)
{
    defer { await async_sleep(4); puts("ticks closed"); }
    for (int i = 0; i < 3; i++) {
        await async_sleep(4);
        yield i;
    }
}

static inline async void child(int k)
{
    defer printf("child %d ends\\n", k);
    await async_sleep(k % 3 * 4 + 2);
    printf("child %d\\n", k);
}

static inline async void canceled_at(async_task(int) t, int ms)
{
    int st, r = 0;

    await async_sleep(ms);
    async_cancel(t);
    st = await async_try(r = async_join(t));
    printf("= %s %d\\n", NAME(st), r);
}

'''
PRELUDE_PY = '''from pair import *
from contextlib import AsyncExitStack, ExitStack, aclosing, closing


def note(k):
    out('note ', k)
    return k


def gone(k):
    out('gone ', k)


def plain_defer(k, bad):
    out('d', k)
    if bad:
        raise Raised('EPIPE')


async def shielded(awaitable):
    """A deferred statement: a cancellation that comes meanwhile takes effect when it is over."""
    inner = asyncio.ensure_future(awaitable)
    canceled = False
    while not inner.done():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError:
            canceled = True
    inner.result()
    if canceled:
        raise asyncio.CancelledError


async def awaiting_defer(k):
    async def body():
        await asyncio.sleep(.004)
        plain_defer(k, False)
    await shielded(body())


def three():
    try:
        for i in range(3):
            yield i
    finally:
        out('three closed')


async def ticks():
    async def body():
        await asyncio.sleep(.004)
        out('ticks closed')
    try:
        for i in range(3):
            await asyncio.sleep(.004)
            yield i
    finally:
        await shielded(body())


async def counted(n):
    i = 0
    while True:
        await asyncio.sleep(.004)
        if i == n:
            return
        yield i
        i += 1


async def child(k):
    try:
        await asyncio.sleep((k % 3 * 4 + 2) / 1000)
        out('child ', k)
    finally:
        out('child ', k, ' ends')


class Group:
    """async_group: left before its end, it cancels its tasks; waits for them in any case."""

    async def __aenter__(self):
        self.tasks, self.ended = [], False
        return self

    def spawn(self, awaitable):
        self.tasks.append(asyncio.ensure_future(awaitable))

    async def __aexit__(self, *error):
        if not self.ended:
            for task in self.tasks:
                task.cancel()
        if self.tasks:
            try:
                await asyncio.wait(self.tasks)
            except asyncio.CancelledError:
                for task in self.tasks:
                    task.cancel()
                await asyncio.wait(self.tasks)
                raise


class Out(Exception):
    """goto out"""


async def canceled_at(awaitable, ms):
    task = asyncio.ensure_future(awaitable)
    await asyncio.sleep(ms / 1000)
    task.cancel()
    try:
        st, r = 'OK', await task
    except (Raised, asyncio.CancelledError) as error:
        st, r = name_of(error), 0
    out('= ', st, ' ', r or 0)

'''

class Maker:
    def __init__(self, seed, mode):
        self.r = random.Random(seed)
        self.mode = mode
        self.k = 0
        self.ways, self.jumps, self.in_group = 0, False, False
        self.c, self.py = [], []

    def number(self):
        self.k += 1
        return self.k

    def emit(self, depth, c=None, py=None):
        if c is not None:
            self.c.append('    ' * depth[0] + c)
        if py is not None:
            self.py.append('    ' * depth[1] + py)

    def suspend(self, d):
        if self.mode == 'async':
            self.emit(d, 'await async_sleep(4);', 'await asyncio.sleep(.004)')
        else:
            k = self.number()
            how = self.r.randrange(3)
            if how == 0:
                self.emit(d, 'yield %d;' % k, 'yield %d' % k)
            elif how == 1:
                self.emit(d, 'printf("got %%d\\n", async_receive(int, yield %d));' % k, 'out("got ", (yield %d) or 0)' % k)
            else:
                self.emit(d, '{ int st = async_try(yield %d); printf("%%s\\n", NAME(st)); }' % k)
                self.emit(d, None, 'try:')
                self.emit(d, None, '    yield %d' % k)
                self.emit(d, None, '    out("OK")')
                self.emit(d, None, 'except Raised as error:')
                self.emit(d, None, '    out(error.name)')

    def defer(self, d):
        k, how = self.number(), self.r.randrange(4)
        aw = self.mode == 'async' and how == 1
        body_c = 'printf("d%d\\n");' % k
        if aw:
            body_c = 'await async_sleep(4); ' + body_c
        raising = how == 2 and self.r.random() < 0.5
        if raising:
            w = self.way()
            body_c += ' if (n == %d) async_raise(ASYNC_EPIPE);' % w
        self.emit(d, 'defer { %s }' % body_c)
        if aw:
            self.emit(d, None, 'es%d.push_async_callback(awaiting_defer, %d)' % (d[1] - 1, k))
        else:
            self.emit(d, None, 'es%d.callback(plain_defer, %d, n == %d)' % (d[1] - 1, k, w if raising else -1))

    def cleanup(self, d):
        k = self.number()
        self.emit(d, '__attribute__((cleanup(gone), unused)) int gone%d = %d;' % (k, k),
                  'es%d.callback(gone, %d)' % (d[1] - 1, k))

    def way(self):
        self.ways += 1
        return self.ways

    def leave(self, d, loop):
        w, k = self.way(), self.number()
        ways = ['return', 'raise', 'retcall', 'goto'] + (['break', 'continue'] * 2 if loop else [])
        how = self.r.choice(ways)
        self.jumps |= how == 'goto'
        c = {'goto': 'goto out;', 'return': 'return %d;' % k, 'raise': 'async_raise(ASYNC_EIO);', 'break': 'break;', 'continue': 'continue;',
             'retcall': 'return ({ if (n > 0) return note(%d); 0; });' % k}[how]
        py = {'goto': 'raise Out', 'return': 'return %d' % k, 'raise': "raise Raised('EIO')", 'break': 'break', 'continue': 'continue',
              'retcall': 'return note(%d)' % k}[how]
        self.emit(d, 'if (n == %d) %s' % (w, c), 'if n == %d: %s' % (w, py))

    def block(self, d, depth, loop):
        """The statements of a block, inside the braces."""
        es = ('async with AsyncExitStack() as es%d:' if self.mode == 'async' else 'with ExitStack() as es%d:') % d[1]
        self.emit(d, None, es)
        d = (d[0], d[1] + 1)
        self.emit(d, None, 'pass')
        for _ in range(self.r.randrange(2, 5)):
            what = self.r.random()
            if what < 0.2:
                self.defer(d)
            elif what < 0.25:
                self.cleanup(d)
            elif what < 0.45:
                self.leave(d, loop)
            elif what < 0.6:
                self.suspend(d)
            elif what < 0.66 or depth == 0:
                k = self.number()
                self.emit(d, 'printf("s%d\\n");' % k, 'out("s%d")' % k)
            elif what < 0.78:
                self.loop(d, depth)
            elif what < 0.83:
                self.over(d, depth)
            elif what < 0.87:
                self.switch(d, depth, loop)
            elif self.mode == 'async' and what < 0.91:
                self.timeout(d, depth)
            elif self.mode == 'async' and what < 0.95 and not self.in_group:
                self.group(d, depth)
            else:
                self.inner(d, depth, loop)

    def loop(self, d, depth):
        how = self.r.randrange(3)
        if how == 0:
            self.emit(d, 'for (int i = 0; i < 2; i++) {', 'for i in range(2):')
        elif how == 1 and self.mode == 'async':
            self.emit(d, 'for (int i = 0; await less(i, 2); i++) {', 'async for i in counted(2):')
        else:
            self.emit(d, 'int i%d = 0;' % self.k)
            self.emit(d, 'while (i%d++ < 2) {' % self.k, 'for i in range(2):')
        self.block((d[0] + 1, d[1] + 1), depth - 1, True)
        self.emit(d, '}')

    def over(self, d, depth):
        ticks = self.mode == 'async' and self.r.random() < .6
        k = self.number()
        self.emit(d, 'async_for (int v, %s()) {' % ('ticks' if ticks else 'three'))
        self.emit((d[0] + 1, 0), 'printf("v%d\\n", v);')
        self.emit(d, None, '%s(%s()) as g%d:' % (('async with aclosing', 'ticks', k) if ticks else
                                                 ('with closing', 'three', k)))
        self.emit((0, d[1] + 1), None, '%s v in g%d:' % ('async for' if ticks else 'for', k))
        self.emit((0, d[1] + 2), None, 'out("v", v)')
        self.block((d[0] + 1, d[1] + 2), depth - 1, True)
        self.emit(d, '}')

    def switch(self, d, depth, loop):
        """One case falls into the next; a break would leave the switch, so none is taken out of it."""
        k = self.number()
        self.emit(d, 'switch (n % 3) {')
        self.emit(d, 'case 0: puts("case %d"); __attribute__((fallthrough));' % k)
        self.emit(d, 'case 1: {')
        self.emit(d, None, 'if n % 3 == 0: out("case ' + str(k) + '")')
        self.emit(d, None, 'if n % 3 <= 1:')
        self.block((d[0] + 1, d[1] + 1), depth - 1, False)
        self.emit(d, '} }')

    def group(self, d, depth):
        k = self.number()
        self.emit(d, 'async_group(g%d) {' % k)
        self.emit(d, None, 'for _ in (1,):')
        d = (d[0], d[1] + 1)
        self.emit(d, None, 'async with Group() as g%d:' % k)
        for _ in range(self.r.randrange(1, 3)):
            c = self.number()
            self.emit((d[0] + 1, d[1] + 1), 'async_spawn_in(g%d, child(%d));' % (k, c),
                      'g%d.spawn(child(%d))' % (k, c))
        if self.r.random() < .5:
            self.emit((d[0] + 1, d[1] + 1), 'await async_sleep(4);', 'await asyncio.sleep(.004)')
        self.in_group = True  # in one inside it, two things could happen at the same time
        self.block((d[0] + 1, d[1] + 1), depth - 1, False)
        self.in_group = False
        self.emit((0, d[1] + 1), None, 'g%d.ended = True' % k)
        self.emit(d, '}')

    def timeout(self, d, depth):
        self.emit(d, 'async_timeout (1000) {', 'for _ in (1,):')
        self.emit((0, d[1] + 1), None, 'async with asyncio.timeout(1):')
        self.block((d[0] + 1, d[1] + 2), depth - 1, True)
        self.emit(d, '}')

    def inner(self, d, depth, loop):
        self.emit(d, '{')
        self.block((d[0] + 1, d[1]), depth - 1, loop)
        self.emit(d, '}')

    def function(self, i):
        """Writes function i; how many ways out it has."""
        a = self.mode == 'async'
        self.ways, self.jumps = 0, False
        self.emit((0, 0), 'static %s int f%d(int n)' % ('async' if a else 'generator(int, int)', i))
        self.emit((0, 0), '{', '%s f%d(n):' % ('async def' if a else 'def', i))
        self.emit((1, 1), '{', 'try:')
        self.block((2, 2), 3, False)
        self.emit((1, 1), '}', 'except Out:')
        self.emit((1, 2), None, 'pass')
        if self.jumps:
            self.emit((0, 0), 'out:')
        self.emit((1, 1), 'puts("out");', 'out("out")')
        if not a:
            self.emit((1, 1), 'yield -1;', 'yield -1')
        self.emit((1, 1), 'return 0;', 'return 0')
        self.emit((0, 0), '}\n', '')
        return self.ways + 1


def async_main(m, counts):
    c, py = 'async int main(void)\n{\n    int st, r;\n\n', 'async def main():\n'
    for i, n in enumerate(counts):
        for w in range(n):
            c += ('    r = 0, st = await async_try(r = f%d(%d));\n    printf("= %%s %%d\\n", NAME(st), r);\n'
                  % (i, w))
            py += '    st, r = await attempt(f%d(%d))\n    out("= ", st, " ", r or 0)\n' % (i, w)
            for _ in range(2):
                ms = m.r.randrange(1, 48, 2)
                c += '    await canceled_at(async_spawn(f%d(%d)), %d);\n' % (i, w, ms)
                py += '    await canceled_at(f%d(%d), %d)\n' % (i, w, ms)
    return c + '    return 0;\n}\n', py + '\n\nrun(main)\n'


def generator_main(m, counts):
    c, py = 'int main(void)\n{\n    async_gen(int) g;\n    bool more;\n\n', ''
    for i, n in enumerate(counts):
        for w in range(n):
            stop, how = m.r.randrange(1, 6), m.r.randrange(4)
            c += '    g = async_iter(f%d(%d));\n    puts("f%d %d");\n' % (i, w, i, w)
            py += 'g = Gen(f%d(%d))\nout("f%d %d")\n' % (i, w, i, w)
            if how == 0:
                c += '    while (shown(async_next(g), g)) continue;\n'
                c += '    if (!async_status(g)) printf("= %d\\n", async_returned(int, g));\n'
                py += 'while g.next():\n    pass\nif g.ended == "OK":\n    out("= ", g.returned)\n'
            else:
                c += '    more = true;\n    for (int i = 0; i < %d && more; i++) more = shown(async_next(g), g);\n' % stop
                py += 'more = True\nfor i in range(%d):\n    more = more and g.next()\n' % stop
                if how == 1:
                    c += '    if (more) shown(async_throw(g, ASYNC_EIO), g);\n'
                    py += 'if more:\n    g.throw("EIO")\n'
                if how == 2:
                    c += '    if (more) shown(async_send(g, 42), g);\n'
                    py += 'if more:\n    g.send(42)\n'
            c += '    async_close(g);\n'
            py += 'g.close()\n'
    return c + '    return 0;\n}\n', py


def write(seed, mode, folder, functions=8):
    """The program of a seed in both languages."""
    m = Maker(seed, mode)
    counts = [m.function(i) for i in range(functions)]
    c, py = (async_main if mode == 'async' else generator_main)(m, counts)
    head = PRELUDE_C + (ASYNC_C if mode == 'async' else '')
    with open(os.path.join(folder, 'ways.c'), 'w', encoding='utf-8') as out:
        out.write(head + '\n' + '\n'.join(m.c) + '\n' + c)
    with open(os.path.join(folder, 'ways.py'), 'w', encoding='utf-8') as out:
        out.write(PRELUDE_PY + '\n' + '\n'.join(m.py) + '\n' + py)
