"""A block with a clock"""
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

async def limited(ms):
    try:
        async with asyncio.timeout(0.06):
            try:
                await work("a", ms, 1)
                out("in time")
            finally:
                out("block left")
        out("after")
    finally:
        out("out")

async def main():
    for ms in range(20, 200, 100):
        try:
            await limited(ms)
            out("OK")
        except TimeoutError:
            out("ETIMEDOUT")

run(main)
