import asyncio


async def fib(n, lowest):
    if n < lowest:
        await asyncio.sleep(0)
    if n < 2:
        return n
    return await fib(n - 1, lowest) + await fib(n - 2, lowest)


def calls(n):
    last, now = 1, 1
    for _ in range(2, n + 1):
        last, now = now, now + last + 1
    return now


async def row(n, m):
    return calls(n), await fib(n, m)
