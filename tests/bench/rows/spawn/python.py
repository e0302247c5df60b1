import asyncio

from bench import mix


async def one(i):
    await asyncio.sleep(0)
    return mix(i, i)


async def row(n, _):
    tasks = [asyncio.create_task(one(i)) for i in range(n)]
    return n, sum(await asyncio.gather(*tasks))
