"""A deferred statement that catches leaves the status as it was"""
from pair import *

async def other():
    await asyncio.sleep(0.001)
    raise Raised('EPIPE')

async def fails():
    try:
        raise Raised('EIO')
    finally:
        st, _ = await attempt(other())
        out("inside ", st)

async def main():
    st, _ = await attempt(fails())
    out(st)

run(main)
