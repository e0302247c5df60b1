"""Generators that take generators"""
from pair import *

def numbers(n):
    for i in range(1, n + 1):
        yield i

def odd(n):
    for v in numbers(n):
        if v % 2:
            yield v

def squares(n):
    for v in odd(n):
        yield v * v

def sums(n):
    total = 0
    for v in squares(n):
        total += v
        yield total

for v in sums(9):
    out(v)
