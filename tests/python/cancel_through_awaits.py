"""A cancellation unwinds the chain of awaits from the inside"""
from pair import *

async def level(n):
    try:
        if n == 0:
            await asyncio.sleep(0.5)
            return 0
        r = await level(n - 1)
        out("never")
        return r
    finally:
        out("left ", n)

async def main():
    t = asyncio.create_task(level(3))
    await asyncio.sleep(0.02)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError as error:
        out(name_of(error))

run(main)
