"""From what was measured of the programs of a row to what it says: medians, ratios, goals held or missed.

A ratio of times has a spread, of the ratios in each round. Where a goal lies within it, the ratio of
instructions decides, which are repeatable.
"""
import statistics

import peers


def base_of(row, program, programs):
    """The program that the ratios of another are to: the base by the same family of compilers."""
    bases = {p.compiler: p for p in programs if p.peer.name == row.base}
    family = peers.FAMILY.get(program.compiler, "gcc")
    return bases.get(family) or next(iter(bases.values()), None)


def ratio_of(figure, program, base):
    """(ratio, lowest, highest) of a figure to that of another program; None where one is not known."""
    if base is None:
        return None
    if figure == "instructions":
        if not program.instructions or not base.instructions:
            return None
        return (program.instructions / base.instructions,) * 3
    if not program.rounds.get(figure) or not base.rounds.get(figure):
        return None
    each = [a / b for a, b in zip(program.rounds[figure], base.rounds[figure])]
    middle = statistics.median(program.rounds[figure]) / statistics.median(base.rounds[figure])
    return middle, min(each), max(each)


def held(goal, ratio, counted):
    """(holds, by what) of a ratio with its spread; `counted`: that of instructions."""
    middle, low, high = ratio
    if low <= goal.limit < high and counted:
        return counted[0] <= goal.limit, "by instructions"
    return middle <= goal.limit, ""


def compare(goal, program, other):
    found = ratio_of(goal.figure, program, other)
    if found is None:
        return None
    counted = ratio_of("instructions", program, other) if goal.figure == "ns" else None
    holds, why = held(goal, found, counted)
    return found[0], holds, why


def same_calls(program, base):
    """Whether both make the same system calls; the number for each request."""
    if base is None or program.calls is None or base.calls is None:
        return None
    names = program.calls.keys() | base.calls.keys()
    same = all(abs(program.calls.get(n, 0) - base.calls.get(n, 0)) < 0.05 for n in names)
    return sum(program.calls.values()), same, ""


def beside_best(figure, program, programs):
    """Ahead of the best of the others, or within the noise: the spreads of the rounds overlap."""
    others = [p for p in programs if p.peer.name not in peers.OURS and p.rounds.get(figure)]
    if not others or not program.rounds.get(figure):
        return None
    best = min(others, key=lambda p: statistics.median(p.rounds[figure]))
    value, reached = statistics.median(program.rounds[figure]), best.rounds[figure]
    return (value / statistics.median(reached), min(program.rounds[figure]) <= max(reached),
            f"of {best.peer.name}")


def verdict(goal, row, program, programs, earlier):
    """(value, holds, remark), or None where it is not known."""
    if goal.kind == "best":
        return beside_best(goal.figure, program, programs)
    if goal.kind == "most":
        values = program.rounds.get(goal.figure)
        return values and (statistics.median(values), statistics.median(values) <= goal.limit, "")
    if goal.kind == "row":
        others = (p for p in earlier.get(goal.other, ())
                  if (p.peer, p.compiler) == (program.peer, program.compiler))
        return compare(goal, program, next(others, None))
    base = base_of(row, program, programs)
    return same_calls(program, base) if goal.figure == "calls" else compare(goal, program, base)


def judged(row, program, programs, earlier):
    """The verdicts on ours, a dictionary each."""
    if program.peer.name not in peers.OURS:
        return []
    found = [(goal, verdict(goal, row, program, programs, earlier)) for goal in row.goals]
    return [{"figure": goal.figure, "kind": goal.kind, "limit": goal.limit, "other": goal.other,
             "value": value[0], "holds": value[1], "remark": value[2]}
            for goal, value in found if value]


def entry(row, program, programs, earlier):
    """What is printed and written of a program; `earlier`: the programs of rows before this one."""
    base = base_of(row, program, programs)
    figures = {name: {"median": statistics.median(values), "min": min(values), "max": max(values)}
               for name, values in program.rounds.items()}
    ratios = {figure: ratio_of(figure, program, base) for figure in ("ns", "instructions", "bytes")}
    return {"row": row.name, "title": row.title, "base": row.base, "peer": program.peer.name,
            "compiler": program.compiler, **figures, "instructions": program.instructions,
            "calls": program.calls, "functions": program.functions,
            "ratios": {name: r for name, r in ratios.items() if r},
            "goals": judged(row, program, programs, earlier)}
