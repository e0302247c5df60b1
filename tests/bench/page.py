"""What a run of the bench says in docs/benchmarks.md, between two marks, and its picture."""
import itertools
import math

import build
import machine
import plot
import report

PAGE = build.ROOT / "docs" / "benchmarks.md"
PICTURE = PAGE.with_suffix(".svg")
BEGIN = "<!-- ./dev bench --write-docs writes from here -->"
END = "<!-- to here -->"
PEERS = ["C++20", "C++20 pooled", "Rust", "raw epoll", "libuv", "libuv try-write", "asio", "Go", "Node",
         "asyncio", "uvloop"]


def by_row(entries):
    return [list(group) for _, group in itertools.groupby(entries, key=lambda e: e["row"])]


def number(ns):
    """Three digits of a time, which has no more to say."""
    if ns is None:
        return ""
    if ns >= 1e6:
        return f"{ns / 1e6:.0f} ms"
    return f"{ns:.{max(0, 2 - int(math.log10(ns)))}f}" if ns < 1000 else f"{ns:.0f}"


def table(head, rows):
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for cells in rows:
        yield f"| {' | '.join(cells)} |"


def asyncc_of(entries, compiler):
    found = (e for e in entries if e["peer"] == "asyncc" and e["compiler"] in (compiler, ""))
    return next(found, None)


def ratio(e, figure):
    """A ratio, in brackets its spread where it has one."""
    if e is None or figure not in e["ratios"]:
        return ""
    middle, low, high = e["ratios"][figure]
    return f"{middle:.2f}" if low == high else f"{middle:.2f} ({low:.2f}-{high:.2f})"


def came_to(goal):
    """What a goal of one program came to, and what that is of."""
    value = format(goal["value"], ".0f" if goal["kind"] == "most" else ".2f")
    of = f"of {goal['other']} {goal['remark']}" if goal["kind"] == "row" else goal["remark"]
    return "" if goal["figure"] == "calls" else value, of.strip()


def verdicts(entries):
    """A cell for what holds, one for what does not; the compiler where it is not so of all."""
    ours = [e for e in entries if e["peer"] == "asyncc"]
    for holds in (True, False):
        said = {}
        for e, goal in ((e, goal) for e in ours for goal in e["goals"] if goal["holds"] == holds):
            value, of = came_to(goal)
            said.setdefault((report.NAMES[goal["figure"]], of), []).append((e["compiler"], value))
        yield ", ".join(goal_words(*key, values, len(ours)) for key, values in said.items())


def goal_words(name, of, values, programs):
    """`time 0.35 and 0.43`, by the compilers in their order; or one of them."""
    told = " and ".join(dict.fromkeys(value for _, value in values))
    compiler = f"({values[0][0]})" if len(values) < programs else ""
    return " ".join(word for word in (name, told, of, compiler) if word)


def goals_table(rows):
    head = ["row", "base", "asyncc, gcc", "ratio", "asyncc, clang", "ratio", "instr., gcc", "ratio",
            "instr., clang", "ratio"]

    def cells(entries):
        gcc, clang = asyncc_of(entries, "gcc"), asyncc_of(entries, "clang-19")
        yield f"`{entries[0]['row']}`"
        yield number(plot.best(entries, entries[0]["base"]))
        for e in (gcc, clang):
            yield number(e["ns"]["median"]) if e and e.get("ns") else ""
            yield ratio(e, "ns")
        for e in (gcc, clang):
            yield report.counted(e["instructions"]) if e else ""
            yield ratio(e, "instructions")

    return table(head, [list(cells(entries)) for entries in rows
                        if any(e.get("ns") for e in entries)])


def verdict_table(rows):
    yield "| row | what is measured | holds | missed |"
    yield "| --- | --- | --- | --- |"
    for entries in rows:
        yield f"| `{entries[0]['row']}` | {entries[0]['title']} | {' | '.join(verdicts(entries))} |"


def peers_table(rows, figure, form):
    """A figure of all peers, of each the better compiler's."""
    shown = [peer for peer in PEERS if any(e["peer"] == peer and e.get(figure)
                                           for entries in rows for e in entries)]

    def value(entries, peer):
        found = [e[figure]["median"] for e in entries if e["peer"] == peer and e.get(figure)]
        return form(min(found)) if found else ""

    lines = [[f"`{entries[0]['row']}`"] + [value(entries, p) for p in
                                           ["hand-written C", "asyncc", *shown]]
             for entries in rows if any(e.get(figure) for e in entries)]
    return table(["row", "by hand", "asyncc", *shown], lines)


def by_function(e):
    """A line for each function of a program: its instructions, and the time that is its share."""
    share = e["ns"]["median"] / e["instructions"]
    told = {name: n for name, n in e["functions"].items() if n >= 0.02 * e["instructions"]}
    rest = e["instructions"] - sum(told.values())
    for name, n in told.items():
        yield [f"`{name}`", f"{n:.0f}", number(n * share)]
    if rest >= 0.5:
        yield ["others", f"{rest:.0f}", number(rest * share)]


def where(entries):
    """Where the instructions of a row's base and of asyncc go, by gcc."""
    for e in entries:
        if e["functions"] and e["compiler"] == "gcc" and e.get("ns"):
            yield f"**`{e['row']}`, {e['peer']}**: {e['instructions']:.0f} instructions, " \
                f"{number(e['ns']['median'])} ns"
            yield ""
            yield from table(["function", "instructions", "ns"], list(by_function(e)))
            yield ""


def written(run):
    """The lines between the marks; `run`: what --json writes."""
    rows = by_row(run["entries"])
    timed = [entries for entries in rows if entries[0]["row"] != "compile"]
    echo = [entries for entries in rows if entries[0]["row"].startswith(("echo", "workers"))]
    yield from ["## The run", "", "; ".join(machine.lines(run["machine"])) + ".",
                f"{run['rounds']} rounds, {run['minutes']:.0f} minutes.", ""]
    yield f"![Time of each peer as a ratio to the hand-written machine]({PICTURE.name})"
    yield from ["", "### Goals", "", *verdict_table(rows), ""]
    yield from ["### Ours beside the base", "", "Nanoseconds, or instructions, for an operation; in "
                "brackets the lowest and the highest ratio of a round.", "", *goals_table(rows), ""]
    yield from ["### Nanoseconds, of all peers", "", *peers_table(timed, "ns", number), ""]
    yield from ["### Bytes", "", *peers_table(rows, "bytes", "{:.0f}".format), ""]
    yield from ["### 99th percentile of a request, microseconds", "",
                *peers_table(echo, "p99", lambda ns: f"{ns / 1000:.0f}"), ""]
    yield from ["### Where they go", "", "Instructions of each function for an operation, gcc; the time "
                "is divided as they are. Functions that the compiler inlined count where they are.", "",
                *(text for entries in rows for text in where(entries))]
    yield from ["<details><summary>Every program: median, lowest and highest round, instructions, "
                "system calls for each request</summary>", "", "```text", *whole(rows), "```", "",
                "</details>"]


def whole(rows):
    for entries in rows:
        yield f"{entries[0]['row']}: {entries[0]['title']}"
        yield report.columns()
        yield from (report.line(e).rstrip() for e in entries)


def filled(text, run):
    """The page with what a run says between its marks."""
    before, rest = text.split(BEGIN)
    middle = "\n".join(written(run))
    return f"{before}{BEGIN}\n\n{middle}\n\n{END}{rest.split(END)[1]}"


def write(run):
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
    PICTURE.write_text(plot.svg(by_row(run["entries"])), encoding="utf-8")
