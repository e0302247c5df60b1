"""Values, then the end, again and again"""
from pair import *

def count(n):
    for i in range(n):
        yield i
    return 10 * n

g = Gen(count(3))
while g.next():
    pass
out(g.returned)
g.next()
g.next()
g.close()
