"""A raise while unwinding takes the place of the first"""
from pair import *

async def fails(name):
    try:
        try:
            try:
                await asyncio.sleep(0.001)
                if name:
                    raise Raised(name)
            finally:
                out("first")
        finally:
            await asyncio.sleep(0.001)
            raise Raised('EPIPE')
    finally:
        out("last")

async def main():
    for name in 'EIO', None:
        st, _ = await attempt(fails(name))
        out(st)

run(main)
