"""The inner one catches, and delegation goes on"""
from pair import *

def catches(n):
    caught = 0
    for i in range(n):
        try:
            yield i
        except Raised as error:
            out("caught ", error.name)
            caught += 1
    return caught

def outer():
    a = yield from catches(2)
    yield 10 + a
    return 20 + (yield from catches(1))

g = Gen(outer())
g.next()
g.throw('EIO')
g.throw('EIO')
g.next()
g.throw('EPIPE')
out(g.returned)
g.close()
