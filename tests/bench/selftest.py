#!/usr/bin/env python3
"""Tests of the bench itself: what judges figures, a peer that is missing, one that computes otherwise.

    selftest.py --build FOLDER
"""
import argparse
import contextlib
import io
import pathlib
import sys
import tempfile
import xml.etree.ElementTree

import build
import goals
import judge
import machine
import page
import peers
import plot
import report

ASYNCC = next(peer for peer in peers.PEERS if peer.name == "asyncc")
HAND = next(peer for peer in peers.PEERS if peer.name == "hand-written C")
AWAIT = next(row for row in goals.ROWS if row.name == "await")


def same(found, expected):
    if found != expected:
        sys.exit(f"{found!r} where {expected!r} was expected")


def program(peer, rounds, instructions=None, calls=None):
    made = build.Program(peer, "gcc", [])
    for value in rounds:
        made.add(ns=value)
    made.instructions, made.calls = instructions, calls
    return made


def judges_times():
    """Time decides where its rounds agree, instructions where the goal lies between them."""
    goal = goals.Goal("ns", "base", 1.3)
    for ours, counted, expected in [
            ([10, 11, 12], None, (True, "")), ([14, 15, 16], None, (False, "")),
            ([12, 12, 16], 12, (True, "by instructions")),
            ([12, 14, 16], 12, (True, "by instructions")),
            ([12, 12, 16], 14, (False, "by instructions")),
            ([12, 12, 16], None, (True, "")), ([12, 14, 16], None, (False, ""))]:
        base = program(HAND, [10, 10, 10], 10 if counted else None)
        mine = program(ASYNCC, ours, counted)
        same(judge.verdict(goal, AWAIT, mine, [base, mine], {})[1:], expected)


def judges_others():
    base = program(HAND, [10, 12], calls={"read": 1.0, "write": 1.0})
    equal = program(ASYNCC, [11, 14], calls={"read": 1.02, "write": 1.0})
    more = program(ASYNCC, [13, 14], calls={"read": 1.0, "write": 1.0, "epoll_ctl": 0.3})
    for mine, calls, best in [(equal, True, True), (more, False, False)]:
        every = [base, mine]
        same(judge.verdict(goals.Goal("calls", "base"), AWAIT, mine, every, {})[1], calls)
        same(judge.verdict(goals.Goal("ns", "best"), AWAIT, mine, every, {})[1], best)
    flat = goals.Goal("ns", "row", 1.1, "earlier")
    same(judge.verdict(flat, AWAIT, more, [more], {"earlier": [equal]})[1], True)
    same(judge.verdict(flat, AWAIT, more, [more], {}), None)
    same(judge.verdict(goals.Goal("bytes", "most", 1), AWAIT, more, [more], {}), None)


def prints_what_is_not_known():
    """A program of which nothing was measured has a line all the same."""
    mine = program(HAND, [])
    same(report.line(judge.entry(AWAIT, mine, [mine], {})).split(), ["hand-written", "C", "gcc"])


def writes_a_page():
    """The page has what was measured, the picture is XML; written twice it is as written once."""
    base, mine = program(HAND, [2, 3], 10), program(ASYNCC, [1, 2], 5)
    mine.functions = {"one": 3, "two": 2}
    entries = [judge.entry(AWAIT, each, [base, mine], {}) for each in (base, mine)]
    run = {"machine": machine.described(), "rounds": 2, "minutes": 1, "entries": entries}
    text = "\n".join(page.written(run))
    for part in ("| time 0.60 by instructions, instructions 0.50 |  |", "| `one` | 3 | 0.90 |", "2 rounds, 1 minutes"):
        same(part if part in text else text, part)
    picture = xml.etree.ElementTree.fromstring(plot.svg(page.by_row(entries)))
    same("asyncc" in "".join(picture.itertext()), True)
    empty = f"before\n{page.BEGIN}\n{page.END}\nafter\n"
    once = page.filled(empty, run)
    same(page.filled(once, run), once)
    same(once.startswith("before\n") and once.endswith("\nafter\n"), True)


def builds(options, scratch, peer):
    """What the bench says when there is another peer in the row of awaits."""
    said = io.StringIO()
    every, peers.PEERS = peers.PEERS, [HAND, peer]
    with contextlib.redirect_stderr(said):
        found = build.Builder(options.build, scratch).programs([AWAIT], lambda _: True)["await"]
        try:
            AWAIT.check(found)
        except SystemExit as error:
            said.write(str(error))
    peers.PEERS = every
    return [p.peer.name for p in found], said.getvalue()


def leaves_out_what_is_missing(options, scratch):
    for peer, why in [
            (peers.Peer("none", "hand.c", ["no-such-cc"], peers.C), "needs no-such-cc, which is not"),
            (peers.Peer("none", "hand.c", ["gcc"], "{cc} -no-such-option {sources}"), "await/hand.c"),
            (peers.Peer("none", "hand.c", ["gcc"], None, needs="false"), "needs what none is"),
            (peers.Peer("none", "no-such-file.c", ["gcc"], peers.C), "")]:
        found, said = builds(options, scratch, peer)
        same(set(found), {"hand-written C"})
        same(why in said and bool(said) == bool(why), True)


def sees_what_computes_otherwise(options, scratch):
    found, said = builds(options, scratch, peers.Peer("liar", "hand.c", ["gcc"], None, "echo 1 2 3 4"))
    same("liar" in found and "not all compute the same" in said and "liar gcc: 3" in said, True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    options = parser.parse_args()
    judges_times()
    judges_others()
    prints_what_is_not_known()
    writes_a_page()
    with tempfile.TemporaryDirectory() as scratch:
        leaves_out_what_is_missing(options, scratch)
        sees_what_computes_otherwise(options, scratch)


if __name__ == "__main__":
    main()
