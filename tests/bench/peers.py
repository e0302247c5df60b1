"""The peers of the bench, a line each.

A peer has a program in the folders of rows/ that its file is found in; a row without one does without
the peer. To add a peer: a line here, and a file of that name in the rows that it is to be in.
"""
import collections

# name: as tables show it. file: in the row's folder; of a C program NAME.c also NAME_*.c are part, and
# what an asyncc peer's is translated first. compilers: one program by each. build: the command that
# makes {output} (None: nothing is built). run: the command that runs it. slower: by how much less work
# it does in a timed run than C programs. counted: whether callgrind can count its instructions.
# needs: a command that succeeds where the peer can be. only: the rows it is in, by folder (all).
Peer = collections.namedtuple(
    "Peer", "name file compilers build run slower counted needs only",
    defaults=["{output}", 1, True, None, None])

C = "{cc} -O2 -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -I{include} -I{folder} {sources}"
CXX = "{cc} -O2 -std=c++20 -Wall -Wextra -Werror {sources}"
RUNTIME = "{runtime} -luv -lpthread"
TO = "-o {output}"
BOTH, BOTHXX = ["gcc", "clang-19"], ["g++", "clang++-19"]
PYTHON = "env BENCH_LOOP=%s {cc} {driver} {source}"
LOOPS = ("switch", "spawn", "sleeps", "echo")

PEERS = [
    Peer("hand-written C", "hand.c", BOTH, f"{C} {TO}"),
    Peer("where inlined", "inlined.c", BOTH, f"{C} {TO}"),
    Peer("our ABI by hand", "ours.c", BOTH, f"{C} {RUNTIME} {TO}"),
    Peer("asyncc", "asyncc.c", BOTH, f"{C} {RUNTIME} {TO}"),
    Peer("C++20", "cxx20.cpp", BOTHXX, f"{CXX} {TO}"),
    Peer("C++20 pooled", "cxx20.cpp", BOTHXX, f"{CXX} -DPOOLED {TO}"),
    Peer("Rust", "rust.rs", ["rustc"], "{cc} -O --edition 2021 {sources} -o {output}"),
    Peer("raw epoll", "epoll.c", ["gcc"], f"{C} {TO}"),
    Peer("libuv", "libuv.c", ["gcc"], f"{C} -luv {TO}"),
    Peer("libuv try-write", "try_write.c", ["gcc"], f"{C} -luv {TO}"),
    Peer("asio", "asio.cpp", ["g++"], f"{CXX} {TO}"),
    Peer("Go", "go.go", ["go"], "{cc} build -o {output} {sources}", counted=False),
    Peer("Node", "node.js", ["node"], None, "{cc} {driver} {source}", 5, False),
    Peer("asyncio", "python.py", ["python3"], None, PYTHON % "asyncio", 20, False),
    Peer("uvloop", "python.py", ["python3"], None, PYTHON % "uvloop", 20, False,
         "{cc} -c 'import uvloop'", LOOPS),
]

OURS = ("our ABI by hand", "asyncc")

# Whose hand-written machine a compiler's programs are compared with; of others it is gcc's.
FAMILY = {"clang-19": "clang-19", "clang++-19": "clang-19", "rustc": "clang-19"}
