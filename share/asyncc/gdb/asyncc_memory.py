"""What asyncc.py reads of a program: descriptors, frames, tasks and their chains of awaits."""
import struct

import gdb

FUTURE, POINT_POOLED, POINT_YIELD, POINT_BRANCH, POINT_READY = 'future', 1, 2, 3, 4
GENERATOR, ASYNC, OPERATION, JOINT = 1, 2, 4, 8
CHAIN_MAX = 10000000


# ---------------------------------------------------------------- memory

def read(at, size):
    return bytes(gdb.selected_inferior().read_memory(at, size))


def words(at, form):
    """Unpacks what is at an address; P is a pointer there."""
    form = '@' + form
    return struct.unpack(form, read(at, struct.calcsize(form)))


def word(at):
    return words(at, 'P')[0]


def string(at):
    if not at:
        return ''
    text = b''
    while len(text) < 256:
        byte = read(at + len(text), 1)
        if byte == b'\0':
            break
        text += byte
    return text.decode('utf-8', 'replace')


def address_of(symbol):
    found = gdb.lookup_minimal_symbol(symbol) if hasattr(gdb, 'lookup_minimal_symbol') else None
    if found is not None:
        return int(found.value().address)
    return int(gdb.parse_and_eval('(unsigned long)&%s' % symbol))


class Layout:
    """Where the runtime keeps what abi.h does not tell; see inspect/inspect.h."""

    NAMES = ('next tasks virtual virtual_now clock link branch site coroutine size '
             'cancel done named waiting never').split()

    def __init__(self):
        try:
            at = address_of('async__layout')
        except gdb.error:
            raise gdb.GdbError('this program has no async runtime')
        magic, self.abi, pointer = words(at, '16sII')
        if magic.rstrip(b'\0') != b'asyncc tasks 2' or pointer != struct.calcsize('@P'):
            raise gdb.GdbError('the runtime of this program is of another version')
        self.loops, *rest = words(at + 24, 'P%dI' % len(self.NAMES))
        for name, value in zip(self.NAMES, rest):
            setattr(self, name, value)


    def site_of(self, at):
        """Where a task was made: its own word, or behind who watches it; see runtime/handle.h."""
        told = word(at + self.site)
        if not told & 1:
            return told
        newest = word(told - 1 + struct.calcsize('@P'))
        return word(newest)

    def handle(self, handle):
        """What is known of a task or future, told."""
        at = handle - 24 - self.size
        coroutine = Coroutine.of(word(at + self.coroutine))
        flags = words(at + self.branch + 2 * struct.calcsize('@P'), 'I')[0]
        what, file, line = words(self.site_of(at), 'PPI')
        resume, parent, state, status = words(handle - 24, 'PPIi')
        kind = 'future' if coroutine.name == FUTURE else 'task'
        name = string(what) if flags & self.named else coroutine.name
        done = 'done, status %d' % status if flags & self.done else 'not done'
        return "%s '%s' of %s:%d: %s" % (kind, name, string(file), line, done)


class Coroutine:
    """A descriptor: async_coroutine_t."""

    known = {}

    def __init__(self, at):
        (self.abi, self.flags, name, file, self.line, self.bytes, self.align, self.lead, self.result,
         self.result_size, self.value_size, self.sent, self.sent_size, self.resume, points,
         count) = words(at, 'IIPPIIIIIIIIIPPI')
        self.at, self.name, self.file = at, string(name), string(file)
        self.points = [self.point(points + 32 * i) for i in range(count)] if points else []

    @staticmethod
    def point(at):
        awaited, line, column, kind, child, callee = words(at, 'PIIIIP')
        return {'awaited': string(awaited), 'line': line, 'kind': kind, 'child': child, 'callee': callee}

    @classmethod
    def of(cls, at):
        if at and at not in cls.known:
            cls.known[at] = cls(at)
        return cls.known.get(at)


class Frame:
    """A coroutine's frame that is suspended, or has not started."""

    def __init__(self, at, coroutine, base=None):
        self.at, self.coroutine, self.base = at, coroutine, at if base is None else base
        self.resume, self.parent, self.state, self.status = words(at, 'PPIi')
        points = coroutine.points
        self.point = points[self.state - 1] if 0 < self.state <= len(points) else None

    def place(self):
        line = self.point['line'] if self.point else self.coroutine.line
        return '%s:%d' % (self.coroutine.file, line) if line else self.coroutine.file

    def type(self):
        """struct NAME__frame as the program's debug information has it, or None."""
        name = 'struct %s__frame' % self.coroutine.name
        block = gdb.block_for_pc(self.coroutine.resume) if self.coroutine.resume else None
        for args in ((name, block), (name,)):
            try:
                if args[-1] is not None:
                    return gdb.lookup_type(*args)
            except gdb.error:
                pass
        return None

    def value(self):
        type_ = self.type()
        if type_ is None:
            raise gdb.GdbError('no debug information of %s' % self.coroutine.name)
        return gdb.Value(self.base - self.coroutine.lead).cast(type_.pointer()).dereference()

    def active(self):
        """Offset of the child that it waits for, from the struct's beginning; None where there is none."""
        if not self.point or self.point['kind'] in (POINT_YIELD, POINT_READY):
            return None
        return self.point['child'] + self.coroutine.lead


def descriptor(frame):
    return Coroutine.of(word(frame - struct.calcsize('@P'))) if frame else None


# ---------------------------------------------------------------- tasks

class Task:
    def __init__(self, layout, at, number):
        self.layout, self.at, self.number = layout, at, number
        self.coroutine = Coroutine.of(word(at + layout.coroutine))
        self.leaf, self.flags = words(at + layout.branch + struct.calcsize('@P'), 'PI')
        self.flags &= 4095
        what, file, self.line = words(layout.site_of(at), 'PPI')
        self.file = string(file)
        self.name = string(what) if self.flags & layout.named else self.coroutine.name
        self.root = at + layout.size

    def chain(self):
        """Frames from the outermost in; the last thing is what is waited for, a text."""
        return chain(self.layout, self.root, self.coroutine, self.root, self.leaf)

    def state(self):
        if not self.leaf:
            return 'running'
        if self.leaf & 1:
            return 'ready'
        state = words(self.leaf, 'PPIi')[2]
        if state == self.layout.waiting:
            return 'waiting'
        return 'not started' if self.leaf == self.root and state == 0 else 'ready'


def operation(layout, at, coroutine):
    if coroutine.name in ('await of a handle', 'async_join'):
        return handle_text(layout, word(at + 32))
    return coroutine.name


def handle_text(layout, handle):
    if not handle:
        return 'a handle'
    at = handle - 24 - layout.size
    coroutine = Coroutine.of(word(at + layout.coroutine))
    what, file, line = words(layout.site_of(at), 'PPI')
    named = words(at + layout.branch + 16, 'I')[0] & layout.named
    name = string(what) if named or not coroutine else coroutine.name
    kind = 'future' if name == FUTURE else "task '%s'" % name
    return '%s of %s:%d' % (kind, string(file), line) if line else kind


def chain(layout, at, coroutine, base, leaf):
    frames = []
    if not leaf:
        return [Frame(at, coroutine, base)], 'running: see bt'
    while len(frames) < CHAIN_MAX:
        if coroutine is None:
            return frames, '(unreadable)'
        if coroutine.flags & OPERATION:
            if not coroutine.name.startswith('async_generator_'):
                return frames, operation(layout, at, coroutine)
            at = base = word(at + 32)
            coroutine = descriptor(at)
            continue
        frame = Frame(at, coroutine, base)
        frames.append(frame)
        if not frame.point:
            return frames, 'not started'
        if frame.point['kind'] == POINT_YIELD:
            return frames, 'at a yield'
        if frame.point['kind'] == POINT_READY:
            return frames, frame.point['awaited']
        child = base + frame.point['child']
        callee = Coroutine.of(frame.point['callee'])
        if frame.point['kind'] == POINT_POOLED:
            child = word(child)
            callee = descriptor(child)
        if callee is not None and callee.flags & JOINT:
            return frames, frame.point['awaited']
        at, base, coroutine = child, child, callee
    return frames, '...'


def all_tasks():
    layout = Layout()
    loop = word(layout.loops)
    number = 0
    while loop:
        head = loop + layout.tasks
        link = word(head)
        while link and link != head:
            number += 1
            yield Task(layout, link - layout.link, number)
            link = word(link)
        loop = word(loop + layout.next)
