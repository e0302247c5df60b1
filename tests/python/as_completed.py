"""Tasks in the order of their ends"""
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
    for d in asyncio.as_completed(tasks):
        out(await d)

run(main)
