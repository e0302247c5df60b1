"""What is raised after catching is another status"""
from pair import *

def g1():
    st = 'OK'
    try:
        yield 1
    except Raised as error:
        st = error.name
    try:
        if st == 'EIO':
            raise Raised('EPIPE')
        yield 2
    finally:
        out("deferred ", st)

for i in range(2):
    g = Gen(g1())
    g.next()
    again = g.throw('EINVAL' if i else 'EIO')
    if again:
        g.next()
    else:
        print('end EPIPE')  # the dialect keeps the status of one that has ended
    g.close()
