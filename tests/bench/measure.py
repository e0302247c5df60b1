"""The kinds of rows: how a program of each is measured and counted.

A row's `prepare` finds its programs; `measure_once` adds a round to a program's figures; `count` gives
it instructions, and system calls, for each operation. What a figure is: `ns`, of the processor's time
for an operation, user and system; `bytes` for an operation; `p99`, of a request's time in ns.
"""
import collections
import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import build
import compile_cost
import peers

CORES = sorted(os.sched_getaffinity(0))


def pinned(core):
    """The beginning of a command that runs on one core alone."""
    taskset = build.find("taskset")
    return [taskset, "-c", str(core)] if taskset else []


def run(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr}")
    return done


def callgrind(profile="/dev/null"):
    """The beginning of a command whose instructions are counted; `profile`: by function, to a file."""
    return ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]


def collected(log):
    return int(re.search(r"Collected : (\d+)", log)[1])


def functions(profile):
    """{function: instructions} of a profile."""
    found = collections.Counter()
    for line in run(["callgrind_annotate", "--threshold=100", profile]).stdout.splitlines():
        entry = re.match(r"\s*([\d,]+) \(.*?\)  \S*?:(\w\S*)", line)
        if entry:
            found[re.sub(r"\.(constprop|part|isra|cold).*", "", entry[2])] += int(
                entry[1].replace(",", ""))
    return found


class Row:
    """One table. `goals`: see goals.py. `base`: the peer that ratios are to."""

    driven = True  # whether its programs are run by bench.EXT, or on their own

    def __init__(self, name, title, goals=(), base="hand-written C", bytes_count=False):
        self.name, self.folder = name, name.split("-")[0]
        self.title, self.goals, self.base = title, goals, base
        self.bytes_count = bytes_count

    def prepare(self, programs, builder):
        """The programs of the row, when they have been built."""
        del builder
        return programs

    def check(self, programs):
        """All programs have to compute the same, whatever work they do in a timed run."""
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            each = list(pool.map(self.checksum, programs))
        if len(set(each)) > 1:
            told = ", ".join(f"{p.peer.name} {p.compiler}: {n}" for p, n in zip(programs, each))
            sys.exit(f"{self.name}: not all compute the same ({told})")


class LoopRow(Row):
    """Programs that do N operations: `timed` of them in a round, `counted` under callgrind; `less`:
    peers whose cost is the same for a fourth, which is what they do; `explained`: with functions."""

    def __init__(self, name, title, timed, counted, goals=(), more=(), scaled=True, less=(),
                 explained=False, **options):
        super().__init__(name, title, goals, **options)
        self.timed, self.scaled, self.less = timed, scaled, less
        self.explained = explained
        self.more, self.counted = more, counted

    def size(self, peer):
        """Operations of a peer's timed run."""
        if not self.scaled:
            return self.timed
        return self.timed // (4 if peer.name in self.less else peer.slower)

    def run(self, program, size, before=()):
        done = run([*before, *program.command, size, *self.more])
        return list(map(int, done.stdout.split())), done.stderr

    def checksum(self, program):
        return self.run(program, self.counted[0])[0][2]

    def measure_once(self, program):
        (operations, took, _, grown), _ = self.run(program, self.size(program.peer),
                                                   pinned(CORES[-1]))
        program.add(ns=took / operations)
        if self.bytes_count:
            program.add(bytes=grown / operations)

    def count_instructions(self, program):
        (few, less), (many, more) = (self.run(program, size, callgrind()) for size in self.counted)
        program.instructions = (collected(more) - collected(less)) / (many[0] - few[0])

    def count_functions(self, program):
        """As the instructions, for each function: what two runs differ by, for each operation."""
        operations, found = [], []
        for size in self.counted:
            with tempfile.NamedTemporaryFile() as profile:
                operations.append(self.run(program, size, callgrind(profile.name))[0][0])
                found.append(functions(profile.name))
        (few, many), (less, more) = operations, found
        each = {name: (more[name] - less[name]) / (many - few) for name in more}
        program.functions = {name: n for name, n in sorted(each.items(), key=lambda item: -item[1])
                             if n >= 0.5}

    def count(self, program):
        if program.peer.counted:
            self.count_instructions(program)
        if self.explained and program.peer.name in (self.base, "asyncc"):
            self.count_functions(program)


class FrameRow(LoopRow):
    """Programs that tell the bytes of a frame; nothing is timed."""

    def __init__(self, name, title, goals):
        super().__init__(name, title, 1, (1, 1), goals, bytes_count=True)

    def measure_once(self, program):
        program.add(bytes=self.run(program, 1)[0][3])

    def count(self, program):
        pass


class EchoRow(Row):
    """Servers, all asked by the same client (load.c)."""

    driven = False

    def __init__(self, name, title, connections, size, goals=(), arguments=(), **options):
        super().__init__(name, title, goals, **options)
        self.connections, self.size, self.arguments = connections, size, arguments
        self.requests = 2000 if connections == 1 else 10000
        self.counted = (500, 1500) if connections == 1 else (6 * connections, 18 * connections)
        self.mode = "free" if connections == 1 else "batch"
        self.cores = CORES[-1:]

    def prepare(self, programs, builder):
        self.load = builder.scratch / "load"
        if programs and not self.load.exists():
            run([build.find("gcc"), "-O2", "-std=gnu11", build.HERE / "load.c", "-o", self.load])
        return programs

    def talk(self, program, warming, requests, mode, before=()):
        """What the client says of a server, and what is on the server's stderr in the end."""
        server = subprocess.Popen(
            [*map(str, before), *program.command, *map(str, self.arguments)], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        port = server.stdout.readline().strip()
        client = subprocess.Popen(
            [*pinned(CORES[0]), *map(str, (self.load, port, server.pid, self.connections, self.size,
                                           warming, requests, mode))],
            text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        answer = list(map(int, client.stdout.readline().split()))
        server.send_signal(signal.SIGTERM)
        log = server.communicate()[1]
        client.communicate()
        if len(answer) != 5:
            sys.exit(f"{self.name}: {program.command}\n{log}")
        return answer, log

    def checksum(self, program):
        return self.talk(program, 0, self.counted[0], "free")[0][2]

    def measure_once(self, program):
        cores = pinned(CORES[-1]) if len(self.cores) == 1 else []
        requests = self.requests // (4 if program.peer.slower > 1 else 1)
        (answered, took, _, _, p99), _ = self.talk(program, requests // 4, requests, "free", cores)
        program.add(ns=took / answered, p99=p99)

    def count_instructions(self, program):
        few, many = self.counted
        less, more = (collected(self.talk(program, 0, n, self.mode, callgrind())[1])
                      for n in self.counted)
        program.instructions = (more - less) / (many - few)

    def count(self, program):
        few, many = self.counted
        if program.peer.counted:
            self.count_instructions(program)
        if build.find("strace"):
            less, more = (self.system_calls(program, n) for n in self.counted)
            calls = {name: (more[name] - less.get(name, 0)) / (many - few) for name in more}
            program.calls = {name: n for name, n in sorted(calls.items()) if n >= 0.005}

    def system_calls(self, program, requests):
        table = self.load.parent / f"strace{id(program)}"  # several programs are counted at a time
        self.talk(program, 0, requests, self.mode, ["strace", "-D", "-f", "-c", "-o", table])
        rows = [line.split() for line in strace_table(table)]
        return {row[-1]: int(row[3]) for row in rows if row[-1] != "total"}


def strace_table(path):
    """The lines of calls that strace, which may end later than the program, writes to a file."""
    for _ in range(200):
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        if lines and lines[-1].endswith("total"):
            path.unlink()
            return [line for line in lines if re.match(r"\s*[\d.]+\s+[\d.]+\s", line)]
        time.sleep(0.05)
    sys.exit("strace did not write its table")


class LoopsRow(EchoRow):
    """The echo server on several loops: on all cores, as far as the client leaves them."""

    def __init__(self, name, title, loops, goals=()):
        super().__init__(name, title, 50, 64, goals, [loops], base=None)
        self.cores = CORES


class CompileRow(Row):
    """asyncc on a file of 300 lines, beside clang that only looks at it; an operation is a process."""

    def prepare(self, programs, builder):
        source = builder.scratch / "compile.c"
        compile_cost.write_source(source, 300)
        commands = [("clang -fsyntax-only", build.find("clang-19"), ["-fsyntax-only", "-DASYNC_PARSE"]),
                    ("asyncc", builder.asyncc, ["-o", builder.scratch / "compiled.c"])]
        return [build.Program(peers.Peer(name, None, None, None), "", list(map(str, [
                    path, *options, "-I", build.ROOT / "include", source])))
                for name, path, options in commands
                if not builder.lacks(name, path and pathlib.Path(path).exists())]

    def check(self, programs):
        pass

    def measure_once(self, program):
        _, cpu = compile_cost.timed([*pinned(CORES[-1]), *program.command])
        program.add(ns=cpu * 1e9)

    def count(self, program):
        program.instructions = collected(run([*callgrind(), *program.command]).stderr)
