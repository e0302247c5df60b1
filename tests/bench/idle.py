#!/usr/bin/env python3
"""A million tasks that sleep beside a million uv_timer_t.

    idle.py [--build FOLDER] [--number N] [--check]

For each: processor time to make one, resident memory of one that waits, processor time until it has woken
and gone, and to cancel it (close it, of libuv's). Of ours also what is left for each after the spike. Times
are this machine's; bytes are the same everywhere. --check: exit status 1 where a task needs more than 160
bytes, or something is left.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOAL, LEFT = 160, 16
FIGURES = [("spawn_ns", "make, ns"), ("bytes", "waiting, bytes"), ("finish_ns", "wake and end, ns"),
           ("cancel_ns", "cancel, ns"), ("left_bytes", "left after a spike, bytes")]


def compile_both(build, folder):
    """The two programs: name -> path. `build` is where asyncc and the runtime were built."""
    flags = ["gcc", "-O2", "-std=gnu11", f"-I{ROOT}/include", f"-I{HERE}/idle"]
    subprocess.run([build / "compiler" / "asyncc", f"-I{ROOT}/include", f"-I{HERE}/idle", "-o",
                    f"{folder}/tasks.async.c", HERE / "idle" / "tasks.c"], check=True)
    subprocess.run([*flags, "-o", f"{folder}/tasks", f"{folder}/tasks.async.c",
                    build / "runtime" / "libasyncc.a", "-luv", "-lpthread"], check=True)
    subprocess.run([*flags, "-o", f"{folder}/timers", HERE / "idle" / "timers.c", "-luv"], check=True)
    return {name: f"{folder}/{name}" for name in ("tasks", "timers")}


def measure(program, number):
    figures = {}
    for mode in ("finish", "cancel"):
        result = subprocess.run([program, str(number), mode], stdout=subprocess.PIPE, text=True,
                                check=True)
        figures.update((name, float(value)) for name, value in
                       (line.split() for line in result.stdout.splitlines()))
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release",
                        help="where asyncc and the runtime were built, with optimisation")
    parser.add_argument("--number", type=int, default=1000000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {name: measure(program, options.number)
                 for name, program in compile_both(options.build.resolve(), folder).items()}
    print("| each of %d | task | uv_timer_t |\n| --- | --- | --- |" % options.number)
    for key, title in FIGURES:
        print("| %s | %s |" % (title, " | ".join(
            "%.0f" % found[name][key] if key in found[name] else "" for name in ("tasks", "timers"))))
    ours = found["tasks"]
    if options.check and (ours["bytes"] > GOAL or ours["left_bytes"] > LEFT):
        print("goals: %d bytes, %d left" % (GOAL, LEFT), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
