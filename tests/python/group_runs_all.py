"""A group waits for its tasks"""
from pair import *

async def work(name, ms, result):
    try:
        out(name, " begins")
        await asyncio.sleep(ms / 1000)
        if result < 0:
            raise Raised('EIO')
        out(name, " ends")
        return result
    finally:
        out(name, " left")

async def main():
    async with asyncio.TaskGroup() as g:
        g.create_task(work("a", 40, 1))
        g.create_task(work("b", 20, 2))
        out("body")
    out("after")

run(main)
