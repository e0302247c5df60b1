"""An async generator stepped by hand"""
from pair import *

async def echo(n):
    got = 0
    for i in range(n):
        await asyncio.sleep(0.001)
        try:
            got = (yield got + i) or 0
        except Raised as error:
            out("caught ", error.name)

async def main():
    g = echo(3)
    for call, args in (g.__anext__, ()), (g.asend, (5,)), (g.athrow, (Raised('EIO'),)), (g.__anext__, ()):
        try:
            out(await call(*args))
        except StopAsyncIteration:
            out("end OK")
    await g.aclose()

run(main)
