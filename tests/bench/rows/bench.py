"""Runs a row in Python: bench.py ROW.py N [M]. A row defines `row(n, m)`, a function or a coroutine
function, which gives operations and checksum. BENCH_LOOP=uvloop: on that loop."""
import asyncio
import inspect
import os
import pathlib
import re
import runpy
import sys
import time


def mix(x, i):
    return (x >> 1) ^ (i * 3)


def peak_bytes():
    status = pathlib.Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(re.search(r"VmHWM:\s*(\d+)", status)[1])


def main():
    file, n, m = [*sys.argv[1:], "0"][:3]
    if os.environ.get("BENCH_LOOP") == "uvloop":
        import uvloop
        uvloop.install()
    row = runpy.run_path(file)["row"]
    size, start = peak_bytes(), time.process_time_ns()
    done = row(int(n), int(m))
    operations, checksum = asyncio.run(done) if inspect.iscoroutine(done) else done
    took = time.process_time_ns() - start
    print(operations, took, checksum, peak_bytes() - size)


if __name__ == "__main__":
    sys.modules["bench"] = sys.modules["__main__"]  # which the rows import
    main()
