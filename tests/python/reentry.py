"""A generator cannot step itself"""
from pair import *

def g1():
    yield 1
    try:
        next(g.generator)
        inside = 1
    except ValueError:
        inside = 0
    out("inside: ", inside)
    yield 2
    return 3

g = Gen(g1())
g.next()
g.next()
g.next()
g.close()
