"""Any number of tasks may await one future"""
from pair import *

f = None

async def waits(i):
    out(i, " waits")
    v = await f
    out(i, " got ", v)

async def main():
    global f
    f = asyncio.get_running_loop().create_future()
    async with asyncio.TaskGroup() as g:
        for i in range(3):
            g.create_task(waits(i))
        await asyncio.sleep(0.01)
        for value in 7, 8:
            first = not f.done()
            if first:
                f.set_result(value)
            out(int(first))
    out(await f)

run(main)
