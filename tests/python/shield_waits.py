"""The shielded one goes on; the caller waits for it here, not in asyncio"""
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

async def protected():
    inner = asyncio.ensure_future(work("a", 50, 1))
    try:
        try:
            await asyncio.shield(inner)
        finally:
            if not inner.done():  # asyncio.shield does not wait
                await inner
        out("never")
    finally:
        out("protected left")

async def main():
    t = asyncio.create_task(protected())
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError as error:
        out(name_of(error))

run(main)
