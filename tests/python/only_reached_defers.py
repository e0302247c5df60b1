"""A defer that was not reached does not run"""
from pair import *

from contextlib import ExitStack

def g1():
    with ExitStack() as stack:
        stack.callback(out, "one")
        yield 1
        stack.callback(out, "two")
        yield 2
        stack.callback(out, "three")
        yield 3

for n in range(5):
    g = Gen(g1())
    for i in range(n):
        g.next()
    g.close()
    out("--")
