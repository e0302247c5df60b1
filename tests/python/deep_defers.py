"""A close in the middle of a recursion"""
from pair import *

def down(n):
    try:
        yield n
        if n > 0:
            yield from down(n - 1)
        yield -n
    finally:
        out("left ", n)

for stop in range(1, 7):
    g = Gen(down(2))
    for i in range(stop):
        g.next()
    if stop % 2:
        g.throw('EIO')
    g.close()
    out("--")
