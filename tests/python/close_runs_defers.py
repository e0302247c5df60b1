"""Closed at a yield: the last deferred first"""
from pair import *

def g1():
    try:
        for i in range(3):
            try:
                yield i
            finally:
                out("inner ", i)
    finally:
        out("outer")

g = Gen(g1())
g.next()
g.next()
g.close()
out("closed")
