#!/usr/bin/env python3
"""Builds and runs the rows of the bench, and prints one table.

    run.py [--quick] [--row NAME ...] [--peer NAME ...] [--rounds N] [--json FILE] ...

A row is a folder of rows/; a peer is a file name in it, and a line of PEERS. A peer whose compiler
is missing, or that has no program in a row, is left out (the former with a line that says so).

Time: programs of a row run in turn, round by round, pinned to a core; median, lowest and highest
round. Instructions: two runs under callgrind, of different sizes; what they differ by, for each
operation, so that starting up does not count. Both also as a ratio to the hand-written C machine of
the same compiler. All programs of a row must compute the same.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS_FOLDER = HERE / "rows"

C = "{cc} -O2 -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -I{include} -I{folder}"
CXX = "{cc} -O2 -std=c++20 -Wall -Wextra -Werror"
RUNTIME = "{runtime} -luv -lpthread"

# name, program in the row's folder, compilers, command. Of a C program NAME.c also NAME_*.c are
# part; what is an asyncc peer's is translated first.
PEERS = [
    ("hand-written C", "hand.c", ["gcc", "clang-19"], f"{C} {{sources}} -o {{output}}"),
    ("  where inlined", "inlined.c", ["gcc", "clang-19"], f"{C} {{sources}} -o {{output}}"),
    ("our ABI by hand", "ours.c", ["gcc", "clang-19"], f"{C} {{sources}} {RUNTIME} -o {{output}}"),
    ("asyncc", "asyncc.c", ["gcc", "clang-19"], f"{C} {{sources}} {RUNTIME} -o {{output}}"),
    ("C++20", "cxx20.cpp", ["g++", "clang++-19"], f"{CXX} {{sources}} -o {{output}}"),
    ("C++20, pooled", "cxx20.cpp", ["g++", "clang++-19"],
     f"{CXX} -DPOOLED {{sources}} -o {{output}}"),
    ("Rust", "rust.rs", ["rustc"], "{cc} -O --edition 2021 {sources} -o {output}"),
]

BASE = PEERS[0][0]
OURS = ("our ABI by hand", "asyncc")

# Whose hand-written machine a compiler's programs are compared with.
FAMILY = {"gcc": "gcc", "g++": "gcc", "clang-19": "clang-19", "clang++-19": "clang-19",
          "rustc": "clang-19"}


class Row:
    """One table: a folder, sizes, and what is asked of our programs."""

    def __init__(self, name, title, timed, counted, more=(), goal=None, goal_bytes=None):
        self.name, self.folder = name, name.split("-")[0]
        self.title = title
        self.timed = [timed, *more]
        self.counted = [[size, *more] for size in counted]
        self.goal, self.goal_bytes = goal, goal_bytes


ROWS = [
    Row("await", "await of a function that completes at once", 20_000_000, (1000, 11000), goal=0.6),
    Row("await_far", "the same, in another translation unit", 10_000_000, (1000, 11000)),
    Row("fib", "recursive fib, every call awaited, per call", 30, (15, 20), goal=1.3),
    Row("generator", "generator, per value", 20_000_000, (1000, 11000), goal=0.8),
    Row("delegate-1", "delegation 1 deep, per value", 10_000_000, (1000, 11000), [1], goal=1.3),
    Row("delegate-10", "delegation 10 deep, per value", 10_000_000, (1000, 11000), [10], goal=1.3),
    Row("delegate-1000", "delegation 1,000 deep, per value", 10_000_000, (1000, 11000), [1000],
        goal=1.3),
    Row("delegate-100000", "delegation 100,000 deep, per value", 10_000_000, (1000, 11000),
        [100000], goal=1.3),
    Row("switch", "switch between two tasks", 5_000_000, (1000, 11000), goal=1.3),
    Row("spawn", "spawn + one trip + gather of 1,000,000, per task", 1_000_000, (1000, 11000),
        goal=1.2, goal_bytes=128),
]


class Program:
    """A peer's program of one row, by one compiler, and what was measured of it."""

    def __init__(self, peer, compiler, path):
        self.peer, self.compiler, self.path = peer, compiler, path
        self.rounds = []
        self.bytes = []
        self.checksums = set()
        self.instructions = None

    @property
    def time(self):
        return statistics.median(self.rounds)


def note(text):
    print(text, file=sys.stderr, flush=True)


def run(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options)


# ---------------------------------------------------------------------- building


class Builder:
    def __init__(self, options, scratch):
        self.options, self.scratch = options, pathlib.Path(scratch)
        self.asyncc = options.build / "compiler" / "asyncc"
        self.runtime = options.build / "runtime" / "libasyncc.a"
        self.noted = set()

    def leave_out(self, why):
        if why not in self.noted:
            self.noted.add(why)
            note(f"left out: {why}")

    def lacks(self, what, found):
        """Whether something is missing; says so once."""
        if not found:
            self.leave_out(f"what needs {what}, which is not there")
        return not found

    def program(self, row, peer, compiler):
        """The peer's program for the row, or None when it has none or cannot be built."""
        name, file, _, command = peer
        source = ROWS_FOLDER / row.folder / file
        if not source.exists() or self.lacks(compiler, shutil.which(compiler)):
            return None
        if "{runtime}" in command and self.lacks(str(self.runtime), self.runtime.exists()):
            return None
        sources = sorted(source.parent.glob(f"{source.stem}_*{source.suffix}"))
        sources = self.translated(row, compiler, [source, *sources])
        if sources is None:
            return None
        output = self.scratch / re.sub(r"\W+", "_", f"{row.folder} {name} {compiler}")
        fill = {"cc": compiler, "include": ROOT / "include", "folder": source.parent,
                "runtime": self.runtime, "output": output, "sources": " ".join(map(str, sources))}
        if not output.exists() and not self.compiles(command.format(**fill).split(), source):
            return None
        return Program(name, compiler, output)

    def translated(self, row, compiler, sources):
        """The C files to compile: what asyncc makes of dialect files. None: asyncc cannot yet."""
        if not sources[0].stem.startswith("asyncc"):
            return sources
        if self.lacks(str(self.asyncc), self.asyncc.exists()):
            return None
        outputs = []
        for source in sources:
            output = self.scratch / f"{row.folder}_{compiler}_{source.name}"
            done = subprocess.run([self.asyncc, "-I", ROOT / "include", "-o", output, source],
                                  capture_output=True, text=True)
            if done.returncode != 0:
                self.fails(source, done)
                return None
            outputs.append(output)
        return outputs

    def compiles(self, command, source):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            self.fails(source, done)
        return done.returncode == 0

    def fails(self, source, done):
        """Says, by its first error, that a program could not be made."""
        errors = [line for line in done.stderr.splitlines() if "error" in line]
        self.leave_out(f"{source.relative_to(ROWS_FOLDER)}: {errors[0] if errors else '?'}")


# ---------------------------------------------------------------------- measuring


def pinned():
    """The beginning of a command that runs on the last core alone."""
    taskset = shutil.which("taskset")
    return [taskset, "-c", str(max(os.sched_getaffinity(0)))] if taskset else []


def execute(program, arguments, before=()):
    """Runs a program of a row: operations, nanoseconds, checksum, bytes."""
    done = run([*before, program.path, *map(str, arguments)])
    return map(int, done.stdout.split())


def measure_time(row, programs, rounds, quick):
    arguments = [row.counted[0], row.timed][not quick]
    before = pinned()
    for _ in range(rounds):
        for program in programs:
            operations, took, checksum, size = execute(program, arguments, before)
            program.rounds.append(took / operations)
            program.checksums.add(checksum)
            program.bytes.append(size / operations)
    if len(set().union(*(program.checksums for program in programs))) > 1:
        each = ", ".join(f"{p.peer.strip()} {p.compiler}: {p.checksums}" for p in programs)
        sys.exit(f"{row.name}: not all compute the same ({each})")


def count(program, arguments):
    """Instructions of one run, and its operations."""
    done = run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program.path,
                *map(str, arguments)])
    return int(re.search(r"Collected : (\d+)", done.stderr)[1]), int(done.stdout.split()[0])


def measure_instructions(row, programs):
    for program in programs:
        (less, few), (more, many) = (count(program, arguments) for arguments in row.counted)
        program.instructions = (more - less) / (many - few)


# ---------------------------------------------------------------------- the table


def base_of(program, programs):
    """The hand-written machine that a program is compared with."""
    bases = {p.compiler: p for p in programs if p.peer == BASE}
    return bases.get(FAMILY[program.compiler]) or next(iter(bases.values()), None)


def result(row, program, programs):
    base = base_of(program, programs)
    entry = {
        "row": row.name, "title": row.title, "peer": program.peer.strip(),
        "compiler": program.compiler, "ns": program.time, "ns_min": min(program.rounds),
        "ns_max": max(program.rounds), "instructions": program.instructions,
        "bytes": statistics.median(program.bytes) if row.goal_bytes else None,
        "ratio": program.time / base.time if base else None, "instruction_ratio": None,
    }
    if base and program.instructions and base.instructions:
        entry["instruction_ratio"] = program.instructions / base.instructions
    entry["holds"] = holds(row, entry) if entry["peer"] in OURS and row.goal else None
    return entry


def holds(row, entry):
    """Whether the goal is met; None: not known. Instructions decide, which are repeatable."""
    ratio = entry["instruction_ratio"]
    if ratio is None:
        return None
    return ratio <= row.goal and (not row.goal_bytes or entry["bytes"] <= row.goal_bytes)


def cell(value, form):
    return "" if value is None else format(value, form)


def print_row(row, entries):
    goal = f"   (goal: at most {row.goal}" if row.goal else ""
    goal += f" and {row.goal_bytes} bytes)" if row.goal_bytes else ")" if row.goal else ""
    print(f"\n{row.title}{goal}")
    print(f"  {'':18}{'':12}{'ns':>8}{'(min-max)':>16}{'ratio':>7}{'instr.':>9}{'ratio':>7}"
          f"{'bytes':>7}")
    for e in entries:
        span = f"({e['ns_min']:.2f}-{e['ns_max']:.2f})"
        verdict = "" if e["holds"] is None else "  holds" if e["holds"] else "  missed"
        indent = "  " if "inlined" in e["peer"] else ""
        print(f"  {indent + e['peer']:18}{e['compiler']:12}{e['ns']:8.2f}{span:>16}"
              f"{cell(e['ratio'], '7.2f')}{cell(e['instructions'], '9.1f'):>9}"
              f"{cell(e['instruction_ratio'], '7.2f'):>7}{cell(e['bytes'], '7.0f'):>7}{verdict}",
              flush=True)


def machine():
    model = "unknown processor"
    info = pathlib.Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"model name\s*: (.*)", info.read_text())
        model = found[1] if found else model
    return f"{model}, {os.cpu_count()} cores"


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one small round, no instructions")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--row", action="append", help="these rows only")
    parser.add_argument("--peer", action="append", help="these peers only (hand-written C is kept)")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures to this file too")
    parser.add_argument("--no-instructions", action="store_true")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release",
                        help="where asyncc and the runtime were built")
    return parser.parse_args()


def wanted(options, builder, row):
    for peer in PEERS:
        if options.peer and peer[0] != BASE and peer[0].strip() not in options.peer:
            continue
        for compiler in peer[2]:
            program = builder.program(row, peer, compiler)
            if program:
                yield program


def bench_row(options, builder, row, counting):
    programs = list(wanted(options, builder, row))
    measure_time(row, programs, 1 if options.quick else options.rounds, options.quick)
    if counting:
        measure_instructions(row, programs)
    entries = [result(row, program, programs) for program in programs]
    print_row(row, entries)
    return entries


def main():
    options = parse_options()
    rows = [row for row in ROWS if not options.row or {row.name, row.folder} & set(options.row)]
    counting = not (options.quick or options.no_instructions)
    if counting and not shutil.which("valgrind"):
        note("no instructions: valgrind is not there")
        counting = False
    print(f"{machine()}; ratios are to {BASE} by the same compiler")
    with tempfile.TemporaryDirectory() as scratch:
        builder = Builder(options, scratch)
        entries = [entry for row in rows for entry in bench_row(options, builder, row, counting)]
    if options.json:
        options.json.write_text(json.dumps({"machine": machine(), "results": entries}, indent=1))


if __name__ == "__main__":
    main()
