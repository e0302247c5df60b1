"""The return value is computed before the defers"""
from pair import *

def g1():
    n = 1
    try:
        yield n
        n = 2
        return n
    finally:
        n = 50
        out("deferred ", n)

g = Gen(g1())
g.next()
g.next()
out(g.returned)
g.close()
