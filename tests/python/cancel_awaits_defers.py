"""Deferred statements that await are waited for"""
from pair import *

async def careful():
    try:
        await asyncio.sleep(0.5)
        out("never")
    finally:
        out("releasing")
        await asyncio.sleep(0.02)
        out("released")

async def main():
    t = asyncio.create_task(careful())
    await asyncio.sleep(0.02)
    t.cancel()
    try:
        await t
        st = None
    except asyncio.CancelledError as error:
        st = error
    out(name_of(st))

run(main)
