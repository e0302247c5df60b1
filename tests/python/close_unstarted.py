"""Closed before it starts: nothing of it runs"""
from pair import *

def g1():
    out("begins")
    try:
        yield 1
    finally:
        out("deferred")

g = Gen(g1())
g.close()
out("closed")
