"""A status goes up until it is caught"""
from pair import *

async def level(n, catches):
    try:
        if n == 0 and catches == 0:
            raise Raised('EIO')
        if n == 0:
            st, _ = await attempt(level(0, 0))
            return int(st == 'EIO')
        r = -1
        if n == catches or n == 1:
            st, value = await attempt(level(n - 1, catches))
            if st == 'OK':
                r = value
            out(n, ": ", st)
            return r + 10
        return await level(n - 1, catches)
    finally:
        out("left ", n)

async def main():
    for n in range(4):
        out(await level(n, 2))

run(main)
