"""The rows of the bench, and what is asked of ours in each."""
import collections

from measure import CompileRow, EchoRow, FrameRow, LoopRow, LoopsRow

# figure: of measure.py, or "instructions" or "calls". kind: what it is compared with: "base", the row's
# base by the same family of compilers; "best", the best that is not ours; "row", our own in the row
# `other`; "most", nothing. limit: the highest ratio, or value.
Goal = collections.namedtuple("Goal", "figure kind limit other", defaults=[None, None])


def ratio(limit):
    """In time and in instructions, to the hand-written machine."""
    return [Goal("ns", "base", limit), Goal("instructions", "base", limit)]


ECHO = [Goal("calls", "base"), Goal("instructions", "base", 1.10), Goal("ns", "best"),
        Goal("p99", "best")]
FLAT = Goal("instructions", "row", 1.05, "delegate-1")
MILLION = 1_000_000

ROWS = [
    LoopRow("await", "await of a function that completes at once", 10 * MILLION, (1000, 11000),
            ratio(0.6), explained=True),
    LoopRow("await_far", "the same, in another translation unit", 5 * MILLION, (1000, 11000)),
    LoopRow("fib", "recursive fib, every call awaited, per call", 27, (15, 20), ratio(1.3),
            scaled=False),
    LoopRow("generator", "generator, per value", 10 * MILLION, (1000, 11000), ratio(0.8)),
    LoopRow("tree", "tree walk by recursive yield_from, per node", 2 * MILLION, (1023, 8191),
            ratio(1.3), explained=True),
    LoopRow("delegate-1", "delegation 1 deep, per value", 5 * MILLION, (1000, 11000), ratio(1.3),
            [1]),
    LoopRow("delegate-1000", "delegation 1,000 deep, per value", 5 * MILLION, (1000, 11000),
            [*ratio(1.3), FLAT], [1000]),
    LoopRow("delegate-100000", "delegation 100,000 deep, per value", 5 * MILLION, (1000, 11000),
            [FLAT], [100000]),
    LoopRow("switch", "switch between two tasks", 2 * MILLION, (1000, 11000), ratio(1.3),
            explained=True),
    LoopRow("spawn", "spawn, one trip and gather of 1,000,000, per task", MILLION, (1000, 11000),
            [*ratio(1.2), Goal("bytes", "most", 128)], explained=True, bytes_count=True),
    LoopRow("sleeps", "1,000,000 sleeps of 1 to 1,000 ms, per sleep", MILLION, (10000, 30000),
            [*ratio(1.2), Goal("bytes", "most", 160)], less=("libuv", "asio"), explained=True,
            bytes_count=True),
    EchoRow("echo-1", "TCP echo, 64 B x 1 connection, per request", 1, 64, ECHO,
            base="libuv try-write"),
    EchoRow("echo-50", "TCP echo, 64 B x 50 connections, per request", 50, 64, ECHO,
            base="libuv try-write"),
    EchoRow("echo-500", "TCP echo, 1 KiB x 500 connections, per request", 500, 1024, ECHO,
            base="libuv try-write"),
    LoopsRow("workers-1", "the same on one loop of async_workers, no core its own", 1),
    LoopsRow("workers-2", "the same on two loops, a thread each", 2,
             [Goal("ns", "row", 1.1, "workers-1"), Goal("instructions", "row", 1.1, "workers-1")]),
    FrameRow("frame", "frame of a function with two 256-byte buffers in separate blocks",
             [Goal("bytes", "base", 1.0)]),
    CompileRow("compile", "asyncc on 300 lines that include uv.h, whole process", ratio(1.3),
               base="clang -fsyntax-only"),
]
