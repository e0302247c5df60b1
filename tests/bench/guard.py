#!/usr/bin/env python3
"""Whether what asyncc writes, and the runtime, need more instructions than they did.

    guard.py --build FOLDER [--bless]

Counts them for each operation of some rows of the bench by callgrind, with asyncc of FOLDER and the
runtime compiled anew as for a release, and compares with guard.json: 5 % more is a failure. Figures are of one compiler and one libuv; exit status 77 where there are
others. --bless writes guard.json.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

import build
import goals
import peers

HERE = pathlib.Path(__file__).resolve().parent
FIGURES = HERE / "guard.json"
ROWS = ("await", "fib", "generator", "tree", "delegate-1", "switch", "spawn", "echo-1", "echo-50")
ROOM = 1.05


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def here():
    """What the figures depend on, beside the project."""
    return {"machine": platform.machine(), "compiler": "gcc " + said("gcc", "-dumpversion"),
            "libuv": said("pkg-config", "--modversion", "libuv")}


def compile_runtime(built, folder):
    """A folder like a build's: asyncc of `built`, the runtime with optimisation."""
    (folder / "runtime").mkdir()
    (folder / "compiler").symlink_to(built / "compiler")
    runtime = (build.ROOT / "runtime").rglob("*.c")
    sources = [path for path in runtime if "adapters" not in path.parts]
    sources += (build.ROOT / "inspect").glob("*.c")
    flags = ["gcc", "-O3", "-DNDEBUG", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-c", "-fPIC",
             f"-I{build.ROOT}/include", f"-I{build.ROOT}/runtime", f"-I{build.ROOT}"]

    def compile_one(numbered):
        output = folder / f"{numbered[0]}.o"
        subprocess.run([*flags, "-o", output, numbered[1]], check=True)
        return output

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(compile_one, enumerate(sorted(sources))))
    subprocess.run(["ar", "rcs", folder / "runtime" / "libasyncc.a", *objects], check=True)
    return folder


def count_rows(folder, scratch):
    builder = build.Builder(folder, scratch)
    peer = next(peer for peer in peers.PEERS if peer.name == "asyncc")
    for row in goals.ROWS:
        if row.name in ROWS:
            command = builder.command(row, peer, "gcc")
            if command is None:
                sys.exit(f"{row.name} cannot be built")
            program = build.Program(peer, "gcc", command)
            row.prepare([program], builder)
            row.count_instructions(program)
            yield row.name, program.instructions


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--bless", action="store_true")
    options = parser.parse_args()
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    if not options.bless and {key: known.get(key) for key in here()} != here():
        print(f"the figures are of another machine, compiler or libuv than {here()}")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        counted = dict(count_rows(compile_runtime(options.build.resolve(), folder), folder))
    counted = {name: round(n, 1) for name, n in counted.items()}
    for name, n in counted.items():
        print(f"{name:12} {n:7.1f}   {known.get('instructions', {}).get(name, 0):7.1f}")
    if options.bless:
        FIGURES.write_text(json.dumps({**here(), "instructions": counted}, indent=1) + "\n")
        return
    worse = [name for name, n in counted.items() if n > known["instructions"][name] * ROOM]
    if worse:
        sys.exit(f"more than 5 % more instructions: {', '.join(worse)}")


if __name__ == "__main__":
    main()
