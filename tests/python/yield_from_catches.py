"""The delegator catches what the inner one raises"""
from pair import *

def inner(n):
    for i in range(n):
        yield i
    raise Raised('EIO')

def outer():
    r = 7
    st = 'OK'
    try:
        r = yield from inner(2)
    except Raised as error:
        st = error.name
    out(st, " ", r)
    yield 50
    try:
        r = yield from inner(1)
    except Raised as error:
        st = error.name
    return int(st == 'EPIPE')

g = Gen(outer())
g.next()
g.next()
g.next()
g.next()
g.throw('EPIPE')
out(g.returned)
g.close()
