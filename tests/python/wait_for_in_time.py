"""Wait_for: in time, too late, failed"""
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
    r = 0
    for limit, name, ms, result in (100, "a", 20, 5), (20, "b", 100, 6), (100, "c", 20, -1):
        st = None
        try:
            r = await asyncio.wait_for(work(name, ms, result), limit / 1000)
        except (Raised, asyncio.TimeoutError) as error:
            st = error
        out(name_of(st), " ", r)

run(main)
