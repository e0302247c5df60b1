"""A cancelled task leaves where it stands"""
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
    t = asyncio.create_task(work("a", 100, 1))
    await asyncio.sleep(0.02)
    out(int(t.cancel()))
    try:
        await t
        st = None
    except asyncio.CancelledError as error:
        st = error
    out(name_of(st), " ", int(t.cancel()))

run(main)
