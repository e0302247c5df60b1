"""AFL++'s custom mutator: run.py's mutants, of what AFL++ found to reach new places."""
import random

import run

state = {}


def init(seed):
    state['rng'] = random.Random(seed)


def deinit():
    state.clear()


def fuzz(buf, add_buf, max_size):
    rng = state['rng']
    texts = [bytes(b).decode('utf-8', 'replace') for b in (buf, add_buf or buf)]
    try:
        text = run.mutant(rng, texts)
    except (IndexError, ValueError):
        return buf
    return bytearray(text.encode()[:max_size]) or buf  # AFL++ ends at an empty one
