"""Recursive delegation"""
from pair import *

def walk(low, high):
    if low >= high:
        return 0
    middle = (low + high) // 2
    left = yield from walk(low, middle)
    yield middle
    right = yield from walk(middle + 1, high)
    return 1 + max(left, right)

g = Gen(walk(0, 11))
while g.next():
    pass
out(g.returned)
g.close()
