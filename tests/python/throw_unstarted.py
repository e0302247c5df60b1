"""Thrown into one that has not started: it ends, nothing runs"""
from pair import *

def g1():
    try:
        out("begins")
        yield 1
    finally:
        out("deferred")

g = Gen(g1())
g.throw('EIO')
g.close()
