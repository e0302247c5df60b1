"""Gather: all run, results in the order written"""
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
    a, b, c = await asyncio.gather(work("a", 60, 1), work("b", 20, 2), work("c", 40, 3))
    out(a, " ", b, " ", c)

run(main)
