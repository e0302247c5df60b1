"""Thrown through three levels; the middle one answers by: catch"""
from pair import *

def low():
    try:
        for i in range(2):
            yield i
        return 1
    finally:
        out("low")

def middle():
    try:
        for i in range(2):
            r = 0
            st = None
            try:
                r = yield from low()
            except Raised as error:
                st = error
            out(name_of(st), " ", r)
            pass
            yield 10 + i
        return 2
    finally:
        out("middle")

def high():
    try:
        r = yield from middle()
        yield 100 + r
        return 3
    finally:
        out("high")

g = Gen(high())
g.next()
g.next()
more = g.throw('EPIPE')
while more:
    more = g.next()
g.close()
