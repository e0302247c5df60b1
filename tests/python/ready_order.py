"""Ready tasks run in turn"""
from pair import *

async def hops(name, n):
    for i in range(n):
        out(name, i)
        await asyncio.sleep(0)

async def main():
    async with asyncio.TaskGroup() as g:
        g.create_task(hops("a", 3))
        g.create_task(hops("b", 2))
        out("spawned")

run(main)
