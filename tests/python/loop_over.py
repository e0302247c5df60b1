"""A loop over a generator, left in every way"""
from pair import *

from contextlib import closing

def g1(n):
    try:
        for i in range(n):
            yield i
    finally:
        out("closed ", n)

def first_above(limit):
    with closing(g1(5)) as g:
        for v in g:
            if v > limit:
                return v
    return -1

for v in g1(2):
    out(v)
with closing(g1(9)) as g:
    for v in g:
        if v == 1:
            continue
        if v == 3:
            break
        out(v)
out(first_above(2))
out(first_above(7))
