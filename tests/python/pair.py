"""What the Python half of a pair is written with: statuses, and generators driven by hand."""
import asyncio
import selectors
import sys


class Clock(selectors.SelectSelector):
    """When nothing is ready, the clock jumps to the next timer: a second of sleeps runs at once."""
    now = 0.0

    def select(self, timeout=None):
        Clock.now += timeout or 0
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(Clock())

    def time(self):
        return Clock.now


class Raised(Exception):
    """async_raise(ASYNC_NAME)"""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


def name_of(error):
    """The status that an exception stands for; none is OK."""
    if error is None:
        return 'OK'
    if isinstance(error, Raised):
        return error.name
    if isinstance(error, asyncio.CancelledError):
        return 'ECANCELED'
    if isinstance(error, (asyncio.TimeoutError, TimeoutError)):
        return 'ETIMEDOUT'
    if isinstance(error, TypeError):  # send to a generator that has just started
        return 'EINVAL'
    raise error


def out(*what):
    print(*what, sep='')


class Gen:
    """async_next, async_send, async_throw, async_close of pair.h, which show what they gave."""

    def __init__(self, generator):
        self.generator = generator
        self.returned = 0

    def step(self, call, *args):
        try:
            print(call(*args))
            return True
        except StopIteration as stop:
            self.returned = stop.value
            self.ended = 'OK'
            print('end OK')
        except (Raised, TypeError) as error:
            self.ended = name_of(error)
            print('end', name_of(error))
        return False

    def next(self):
        return self.step(self.generator.__next__)

    def send(self, value):
        return self.step(self.generator.send, value)

    def throw(self, name):
        return self.step(self.generator.throw, Raised(name))

    def close(self):
        try:
            self.generator.close()
        except Raised:
            pass  # nobody can look at the status of one that has been closed


async def attempt(awaitable):
    """await async_try(P): status's name and value; a cancellation of the task itself passes."""
    try:
        return 'OK', await awaitable
    except Raised as error:
        return error.name, None


def run(main):
    """async int main"""
    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(main())
    sys.stdout.flush()
