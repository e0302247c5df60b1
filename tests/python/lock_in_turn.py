"""A lock is given in the order of asking"""
from pair import *

lock = None

async def holds(i):
    async with lock:
        out(i, " in")
        await asyncio.sleep(0.01)
        out(i, " out")

async def main():
    global lock
    lock = asyncio.Lock()
    await asyncio.gather(holds(1), holds(2), holds(3))

run(main)
