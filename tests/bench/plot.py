"""The bench's picture: a line for each row, a mark for each peer where its time lies, as a ratio to the
row's base, on a logarithmic scale; goals as brackets. Text and grid follow the reader's light or dark."""
import math
from xml.sax.saxutils import escape

STYLE = """
text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #24292f; }
.small { font-size: 11px; fill: #57606a; } .strong { font-weight: 600; }
.right { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: #d8dee4; } .one { stroke: #57606a; stroke-width: 1.5; } .goal { stroke: #1a7f37; }
.band { fill: #818b98; opacity: 0.08; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .small { fill: #9198a1; } .grid { stroke: #343b44; }
  .one { stroke: #9198a1; } .goal { stroke: #3fb950; }
}"""

# peer: colour, shape. Colours stand out on white and on black.
MARKS = {
    "asyncc": ("#e5484d", "disc"), "C++20 pooled": ("#3e82d8", "square"),
    "C++20": ("#3e82d8", "open square"), "Rust": ("#c2700a", "diamond"),
    "raw epoll": ("#7d8590", "square"), "libuv try-write": ("#7d8590", "open square"),
    "libuv": ("#7d8590", "diamond"), "asio": ("#8e63d9", "triangle"), "Go": ("#0d9bb5", "triangle"),
    "Node": ("#4f9a33", "square"), "asyncio": ("#b8860b", "triangle"),
    "uvloop": ("#b8860b", "open square"),
}
LEFT, RIGHT, WIDTH, LINE, TOP = 124, 150, 900, 30, 92
LOWEST, HIGHEST = 0.2, 1500
CHARACTER = 7  # pixels that a character takes, at most, as legends are laid out


def at(ratio):
    """Where a ratio lies, from the left."""
    span = math.log(HIGHEST / LOWEST)
    part = math.log(min(max(ratio, LOWEST), HIGHEST) / LOWEST) / span
    return LEFT + part * (WIDTH - LEFT - RIGHT)


def mark(x, y, peer):
    colour, shape = MARKS[peer]
    fill = f'fill="{colour}"' if not shape.startswith("open") else \
        f'fill="none" stroke="{colour}" stroke-width="1.8"'
    points = {"diamond": (0, -6, 6, 0, 0, 6, -6, 0), "triangle": (0, -5.5, 6, 5, -6, 5)}.get(shape)
    if shape == "disc":
        return f'<circle cx="{x:.1f}" cy="{y}" r="6" {fill}/>'
    if points:
        path = " ".join(f"{x + a:.1f},{y + b}" for a, b in zip(points[::2], points[1::2]))
        return f'<polygon points="{path}" {fill}/>'
    return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5}" width="9" height="9" {fill}/>'


def text(x, y, words, kind=""):
    return f'<text x="{x:.1f}" y="{y}" class="{kind}">{escape(words)}</text>'


def best(entries, peer):
    """The lowest median of a peer's programs in a row, or None."""
    return min((e["ns"]["median"] for e in entries if e["peer"] == peer and e.get("ns")), default=None)


def legend(shown):
    """In as many lines as it needs, below the title."""
    x, y = LEFT, 46
    for peer in shown:
        width = 20 + CHARACTER * len(peer) + 14
        if x + width > WIDTH - 10:
            x, y = LEFT, y + 20
        yield mark(x + 6, y - 4, peer)
        yield text(x + 18, y, peer, "strong" if peer == "asyncc" else "")
        x += width


def scale(bottom):
    for ratio in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        x = at(ratio)
        yield (f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}" '
               f'class="{"one" if ratio == 1 else "grid"}"/>')
        yield text(x, bottom + 16, f"{ratio:g}", "small middle")


def goal_of(entries):
    """The limit of the goal of time to the base, and whether each of asyncc's programs holds it."""
    found = [g for e in entries if e["peer"] == "asyncc" for g in e["goals"]
             if (g["figure"], g["kind"]) == ("ns", "base")]
    return (found[0]["limit"], all(g["holds"] for g in found)) if found else None


def line(entries, base, number):
    y = TOP + LINE * number + LINE // 2
    if number % 2 == 0:
        yield (f'<rect x="0" y="{y - LINE // 2}" width="{WIDTH}" height="{LINE}" class="band"/>')
    yield text(LEFT - 12, y + 4, entries[0]["row"], "right")
    goal = goal_of(entries)
    if goal:
        x = at(goal[0])
        yield f'<path d="M{x - 5:.1f},{y - 11} h5 v22 h-5" fill="none" stroke-width="2" class="goal"/>'
    peers = [peer for peer in MARKS if best(entries, peer) is not None]
    for peer in sorted(peers, key=lambda peer: peer == "asyncc"):
        yield mark(at(best(entries, peer) / base), y, peer)
    ours = best(entries, "asyncc") / base
    asked = "" if goal is None else f", asked {goal[0]:g}"
    yield text(WIDTH - RIGHT + 16, y + 4, f"{ours:.2f}{asked}", "strong" if not goal or goal[1] else "")


def svg(rows):
    """`rows`: lists of entries, of a row each."""
    based = [(entries, best(entries, entries[0]["base"])) for entries in rows]
    based = [(entries, base) for entries, base in based if base and best(entries, "asyncc")]
    shown = [peer for peer in MARKS if any(best(entries, peer) is not None for entries, _ in based)]
    bottom = TOP + LINE * len(based)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 48}" '
             f'width="{WIDTH}" role="img">', f"<style>{STYLE}\n</style>",
             text(LEFT, 22, "Time as a ratio to the hand-written machine (echo: to libuv with uv_try_write); left is faster", "strong"),
             text(WIDTH - RIGHT + 16, TOP - 8, "asyncc", "small"), *legend(shown)]
    bands = [list(line(entries, base, i)) for i, (entries, base) in enumerate(based)]
    parts += [part for band in bands for part in band if 'class="band"' in part]
    parts += scale(bottom)
    parts += [part for band in bands for part in band if 'class="band"' not in part]
    parts += [text(LEFT, bottom + 38, "green bracket: the goal, which asyncc is to reach or stay left of",
                   "small"), "</svg>"]
    return "\n".join(parts) + "\n"
