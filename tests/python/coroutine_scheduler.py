"""A round-robin of generators"""
from pair import *

def worker(id, steps):
    try:
        for i in range(steps):
            yield 10 * id + i
        return id
    finally:
        out("worker ", id, " left")

g = [Gen(worker(1, 2)), Gen(worker(2, 4)), Gen(worker(3, 1))]
alive = 3
while alive > 1:
    alive = sum(one.next() for one in g)
for one in g:
    one.close()
