"""The bench's tables as text."""

NAMES = {"ns": "time", "p99": "p99", "instructions": "instructions", "bytes": "bytes",
         "calls": "system calls"}


def cell(value, form):
    return "" if value is None else format(value, form)


def time_form(ns):
    if ns >= 1e6:
        return f"{ns / 1e6:.1f}e6"
    return f"{ns:.2f}" if ns < 100 else f"{ns:.0f}"


def counted(n):
    return "" if n is None else time_form(n) if n >= 1e6 else f"{n:.1f}"


def asked(goal):
    """What a goal asks for, in words."""
    name = NAMES[goal.figure]
    return {"base": f"{name} at most {goal.limit}", "row": f"{name} at most {goal.limit} of {goal.other}",
            "most": f"at most {goal.limit} {name}", "best": f"{name} beside the best"}[
                goal.kind] if goal.figure != "calls" else "the same system calls"


def said(verdict):
    """A verdict in words: `time holds`."""
    remark = f" ({verdict['remark']})" if verdict["remark"] else ""
    against = f" of {verdict['other']}" if verdict["other"] else ""
    form = ".0f" if verdict["kind"] == "most" else ".2f"
    return (f"{NAMES[verdict['figure']]} {format(verdict['value'], form)}{against} "
            f"{'holds' if verdict['holds'] else 'missed'}{remark}")


def named(e):
    return f"{e['peer']} {e['compiler']}".strip()


def by_function(e):
    return ", ".join(f"{name} {n:.0f}" for name, n in e["functions"].items() if n >= 2)


def heading(row):
    goals = "; ".join(map(asked, row.goals))
    return f"\n{row.name}: {row.title}" + (f"\n  goal: {goals}" if goals else "")


def columns():
    return (f"  {'':20}{'':11}{'ns':>9}{'(min-max)':>17}{'ratio':>7}{'instr.':>11}{'ratio':>7}"
            f"{'bytes':>7}{'calls':>7}{'p99 us':>9}")


def line(e):
    ns = e.get("ns")
    span = f"({time_form(ns['min'])}-{time_form(ns['max'])})" if ns else ""
    ratios = {name: ratio[0] for name, ratio in e["ratios"].items()}
    calls = sum(e["calls"].values()) if e["calls"] else None
    p99 = e["p99"]["median"] / 1000 if e.get("p99") else None
    return (f"  {e['peer']:20}{e['compiler']:11}{time_form(ns['median']) if ns else '':>9}{span:>17}"
            f"{cell(ratios.get('ns'), '7.2f'):>7}{counted(e['instructions']):>11}"
            f"{cell(ratios.get('instructions'), '7.2f'):>7}"
            f"{cell(e.get('bytes', {}).get('median'), '7.0f'):>7}{cell(calls, '.2f'):>7}"
            f"{cell(p99, '.0f'):>9}")


def row_lines(row, entries):
    yield heading(row)
    yield columns()
    for e in entries:
        yield line(e)
    for e in entries:
        if e["functions"]:
            yield f"  {named(e)}, instructions by function: {by_function(e)}"
    for e in entries:
        if e["goals"]:
            yield f"  {named(e)}: {', '.join(map(said, e['goals']))}"


def summary(entries):
    """How many goals hold, and which do not."""
    verdicts = [(e, v) for e in entries if e["peer"] == "asyncc" for v in e["goals"]]
    missed = [f"  {e['row']} {named(e)}: {said(v)}" for e, v in verdicts if not v["holds"]]
    yield f"\nasyncc: {len(verdicts) - len(missed)} of {len(verdicts)} goals hold"
    yield from missed
