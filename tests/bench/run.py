#!/usr/bin/env python3
"""The bench: what asyncc's programs cost beside those of their peers; which goals hold.

A row is a folder of rows/ (goals.py has the rows, and what is asked of ours in each), a peer a file in it
and a line of peers.py. What cannot be built here is left out, with a line that says so. All programs
of a row must compute the same.

Time is the processor's, user and system: programs of a row run in turn, round by round, pinned to a
core; median, lowest and highest round. Instructions: two runs of different sizes under callgrind, what
they differ by, for each operation, so that starting up does not count. System calls the same, by
strace. Ratios are to the row's base, mostly the hand-written C machine by the same compiler. Where a
goal lies within the spread of a run's rounds, the ratio of instructions decides.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import sys
import tempfile
import time

import build
import judge
import machine
import page
import peers
import report
from goals import ROWS


def words(text):
    return [word.strip() for word in text.split(",") if word.strip()]


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, prog="./dev bench",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="ROW", type=words, action="extend",
                        help="these rows: a row's name, or that of its folder; commas between them")
    parser.add_argument("--peers", metavar="LIST", type=words, action="extend",
                        help="these peers, commas between them (a row's base stays)")
    parser.add_argument("--rounds", type=int, default=7, help="7; 0: nothing is timed")
    parser.add_argument("--no-instructions", action="store_true",
                        help="do without callgrind and strace")
    parser.add_argument("--quick", action="store_true",
                        help="only build all, and see that all compute the same")
    parser.add_argument("--check", action="store_true", help="exit status 1 where a goal is missed")
    parser.add_argument("--json", metavar="FILE", type=pathlib.Path, help="write the figures too")
    parser.add_argument("--write-docs", action="store_true",
                        help="write the figures into docs/benchmarks.md, with a picture")
    parser.add_argument("--from", metavar="FILE", type=pathlib.Path, dest="earlier",
                        help="measure nothing: take what --json wrote")
    parser.add_argument("--list", action="store_true", help="print the rows and the peers")
    parser.add_argument("--build", metavar="FOLDER", type=pathlib.Path,
                        default=build.ROOT / "build" / "release",
                        help="where asyncc and the runtime were built, with optimisation")
    options = parser.parse_args()
    rows = {name for row in ROWS for name in (row.name, row.folder)}
    names = {peer.name for peer in peers.PEERS}
    for what, asked, known in (("row", options.only, rows), ("peer", options.peers, names)):
        unknown = sorted(set(asked or ()) - known)
        if unknown:
            parser.error(f"no {what} {', '.join(unknown)}; --list prints them")
    return options


def count(row, programs):
    """Instructions and calls, of several programs at a time: they are the same however busy the cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(row.count, programs))


def bench_row(options, row, programs, counting, earlier):
    started = time.monotonic()
    row.check(programs)
    for _ in range(options.rounds):
        for program in programs:
            row.measure_once(program)
    if counting:
        count(row, programs)
    earlier[row.name] = programs
    entries = [judge.entry(row, program, programs, earlier) for program in programs]
    print("\n".join(report.row_lines(row, entries)), flush=True)
    build.note(f"{row.name}: {time.monotonic() - started:.0f} s")
    return entries


def bench(options, rows, scratch):
    """The entries of all rows."""
    bases = {row.base for row in rows}
    builder = build.Builder(options.build.resolve(), scratch)
    build.note(f"building the programs of {len(rows)} rows")
    found = builder.programs(rows, lambda peer: not options.peers or peer.name in bases or
                             peer.name in options.peers)
    found = {row.name: row.prepare(found[row.name], builder) for row in rows}
    if options.quick:
        for row in rows:
            row.check(found[row.name])
        print(f"{sum(map(len, found.values()))} programs of {len(rows)} rows compute the same")
        return []
    counting = not options.no_instructions and build.find("valgrind")
    if not counting:
        build.note("no instructions are counted")
    earlier = {}
    return [entry for row in rows
            for entry in bench_row(options, row, found[row.name], counting, earlier)]


def measured(options, rows):
    """What --json writes: of this run, or of an earlier one."""
    if options.earlier:
        return json.loads(options.earlier.read_text())
    started = time.monotonic()
    here = machine.described()
    print("\n".join(machine.lines(here)))
    with tempfile.TemporaryDirectory() as scratch:
        entries = bench(options, rows, scratch)
    if not options.quick:
        print("\n".join(report.summary(entries)))
    minutes = (time.monotonic() - started) / 60
    build.note(f"{minutes:.1f} minutes in all")
    return {"machine": here, "rounds": options.rounds, "minutes": minutes, "entries": entries}


def main():
    options = parse_options()
    rows = [row for row in ROWS
            if not options.only or {row.name, row.folder} & set(options.only)]
    if options.list:
        print("\n".join(f"{row.name:16} {row.title}" for row in rows))
        print(f"peers: {', '.join(peer.name for peer in peers.PEERS)}")
        return 0
    found = measured(options, rows)
    if options.quick:
        return 0
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    if options.write_docs:
        page.write(found)
    missed = [v for e in found["entries"] for v in e["goals"] if not v["holds"]]
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
