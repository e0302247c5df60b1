"""Thrown at a yield: the defers run, it ends with that status"""
from pair import *

def g1():
    try:
        yield 1
        out("never")
        yield 2
    finally:
        out("deferred")

g = Gen(g1())
g.next()
g.throw('EIO')
g.close()
