"""Nothing goes into one that has ended"""
from pair import *

def echo(n):
    got = total = 0
    for i in range(n):
        got = (yield got * 2) or 0
        out("got ", got)
        total += got
    return total

g = Gen(echo(0))
g.next()
g.send(6)
g.next()
g.close()
