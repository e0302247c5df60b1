"""Delegation to one that yields nothing"""
from pair import *

def inner(n):
    try:
        total = 0
        for i in range(n):
            total += (yield i) or 0
        return total
    finally:
        out("inner ", n, " left")

def outer(n):
    try:
        a = yield from inner(n)
        b = yield from inner(n + 1)
        yield 100 + a
        return a + b
    finally:
        out("outer left")

g = Gen(outer(0))
g.next()
g.send(4)
g.next()
out(g.returned)
g.close()
