#!/usr/bin/env python3
"""A program that is looked at from outside.

trace     ASYNC_TRACE=FILE: valid events of Chrome's trace format; slices of a track nest, flows and
          asynchronous events pair, each suspension says what it waited for
waits     a timeline calls a wait of each kind by what the source says
json      a dump as JSON, by SIGUSR1, is valid by docs/dump.schema.json
guide     the programs of docs/debugging.md print what it shows (--bless takes what they print now)
ps        asyncc ps PID tells the same tasks; ps of what is no such program says so
"""
import difflib
import json
import os
import re
import shlex
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'emit'))
import harness  # noqa: E402
import schema  # noqa: E402


def build(options, folder, name='program'):
    """None, or why the program was not built."""
    with open(os.path.join(HERE, name + '.c'), encoding='utf-8') as source:
        text = source.read()
    with open(os.path.join(folder, name + '.c'), 'w', encoding='utf-8') as copy:
        copy.write(text)
    libs = [os.path.abspath(l) if os.path.exists(l) else l for l in shlex.split(options.libs)]
    for command in (
            [options.asyncc, '-I', options.include, '-o', name + '.async.c', name + '.c'],
            shlex.split(options.cc) + ['-g', '-I', options.include, name + '.async.c', '-o', name] + libs):
        result = harness.run(command, cwd=folder)
        if result.returncode != 0:
            return harness.failed_command(command, result)
    return None


# ---------------------------------------------------------------- timelines

def nesting(events):
    """Slices of one track that overlap without one being inside the other."""
    tracks = {}
    for event in events:
        if event['ph'] == 'X':
            tracks.setdefault(event['tid'], []).append((event['ts'], event['ts'] + event['dur']))
    for track, slices in tracks.items():
        open_ = []
        for begin, end in sorted(slices, key=lambda s: (s[0], -s[1])):
            while open_ and open_[-1] <= begin + 0.002:
                open_.pop()
            if open_ and end > open_[-1] + 0.002:
                yield 'track %d: a slice from %f to %f ends after the one around it' % (track, begin, end)
            open_.append(end)


def wrong_events(events):
    flows = {}
    for event in events:
        for name in ('ph', 'pid', 'tid', 'ts', 'name'):
            if name not in event:
                yield 'no %s in %s' % (name, event)
        if event['ph'] not in 'MXsfbe':
            yield 'phase of %s' % event
        if event['ph'] == 'X' and not event.get('dur', -1) >= 0:
            yield 'dur of %s' % event
        if event['ph'] in 'sf':
            flows.setdefault(event['id'], []).append(event)
        if event['ph'] in 'be' and 'id' not in event:
            yield 'no id in %s' % event
    for number, ends in flows.items():
        if [e['ph'] for e in ends] not in (['s', 'f'], ['s']):
            yield 'flow %s: %s' % (number, ends)
    if sum(e['ph'] == 'b' for e in events) != sum(e['ph'] == 'e' for e in events):
        yield 'asynchronous events that do not pair'
    yield from nesting(events)


def check_trace(options, folder):
    why = build(options, folder)
    if why:
        return why
    path = os.path.join(folder, 'timeline.json')
    result = harness.run([os.path.join(folder, 'program')], env=harness.clean_environment(ASYNC_TRACE=path))
    if result.returncode != 0:
        return 'exit status %s: %s' % (result.returncode, result.stderr.decode())
    with open(path, encoding='utf-8') as file:
        events = json.load(file)
    wrong = list(wrong_events(events))
    tracks = {e['args']['name']: e['tid'] for e in events if e['ph'] == 'M'}
    for name in ('both (program.c:19)', 'woken (program.c:20)', 'wakes (program.c:22)'):
        if name not in tracks:
            wrong.append('no track %s in %s' % (name, sorted(tracks)))
    names = {e['name'] for e in events}
    for name in ('awaits future (woken, program.c:13)', 'awaits async_gather (both, program.c:9)',
                 'awaits async_sleep (leaf, program.c:5)'):
        if name not in names:
            wrong.append('no event %r in %s' % (name, sorted(names)))
    woken = [e for e in events if e['ph'] == 's' and e['name'] == 'woken']
    if not any(e['tid'] == tracks.get('wakes (program.c:22)') for e in woken):
        wrong.append('no flow from the task that completes the future')
    return '\n'.join(wrong) or None


def check_waits(options, folder):
    why = build(options, folder, 'waits')
    if why:
        return why
    path = os.path.join(folder, 'timeline.json')
    result = harness.run([os.path.join(folder, 'waits')], env=harness.clean_environment(ASYNC_TRACE=path))
    if result.returncode != 0:
        return 'exit status %s: %s' % (result.returncode, result.stderr.decode())
    with open(path, encoding='utf-8') as file:
        events = json.load(file)
    with open(os.path.join(folder, 'waits.c'), encoding='utf-8') as source:
        said = [(number, line.split('// waits: ')[1].strip()) for number, line in enumerate(source, 1)
                if '// waits: ' in line and '`' not in line]
    said = {'awaits %s, waits.c:%d)' % (what, number) for number, what in said}
    told = {event['name'] for event in events if event.get('cat') in ('wait', 'branch')}
    wrong = list(wrong_events(events))
    wrong += ['not told: %s' % name for name in sorted(said - told)]
    wrong += ['not meant: %s' % name for name in sorted(told - said) if '(' in name]
    return '\n'.join(wrong) or None


# ---------------------------------------------------------------- looking at a process

def waiting(options, folder, **environment):
    """(the program, ready to be looked at, None), or (None, why not)."""
    why = build(options, folder)
    if why:
        return None, why
    program = subprocess.Popen([os.path.join(folder, 'program'), 'wait'], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=harness.clean_environment(**environment))
    if program.stdout.readline() != b'ready\n':
        program.kill()
        return None, 'the program did not get ready'
    return program, None


def end(program):
    program.kill()
    return program.communicate()[1].decode()


def check_json(options, folder):
    program, why = waiting(options, folder, ASYNC_DUMP='json', ASYNC_DEBUG='1')
    if why:
        return why
    program.send_signal(signal.SIGUSR1)
    line = b''
    while not line.endswith(b'}]}]}\n'):
        more = program.stderr.readline()
        if not more:
            break
        line += more
    end(program)
    data = json.loads(line)
    with open(os.path.join(harness.ROOT, 'docs', 'dump.schema.json'), encoding='utf-8') as file:
        wrong = list(schema.errors(json.load(file), data))
    tasks = data['loops'][0]['tasks']
    if [t['name'] for t in tasks] != ['main', 'both', 'the sleeper']:
        wrong.append('tasks: %s' % [t['name'] for t in tasks])
    if tasks[1]['awaited_by'] != 1 or 'waited_ms' not in tasks[0]:
        wrong.append(str(tasks))
    return '\n'.join(wrong) or None


TEXT = """3 tasks
task 'main': waiting
  main (program.c:27) awaits one
    task 'both' (spawned at program.c:19): waiting
      both (program.c:9) awaits async_gather
        - leaf (program.c:5) awaits async_sleep
        - leaf (program.c:5) awaits async_sleep
task 'the sleeper' (spawned at program.c:20): waiting
  woken (program.c:13) awaits future
    'future' (made at program.c:18)
"""


def check_ps(options, folder):
    program, why = waiting(options, folder)
    if why:
        return why
    result = harness.run([options.asyncc, 'ps', str(program.pid)])
    as_json = harness.run([options.asyncc, 'ps', '--json', str(program.pid)])
    alive = program.poll() is None
    end(program)
    if result.returncode == 2 and b'permi' in result.stderr.lower():
        print('ps: not permitted here')
        return None
    lines = [line.split(', ')[0] for line in result.stdout.decode().splitlines()]
    if lines != TEXT.splitlines() or not alive:
        return 'exit status %s, it said:\n%s%s' % (
            result.returncode, result.stdout.decode(), result.stderr.decode())
    if len(json.loads(as_json.stdout)['loops'][0]['tasks']) != 3:
        return as_json.stdout.decode()
    other = harness.run([options.asyncc, 'ps', str(os.getpid())])
    gone = harness.run([options.asyncc, 'ps', '99999999'])
    if other.returncode != 2 or b'async' not in other.stderr or gone.returncode != 2:
        return 'of another program: %s %s' % (other, gone)
    return None


# ---------------------------------------------------------------- docs/debugging.md

GUIDE = os.path.join(harness.ROOT, 'docs', 'debugging.md')
PROGRAM = re.compile(r'^<!-- program: (\S+) -->\n```\w+\n(.*?)^```$', re.M | re.S)
RUN = re.compile(r'(^<!-- run: (.*?) -->\n```text\n)(.*?)(^```$)', re.M | re.S)


def normal(text):
    """Without what differs from run to run."""
    return re.sub(r'\d+ ms left', 'N ms left', text)


def build_guide(options, text, folder):
    libs = [os.path.abspath(l) if os.path.exists(l) else l for l in shlex.split(options.libs)]
    for name, source in PROGRAM.findall(text):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(source)
        if not name.endswith('.c'):
            continue
        stem = name[:-2]
        for command in ([options.asyncc, '-I', options.include, '-o', stem + '.async.c', name],
                        shlex.split(options.cc) + ['-g', '-I', options.include, stem + '.async.c', '-o', stem] + libs):
            result = harness.run(command, cwd=folder)
            if result.returncode != 0:
                return harness.failed_command(command, result)
    with open(os.path.join(folder, 'asyncc'), 'w', encoding='utf-8') as file:
        file.write('#!/bin/sh\nexec %s -I %s "$@"\n' % (options.asyncc, options.include))
    os.chmod(os.path.join(folder, 'asyncc'), 0o755)
    return None


def check_guide(options, folder):
    with open(GUIDE, encoding='utf-8') as file:
        text = file.read()
    why = build_guide(options, text, folder)
    if why:
        return why
    env = harness.clean_environment(PATH=folder + os.pathsep + os.environ['PATH'], NO_COLOR='1')

    def printed(match):
        result = harness.run(['sh', '-c', match.group(2)], cwd=folder, env=env)
        return match.group(1) + (result.stdout + result.stderr).decode() + match.group(4)
    now = RUN.sub(printed, text)
    if options.bless:
        with open(GUIDE, 'w', encoding='utf-8') as file:
            file.write(now)
        return None
    if normal(now) == normal(text):
        return None
    return '\n'.join(difflib.unified_diff(text.splitlines(), now.splitlines(), 'shown', 'printed', lineterm=''))


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--bless', action='store_true', help='rewrite what docs/debugging.md shows')
    options = parser.parse_args()
    harness.find_build(options, library=True)
    checks = {'trace': check_trace, 'waits': check_waits, 'json': check_json, 'guide': check_guide}
    if os.path.exists('/proc/self/maps'):
        checks['ps'] = check_ps
    cases = {name: lambda folder, check=check: check(options, folder) for name, check in checks.items()}
    with harness.work_folder(options) as work:
        return harness.run_cases(
            options, work, [(n, cases[n]) for n in harness.selected(options, list(cases))])


if __name__ == '__main__':
    sys.exit(main())
