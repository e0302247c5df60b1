"""A raise in a deferred statement takes the place of what was raised"""
from pair import *

def g1():
    try:
        try:
            try:
                yield 1
            finally:
                out("first")
        finally:
            raise Raised('EPIPE')
    finally:
        out("last")

g = Gen(g1())
g.next()
g.throw('EIO')
g.close()
g = Gen(g1())
g.next()
g.next()
g.close()
