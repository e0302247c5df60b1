"""Awaits one after the other"""
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
    total = await work("a", 20, 1) + 10 * await work("b", 10, 2)
    out(total)

run(main)
