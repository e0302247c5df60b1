"""Delegation: values in both directions, the return value"""
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
i = 1
while g.send(i):
    i += 1
out(g.returned)
g.close()
