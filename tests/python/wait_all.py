"""Wait for tasks: ALL_COMPLETED"""
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
    tasks = [asyncio.create_task(work(*args)) for args in (("a", 90, 1), ("b", 30, 2), ("c", 60, 3))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.ALL_COMPLETED)
    out(len(done))
    for t in [t for t in tasks if t in done] + [t for t in tasks if t in pending]:
        t.cancel()
        try:
            await t
        except (asyncio.CancelledError, Raised):
            pass

run(main)
