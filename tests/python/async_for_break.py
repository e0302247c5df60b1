"""Left by break: the generator is closed, and its defers waited for"""
from pair import *

from contextlib import aclosing

async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.005)
            yield i
    finally:
        await asyncio.sleep(0.001)
        out("closed")

async def main():
    async with aclosing(ticks(9)) as g:
        async for v in g:
            out(v)
            if v == 2:
                break
    out("after")

run(main)
