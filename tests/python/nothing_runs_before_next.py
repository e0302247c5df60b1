"""A call runs nothing"""
from pair import *

def g1():
    out("begins")
    yield 1
    out("ends")

g = Gen(g1())
out("made")
g.next()
g.next()
g.close()
