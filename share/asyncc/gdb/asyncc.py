"""asyncc for gdb: tasks, their awaits, and the locals of suspended functions.

    async tasks               every task of every loop: its state, and what it waits for
    async dump [FILE]         every task with its chain of awaits
    async bt [TASK]           a task's chain of awaits, innermost first, with arguments; TASK: its number
                              or its name (default: the task of the last `async bt`)
    async frame N             makes frame N of that chain the one that the commands below work on
    async locals [N]          what lives in the frame across its suspension
    async print EXPR          an expression over the locals of the frame
    async handle EXPR         what a handle is: name, state, status, where it was made
    async queue EXPR          the items of a queue, and who waits
    next, async next          goes to the next line of this function, over an await as well
    async step                goes into what is awaited, once it runs
    set async-next off        `next` is as it was

Loaded by `source`, or by itself where gdb finds it beside the program (docs/debugging.md). Works on
core files. Nothing is called in the program: all is read from its memory, by async__layout.
"""
import os
import re
import sys

import gdb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from asyncc_memory import Layout, all_tasks, word, words  # noqa: E402


# ---------------------------------------------------------------- locals

def is_child(field):
    name = field.type.strip_typedefs().unqualified().tag or ''
    return name.endswith('__frame') or name in ('async_joint', 'async_child', 'async_frame')


def contains(field, base, offset):
    at = base + field.bitpos // 8
    return at <= offset < at + field.type.sizeof


def live_fields(type_, active, base=0):
    """(name, path) of the locals in a frame's struct that live at the suspension."""
    fields = type_.strip_typedefs().fields()
    overlap = type_.strip_typedefs().code == gdb.TYPE_CODE_UNION
    for field in fields:
        if overlap and active is not None and not contains(field, base, active):
            continue
        at = base + field.bitpos // 8
        if not field.name:
            yield from live_fields(field.type, active, at)
        elif at == active or is_child(field) or field.name in ('base', 'result', 'slot', 'lead', 'sent',
                                                              'value') and base == 0:
            continue
        elif any(inner.name in ('child', 'frame') for inner in struct_fields(field)):
            continue
        else:
            yield field.name


def struct_fields(field):
    type_ = field.type.strip_typedefs()
    return type_.fields() if type_.code == gdb.TYPE_CODE_STRUCT and not type_.tag else []


def locals_of(frame):
    value = frame.value()
    if frame.state == 0 and not frame.point:
        names = parameters(frame.coroutine)
        return [(name, value[name]) for name in names if has_field(value.type, name)]
    return [(name, value[name]) for name in live_fields(value.type, frame.active())]


def has_field(type_, name):
    for field in type_.strip_typedefs().fields():
        if field.name == name or (not field.name and has_field(field.type, name)):
            return True
    return False


def parameters(coroutine):
    """Names of its parameters, in order: from debug information, or from the source's text."""
    for name in (coroutine.name, coroutine.name + '__start'):
        symbol = gdb.lookup_global_symbol(name) or gdb.lookup_static_symbol(name)
        if symbol is None or symbol.symtab is None or symbol.type.code != gdb.TYPE_CODE_FUNC:
            continue
        block = gdb.block_for_pc(int(symbol.value().address))
        if block is None or block.function is None or block.function.name != name:
            continue
        names = [s.name for s in block if s.is_argument]
        return names[2:] if name.endswith('__start') else names
    return parameters_of_text(coroutine)


def parameters_of_text(coroutine):
    try:
        symtab = gdb.find_pc_line(coroutine.resume).symtab
        path = symtab.fullname() if symtab and symtab.filename == coroutine.file else coroutine.file
        with open(path, encoding='utf-8') as file:
            text = ''.join(file.readlines()[coroutine.line - 1:coroutine.line + 8])
    except (OSError, AttributeError):
        return []
    match = re.search(r'\b%s\s*\(([^{;]*)\)\s*\{' % re.escape(coroutine.name), text)
    parts = match.group(1).split(',') if match else []
    return [names[-1] for names in (re.findall(r'[A-Za-z_]\w*', re.sub(r'\[[^]]*\]', '', part))
                                    for part in parts) if names and names != ['void']]


def short(value):
    try:
        text = value.format_string(max_elements=4)
    except (gdb.error, TypeError):
        return '?'
    return text if len(text) < 48 else text[:45] + '...'


def arguments(frame):
    try:
        value = frame.value()
    except gdb.GdbError:
        return ''
    if frame.base != frame.at:
        return ''
    return ', '.join('%s=%s' % (name, short(value[name])) for name in parameters(frame.coroutine)
                     if has_field(value.type, name))


# ---------------------------------------------------------------- the commands

class Selection:
    task = None
    frame = 0

    @classmethod
    def frames(cls):
        """The frames of the selected task, innermost first, and what it waits for."""
        task = cls.find(cls.task)
        frames, awaited = task.chain()
        return task, frames[::-1], awaited

    @classmethod
    def find(cls, wanted):
        tasks = list(all_tasks())
        for task in tasks:
            if wanted in (None, task.at) or str(task.number) == wanted or task.name == wanted:
                cls.task = task.at
                return task
        raise gdb.GdbError("no such task: `async tasks` lists them" if tasks else 'no tasks')


class Async(gdb.Command):
    """Tasks of asyncc: async tasks, bt, frame, locals, print, next, step."""

    def __init__(self):
        super().__init__('async', gdb.COMMAND_STACK, prefix=True)


class Tasks(gdb.Command):
    """Every task: its number, name, state, and what it waits for."""

    def __init__(self):
        super().__init__('async tasks', gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        count = 0
        for count, task in enumerate(all_tasks(), 1):
            frames, awaited = task.chain()
            where = ' in %s at %s' % (frames[-1].coroutine.name, frames[-1].place()) if frames else ''
            spawned = ' (spawned at %s:%d)' % (task.file, task.line) if task.line else ''
            print("%d '%s'%s: %s%s, %s" % (task.number, task.name, spawned, task.state(), where, awaited))
        if not count:
            print('no tasks')


class Dump(gdb.Command):
    """async dump [FILE]: every task with its chain of awaits, in the words of async_dump."""

    def __init__(self):
        super().__init__('async dump', gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        tasks = list(all_tasks())
        told = ['%d task%s' % (len(tasks), '' if len(tasks) == 1 else 's')]
        for task in tasks:
            frames, awaited = task.chain()
            spawned = ' (spawned at %s:%d)' % (task.file, task.line) if task.line else ''
            told.append("task '%s'%s: %s" % (task.name, spawned, task.state()))
            for frame in frames:
                last = frame is frames[-1]
                does = 'awaits ' + (awaited if last else frame.point['awaited']) if frame.point else 'runs'
                if task.state() in ('running', 'not started') and last:
                    does = 'runs' if task.state() == 'running' else 'has not started'
                told.append('  %s (%s) %s' % (frame.coroutine.name, frame.place(), does))
        if argument:
            with open(argument, 'w', encoding='utf-8') as file:
                file.write('\n'.join(told) + '\n')
        else:
            print('\n'.join(told))


def print_frame(number, frame):
    awaited = ' awaits %s' % frame.point['awaited'] if frame.point else ''
    print('#%-2d %s (%s) at %s%s' % (number, frame.coroutine.name, arguments(frame), frame.place(), awaited))


class Backtrace(gdb.Command):
    """async bt [TASK]: the chain of awaits, innermost first."""

    def __init__(self):
        super().__init__('async bt', gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        if argument:
            Selection.find(argument.strip("'\" "))
        Selection.frame = 0
        task, frames, awaited = Selection.frames()
        print("task %d '%s': %s, %s" % (task.number, task.name, task.state(), awaited))
        for number, frame in enumerate(frames):
            print_frame(number, frame)


def selected_frame(argument=''):
    number = int(argument) if argument else Selection.frame
    frames = Selection.frames()[1]
    if not 0 <= number < len(frames):
        raise gdb.GdbError('the chain has %d frames' % len(frames))
    return number, frames[number]


class FrameCommand(gdb.Command):
    """async frame N: the frame that async locals and async print work on."""

    def __init__(self):
        super().__init__('async frame', gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        Selection.frame, frame = selected_frame(argument)
        print_frame(Selection.frame, frame)


class Locals(gdb.Command):
    """async locals [N]: what lives in the frame across its suspension."""

    def __init__(self):
        super().__init__('async locals', gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        frame = selected_frame(argument)[1]
        listed = locals_of(frame)
        for name, value in listed:
            print('%s = %s' % (name, value.format_string()))
        if not listed:
            print('no locals live here')


def moved_expression(expression, frame):
    """The expression with the names of the frame's locals taken from there."""
    self_ = '((struct %s__frame *)%d)->' % (frame.coroutine.name, frame.base - frame.coroutine.lead)
    names = {name for name, _ in locals_of(frame)}
    return re.sub(r'(?<![\w.>])[A-Za-z_]\w*',
                  lambda match: (self_ if match.group(0) in names else '') + match.group(0), expression)


class Print(gdb.Command):
    """async print EXPR: an expression over the locals of the frame."""

    def __init__(self):
        super().__init__('async print', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        expression = moved_expression(argument, selected_frame()[1])
        gdb.set_convenience_variable('async', gdb.parse_and_eval(expression))
        print(gdb.parse_and_eval(expression).format_string())


# ---------------------------------------------------------------- stepping

def here():
    """(function's name, address of its frame's head), or None outside coroutines."""
    frame = gdb.selected_frame()
    name = frame.name() or ''
    try:
        if name.endswith('__run'):
            return name, int(frame.read_var('self')['base'].address)
        if name.endswith('__resume') and not runs(name, frame):  # an operand of a combinator
            return name, int(frame.read_var('frame'))
    except (ValueError, gdb.error):
        pass
    return None


def runs(name, frame):
    """Whether a resume function only calls the function itself."""
    return gdb.lookup_symbol(name[:-len('resume')] + 'run', frame.block())[0] is not None


def resumed_by():
    """Address of the resume function of the selected frame's coroutine."""
    frame = gdb.selected_frame()
    name = re.sub('__run$', '__resume', frame.name())
    return int(gdb.lookup_symbol(name, frame.block())[0].value().address)


def enter():
    """From the beginning of a resume function to where the function itself goes on."""
    for _ in range(20):
        if not alive() or here() is not None:
            return
        quietly('step')


def place_in_source():
    """(file, line) of the selected frame."""
    sal = gdb.selected_frame().find_sal()
    return (sal.symtab.filename if sal.symtab else None), sal.line


def alive():
    return bool(gdb.selected_inferior().pid)


class Skip:
    """gdb's own `next` is gone once there is another: it is a `step` that skips every function."""

    number = None

    @classmethod
    def enable(cls):
        listed = gdb.execute('info skip', to_string=True)
        if cls.number and re.search(r'^%s .*\[\[:graph:\]\]$' % cls.number, listed, re.M):
            gdb.execute('skip enable ' + cls.number, to_string=True)
            return
        gdb.execute('skip -rfu [[:graph:]]', to_string=True)
        cls.number = re.findall(r'^(\d+) ', gdb.execute('info skip', to_string=True), re.M)[-1]

    @classmethod
    def disable(cls):
        gdb.execute('skip disable ' + cls.number, to_string=True)


def quietly(command):
    """Runs the program on without telling where it stops."""
    try:
        gdb.execute('with suppress-cli-notifications on -- ' + command, to_string=True)
    except gdb.error as error:
        if 'suppress-cli-notifications' not in str(error) and 'undefined' not in str(error).lower():
            raise
        gdb.execute(command, to_string=True)  # before gdb 12


def over(run=quietly):
    """To the next line, over calls."""
    Skip.enable()
    try:
        run('step')
    finally:
        Skip.disable()


def branch_here():
    """Address of the task, or branch of one, that runs; 0: not known."""
    try:
        return int(gdb.selected_frame().read_var('cx')['branch'])
    except (ValueError, gdb.error):
        return 0


def run_to(places):
    """Goes on until one of [(address of a resume function, frame, its task or 0)] is resumed. The one, or None."""
    stops = []
    for function, frame, branch in places:
        stop = gdb.Breakpoint('*%d' % function, internal=True)
        stop.silent = True
        stop.condition = '$rdi == %d' % frame if IS_X86 else 'frame == %d' % frame
        if branch:
            stop.condition += ' && ((async_context_t *)%s)->branch == %d' % ('$rsi' if IS_X86 else 'cx', branch)
        stops.append(stop)
    quietly('continue')
    pc = gdb.selected_frame().pc() if alive() else 0
    for stop in stops:
        stop.delete()
    return next((place for place in places if place[0] == pc), None)


IS_X86 = 'x86-64' in gdb.execute('show architecture', to_string=True)


def to_source(place, file, line):
    """Steps on in the coroutine at `place` until it is on another line of the source."""
    for _ in range(100):
        if not alive() or here() != place:
            return
        at, number = place_in_source()
        if (at, number) != (file, line) and not (at or '').endswith('.async.c'):
            return
        over()


def go_over(place):
    """From the coroutine `place` to its next line, over an await as well; at its end, to its awaiter."""
    (file, line), frame = place_in_source(), place[1]
    function, branch = resumed_by(), branch_here()
    over()
    to_source(place, file, line)
    while alive() and here() != place:
        parent, state = words(frame + 8, 'PI')
        if here() is not None and state == 0:  # it is over, and was never suspended
            to_source(here(), None, 0)
            break
        places = [(function, frame, 0)]
        if here() is None and parent:  # it may be over: what ends a task is there for all of them
            places.append((word(parent), parent, branch))
        stopped = run_to(places)
        if stopped is None:
            break
        if stopped != places[0] and not (gdb.selected_frame().name() or '').endswith('__resume'):
            print('the task is over')
            break
        enter()
        to_source(here(), file, line)
        if stopped != places[0]:
            break


class Next(gdb.Command):
    """Goes to the next line of this function, over calls, and over an await as well.
Usage: next [N]
N: how often. At the end of an async function it goes to who awaits it."""

    def __init__(self, name='async next'):
        super().__init__(name, gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        if not alive():
            raise gdb.GdbError('The program is not being run.')
        if here() is None:
            over(lambda step: gdb.execute('%s %s' % (step, argument)))
            return
        for _ in range(int(gdb.parse_and_eval(argument)) if argument else 1):
            if alive() and here() is not None:
                go_over(here())
        if alive():
            gdb.execute('frame')


class OwnNext(gdb.Parameter):
    """Whether `next` in an async function goes over an await to the next line of that function."""

    set_doc = show_doc = __doc__

    def __init__(self):
        super().__init__('async-next', gdb.COMMAND_RUNNING, gdb.PARAM_BOOLEAN)
        self.value = True

    def get_set_string(self):
        return ''

    def get_show_string(self, value):
        return '`next` goes over an await: %s.' % value


class PlainNext(Next):
    __doc__ = Next.__doc__

    def __init__(self):
        super().__init__('next')

    def invoke(self, argument, from_tty):
        if gdb.parameter('async-next'):
            super().invoke(argument, from_tty)
        else:
            over(lambda step: gdb.execute('%s %s' % (step, argument)))


def under_front_end():
    """Whether a program drives gdb (--interpreter=mi): it counts on one stop for each `next`."""
    try:
        with open('/proc/self/cmdline', 'rb') as file:
            return re.search(rb'\0(-i|--?interpreter)[=\0]mi', file.read()) is not None
    except OSError:
        return False


class Step(gdb.Command):
    """async step: into what is awaited, or to the next line."""

    def __init__(self):
        super().__init__('async step', gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        place, before = here(), place_in_source()
        for _ in range(1000):
            quietly('step')
            if not alive():
                return
            now, (file, line) = here(), place_in_source()
            source = (file or '').endswith('.c') and not file.endswith('.async.c')
            if now is not None and source and (now != place or (file, line) != before):
                break
        gdb.execute('frame')


# ---------------------------------------------------------------- printers

def waiting(line):
    """How many stand in an async_waiters_t."""
    count, waiter = 0, line['first']
    while waiter and count < 100000:
        count, waiter = count + 1, waiter['next']
    return '%d waiting' % count


def printer(tell):
    """A pretty-printer's class of a function from a value to a text."""
    class Printer:
        def __init__(self, value):
            self.value = value

        def to_string(self):
            return '%s, %s' % (tell(self.value), waiting(self.value['waiters']))
    return Printer


def printers():
    import gdb.printing
    collection = gdb.printing.RegexpCollectionPrettyPrinter('asyncc')
    for name, tell in (
            ('lock', lambda v: 'locked' if v['locked'] else 'free'),
            ('event', lambda v: 'set' if v['set'] else 'not set'),
            ('semaphore', lambda v: '%d left' % int(v['value'])),
            ('condition', lambda v: 'notified %d times' % int(v['notified'])),
            ('barrier', lambda v: '%d of %d' % (int(v['waiting']), int(v['parties'])))):
        collection.add_printer(name, '^async_%s(_t)?$' % name, printer(tell))
    return collection


def value_of(argument):
    """An expression over the locals of the selected frame of a task; or of the program, where there is none."""
    try:
        return gdb.parse_and_eval(moved_expression(argument, selected_frame()[1]))
    except gdb.error:
        return gdb.parse_and_eval(argument)


class Handle(gdb.Command):
    """async handle EXPR: what a handle of a task or future is: its name, state, status, where it was made."""

    def __init__(self):
        super().__init__('async handle', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        handle = Layout().handle(int(value_of(argument)))
        print(handle)


class Queue(gdb.Command):
    """async queue EXPR: a queue: its items, who waits. Needs the runtime's debug information."""

    def __init__(self):
        super().__init__('async queue', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        pointer = value_of(argument)
        try:
            queue = pointer.cast(gdb.lookup_type('struct async__queue').pointer()).dereference()
        except gdb.error:
            raise gdb.GdbError('the runtime was built without debug information')
        store, capacity = queue['store'], int(queue['capacity'])
        print('%d items%s%s; to get: %s; to put: %s' % (
            int(store['count']), ' of %d' % capacity if capacity else '', ', closed' if queue['closed'] else '',
            waiting(queue['getters']), waiting(queue['putters'])))
        if int(store['kind']) > 1 or pointer.type.code != gdb.TYPE_CODE_PTR:
            return
        for i in range(min(int(store['count']), 200)):
            place = (int(store['head']) + i) % max(int(store['room']), 1)
            at = int(store['slots']) + place * int(store['slot_size'])
            print('[%d] = %s' % (i, gdb.Value(at).cast(pointer.type).dereference().format_string()))


def register():
    import gdb.printing
    gdb.printing.register_pretty_printer(gdb.current_objfile(), printers(), replace=True)
    for command in (Async, Tasks, Backtrace, Dump, FrameCommand, Locals, Print, Next, Step, Handle, Queue):
        command()
    if not under_front_end():
        OwnNext()
        PlainNext()


register()
