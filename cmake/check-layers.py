#!/usr/bin/env python3
"""Checks that includes point downwards: check-layers.py PROJECT-FOLDER

A file may include what is of a lower rank, and what is of its own rank in its own folder, as long
as no header includes itself in the end. Ranks are those of docs/architecture.md. Stages of the
compiler (rank 3) and the runtime's facilities (rank 4) thus never include each other.
Prints FILE:LINE: REASON for each offence; the exit status is 1 if there was one.
"""
import os
import re
import sys

# Folder, or file name without its ending -> rank. "loop" stands for loop_timers.c too.
COMPILER = {
    "base": 0, "diag": 1, "ir": 2,
    "ps": 3, "parse": 3, "check": 3, "lower": 3, "emit": 3, "dump": 3,
    "pipeline": 4, "main": 5, "options": 5, "cc": 5,
}
RUNTIME = {
    "list": 0, "status": 0, "alloc": 0, "chunk": 0, "pool": 0,
    "coroutine": 1, "generator": 1, "async_generator": 1, "operation": 1, "loop": 1,
    "branch": 1, "scope": 1, "wheel": 1, "call": 1, "wrap": 1, "settings": 1, "observe": 1,
    "future": 2, "handle": 2, "remote": 2,
    "task": 3, "hand": 3, "await": 3, "run": 3, "main": 3,
    "combine": 4, "sync": 4, "io": 4,
    "debug": 5,
}
PUBLIC = {
    "keywords": 0, "abi": 0, "abi_text": 0, "status": 0,
    "coroutine": 1, "generator": 1, "async_generator": 1, "operation": 1, "loop": 1,
    "future": 2, "task": 3,
    "combine": 4, "limit": 4, "group": 4, "sync": 4, "net": 4, "fs": 4, "process": 4, "tls": 4, "time": 4, "signal": 4,
    "debug": 5, "asyncc": 6,
}
# What looks at a program's memory is part of the runtime's debug/ and of the command's ps/ alone.
INSPECT = re.compile(r"inspect/|runtime/debug/|compiler/ps/")
# Header -> the only files that may include it.
RESERVED = {
    "clang-c/": re.compile(r"compiler/parse/"),
    "uv.h": re.compile(r"runtime/(?!coroutine|generator|async_generator|list|alloc|pool)"),
}

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def rank_of(path):
    """The rank of a file, its path relative to the project; None if the tables do not know it."""
    top, *rest = path.split("/")
    if top == "inspect":
        return 0
    if top == "include":
        ranks, name = PUBLIC, rest[-1]
    else:
        ranks, name = (COMPILER if top == "compiler" else RUNTIME), rest[0]
    stem = name.split(".")[0]
    return ranks.get(stem, ranks.get(stem.split("_")[0]))


def sources(root):
    """All C files to check, sorted; adapters stand beside the layers."""
    found = []
    for top in ("compiler", "runtime", "include", "inspect"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            inside = os.path.relpath(folder, root)
            if not inside.startswith("runtime/adapters"):
                found += [f"{inside}/{name}" for name in names if name.endswith((".c", ".h"))]
    return sorted(found)


def resolve(root, path, quote, name):
    """The project file that an include means; None for one of the system."""
    top = path.split("/")[0]
    places = ["include"] if quote == "<" else [os.path.dirname(path), top, "include", ""]
    for place in places:
        target = os.path.normpath(os.path.join(place, name))
        if os.path.isfile(os.path.join(root, target)):
            return target
    return None


def offence(path, target, name):
    """Why PATH may not include NAME, which is the project file TARGET or None; None if it may."""
    for header, allowed in RESERVED.items():
        if name.startswith(header) and not allowed.match(path):
            return f"<{name}> may not be included here"
    if target is None:
        return None
    top, target_top = path.split("/")[0], target.split("/")[0]
    if target_top == "inspect" or (top == "inspect" and target_top == "include"):
        return None if INSPECT.match(path) else f"{target} may not be included here"
    if target_top not in (top, "include"):
        return f"{top}/ may not include {target}"
    if target == "include/asyncc.h" or (top, target_top) == ("compiler", "include"):
        return None
    own, other = rank_of(path), rank_of(target)
    if own is None or other is None:
        return None
    same_folder = target_top != top or os.path.dirname(path) == os.path.dirname(target)
    if other > own:
        return f"rank {own} includes {target} of rank {other}"
    if other == own and not same_folder:
        return f"{target} is of the same rank {own} in another folder"
    return None


def cycle(edges, start):
    """A chain of includes that leads from the header START back to it; None if there is none."""
    chains, seen = [[start]], set()
    while chains:
        chain = chains.pop()
        for target in edges.get(chain[-1], ()):
            if target == start:
                return chain + [start]
            if target not in seen:
                seen.add(target)
                chains.append(chain + [target])
    return None


def main(root):
    complaints, edges = [], {}
    for path in sources(root):
        if rank_of(path) is None:
            complaints.append(f"{path}:1: has no rank; see cmake/check-layers.py")
        with open(os.path.join(root, path), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                target = resolve(root, path, *match.groups())
                reason = offence(path, target, match.group(2))
                if reason:
                    complaints.append(f"{path}:{number}: {reason}")
                if target:
                    edges.setdefault(path, []).append(target)
    for header in sorted(edges):
        chain = cycle(edges, header)
        if chain and header == min(chain):
            complaints.append(f"{header}:1: includes itself: {' -> '.join(chain)}")
    print("\n".join(complaints), end="\n" if complaints else "")
    return 1 if complaints else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
