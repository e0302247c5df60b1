"""A close passes what catches statuses"""
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

g = Gen(catches(4))
g.next()
g.close()
out("closed")
