"""Two generators, interleaved"""
from pair import *

def count(n):
    for i in range(n):
        yield i
    return 10 * n

a = Gen(count(2))
b = Gen(count(3))
for i in range(4):
    a.next()
    b.next()
b.close()
a.close()
