from bench import mix


def walk(node, n):
    if 2 * node + 1 < n:
        yield from walk(2 * node + 1, n)
    yield mix(node, node)
    if 2 * node + 2 < n:
        yield from walk(2 * node + 2, n)


def row(n, _):
    total = 0
    for x in walk(0, n):
        total = (total >> 3) + x
    return n, total
