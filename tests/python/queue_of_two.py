"""A bounded queue"""
from pair import *

q = None

async def produce():
    for i in range(5):
        await q.put(i)
        out("put ", i)

async def consume():
    for i in range(5):
        await asyncio.sleep(0.02)
        v = await q.get()
        out("got ", v)

async def main():
    global q
    q = asyncio.Queue(2)
    await asyncio.gather(produce(), consume())

run(main)
