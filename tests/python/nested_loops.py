"""Generators inside generators, by loops"""
from pair import *

from contextlib import closing

def pairs_inner(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("(%d)" % n)

def pairs(n):
    with closing(pairs_inner(n)) as outer:
        for a in outer:
            with closing(pairs_inner(a)) as inner:
                for b in inner:
                    yield 10 * a + b

with closing(pairs(4)) as g:
    for v in g:
        if v == 31:
            break
        out(v)
