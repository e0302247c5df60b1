"""A failing task of a group cancels the others and the body, whichever first"""
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

async def everything():
    async with asyncio.TaskGroup() as g:
        g.create_task(work("a", 100, 1))
        g.create_task(work("b", 20, -1))
        await asyncio.sleep(0.2)
        out("never")
    out("never")

async def main():
    try:
        await everything()
    except* Raised as group:
        out(group.exceptions[0].name)

run(main)
