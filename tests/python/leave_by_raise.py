"""A block with awaiting defers left by: raise"""
from pair import *

async def leaves():
    try:
        for i in range(3):
            try:
                for k in range(2):
                    try:
                        await asyncio.sleep(0.001)
                        if i == 1:
                            raise Raised('EIO')
                        out("body ", i, " ", k)
                    finally:
                        out("inner ", i, " ", k)
            finally:
                await asyncio.sleep(0.001)
                out("loop ", i)
        return 1
    finally:
        out("function")

async def main():
    st, r = await attempt(leaves())
    out(st, " ", -1 if r is None else r)

run(main)
