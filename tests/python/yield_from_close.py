"""Delegation: a close runs the defers from the inside out"""
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

g = Gen(outer(2))
g.next()
g.send(3)
g.close()
out("closed")
