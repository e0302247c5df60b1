"""What is thrown can be caught at the yield, and the next value is the answer"""
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
g.throw('EIO')
g.next()
g.throw('EPIPE')
g.throw('EINVAL')
out(g.returned)
g.close()
