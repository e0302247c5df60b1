from bench import mix


def mixes(n):
    x = 0
    for i in range(n):
        x = mix(x, i)
        yield x


def row(n, _):
    total = 0
    for x in mixes(n):
        total = (total >> 3) + x
    return n, total
