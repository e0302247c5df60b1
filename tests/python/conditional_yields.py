"""Yields that are not reached are not made"""
from pair import *

def maybe(n):
    a = int(n > 0 and bool((yield 1)))
    b = int(n > 1 or bool((yield 2)))
    c = (yield 3) if n > 2 else (yield 4)
    return 100 * a + 10 * b + c

for n in range(4):
    g = Gen(maybe(n))
    more = g.next()
    while more:
        more = g.send(1)
    out(g.returned)
    g.close()
