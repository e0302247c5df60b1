"""Yields as operands, in order"""
from pair import *

def sums():
    v = [0, 0]
    a = (yield 1) + 10 * (yield 2)
    v[a > 0] = (yield a) - (yield v[0])
    return a + v[1] if (yield v[1]) else (yield -1)

for last in range(2):
    g = Gen(sums())
    g.next()
    for i in range(1, 5):
        g.send(i)
    if g.send(last):
        g.send(9)
    out(g.returned)
    g.close()
