import asyncio

from bench import mix


async def one(i):
    ms = 1 + i * 7919 % 1000
    await asyncio.sleep(ms / 1000)
    return mix(i, ms)


async def row(n, _):
    tasks = [asyncio.create_task(one(i)) for i in range(n)]
    return n, sum(await asyncio.gather(*tasks))
