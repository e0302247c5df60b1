"""A generator that raises between yields"""
from pair import *

def g1(n):
    i = 0
    while True:
        if i == n:
            raise Raised('EIO')
        yield i
        i += 1

g = Gen(g1(2))
g.next()
g.next()
g.next()
g.close()
