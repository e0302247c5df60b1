"""What an async generator raises is raised in the loop"""
from pair import *

async def g1():
    try:
        yield 1
        await asyncio.sleep(0.001)
        raise Raised('EPIPE')
    finally:
        out("generator left")

async def everything():
    try:
        async for v in g1():
            out(v)
        out("never")
    finally:
        out("loop left")

async def main():
    st, _ = await attempt(everything())
    out(st)

run(main)
