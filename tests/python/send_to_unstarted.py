"""Nothing can be sent to one that has not started; it starts all the same"""
from pair import *

def echo(n):
    got = total = 0
    for i in range(n):
        got = (yield got * 2) or 0
        out("got ", got)
        total += got
    return total

g = Gen(echo(2))
g.send(5)
g.next()
g.send(6)
g.send(7)
out(g.returned)
g.close()
