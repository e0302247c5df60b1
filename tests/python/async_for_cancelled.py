"""A cancellation in the middle of a loop closes the generator"""
from pair import *

from contextlib import aclosing

async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.01)
            yield i
    finally:
        await asyncio.sleep(0.001)
        out("closed")

async def consume():
    try:
        async with aclosing(ticks(9)) as g:
            async for v in g:
                out(v)
                if v == 1:
                    await asyncio.sleep(0.5)
    finally:
        out("consumer left")

async def main():
    t = asyncio.create_task(consume())
    await asyncio.sleep(0.053)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError as error:
        out(name_of(error))

run(main)
