"""A loop over an async generator"""
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
    async for v in ticks(3):
        out(v)
    out("after")

run(main)
