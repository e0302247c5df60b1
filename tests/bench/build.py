"""Builds the programs of the bench: a peer's of a row, by a compiler."""
import concurrent.futures
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import peers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS_FOLDER = HERE / "rows"
# The system's compilers and interpreters before those that a version manager puts in front of them.
SEARCHED = os.pathsep.join(["/usr/bin", os.environ.get("PATH", "")])


def note(text):
    print(text, file=sys.stderr, flush=True)


def find(command):
    return shutil.which(command, path=SEARCHED)


class Program:
    """A peer's program of one row, by one compiler, and what was measured of it."""

    def __init__(self, peer, compiler, command):
        self.peer, self.compiler, self.command = peer, compiler, command
        self.rounds = {}  # what was measured -> its value in each round
        self.checksums = set()
        self.instructions = None
        self.calls = None  # of the system, for each operation
        self.functions = None  # instructions for each operation, by function

    def add(self, **values):
        for name, value in values.items():
            self.rounds.setdefault(name, []).append(value)


class Builder:
    """`build` is where asyncc and the runtime were built; programs are made in `scratch`."""

    def __init__(self, build, scratch):
        self.scratch = pathlib.Path(scratch)
        self.asyncc = build / "compiler" / "asyncc"
        self.runtime = build / "runtime" / "libasyncc.a"
        self.noted = set()

    def leave_out(self, why):
        if why not in self.noted:
            self.noted.add(why)
            note(f"left out: {why}")

    def lacks(self, what, found):
        """Whether something is missing; says so once."""
        if not found:
            self.leave_out(f"what needs {what}, which is not there")
        return not found

    def programs(self, rows, wanted):
        """{row name: [Program]} of the peers for which wanted(peer), built several at a time."""
        jobs = [(row, peer, compiler) for row in rows for peer in peers.PEERS if wanted(peer)
                for compiler in peer.compilers]
        found = {row.name: [] for row in rows}
        outputs = {(row.folder, peer.name, compiler): (row, peer, compiler)
                   for row, peer, compiler in jobs}
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            built = dict(zip(outputs, pool.map(lambda job: self.command(*job), outputs.values())))
        for row, peer, compiler in jobs:
            command = built[row.folder, peer.name, compiler]
            if command:
                found[row.name].append(Program(peer, compiler, command))
        return found

    def command(self, row, peer, compiler):
        """The command that runs the peer's program; None where it has none or cannot be built."""
        source = ROWS_FOLDER / row.folder / peer.file
        if not source.exists() or (peer.only and row.folder not in peer.only):
            return None
        path = find(compiler)
        if self.lacks(compiler, path):
            return None
        fill = self.words(row, peer, compiler, path, source)
        if fill is None or not self.can_be(peer, fill):
            return None
        if peer.build and not self.compiles(peer.build.format(**fill).split(), source):
            return None
        return peer.run.format(**fill).split()

    def words(self, row, peer, compiler, path, source):
        """What stands for the words in braces of a peer's commands."""
        driver = ROWS_FOLDER / f"bench{source.suffix}"
        sources = [source, *sorted(source.parent.glob(f"{source.stem}_*{source.suffix}"))]
        if source.stem == "asyncc":
            sources = self.translated(row, compiler, sources)
        if source.suffix == ".go":
            sources = self.together(row, [source, *([driver] if row.driven else [])])
        if sources is None:
            return None
        output = self.scratch / re.sub(r"\W+", "_", f"{row.folder} {peer.name} {compiler}")
        return {"cc": path, "include": ROOT / "include", "folder": source.parent,
                "runtime": self.runtime, "output": output, "source": source,
                "driver": driver if row.driven else "", "sources": " ".join(map(str, sources))}

    def can_be(self, peer, fill):
        if peer.build and "{runtime}" in peer.build and \
                self.lacks(str(self.runtime), self.runtime.exists()):
            return False
        if not peer.needs:
            return True
        done = subprocess.run(shlex.split(peer.needs.format(**fill)), capture_output=True)
        return not self.lacks(f"what {peer.name} is", done.returncode == 0)

    def together(self, row, sources):
        """Copies in one folder, where go wants all files of a program."""
        folder = self.scratch / f"{row.folder}_go"
        folder.mkdir(exist_ok=True)
        return [shutil.copy(source, folder) for source in sources]

    def translated(self, row, compiler, sources):
        """The C files that asyncc makes of dialect files; None where it cannot."""
        if self.lacks(str(self.asyncc), self.asyncc.exists()):
            return None
        outputs = []
        for source in sources:
            output = self.scratch / f"{row.folder}_{compiler}_{source.name}"
            command = [self.asyncc, "-I", ROOT / "include", "-o", output, source]
            if not self.compiles(command, source):
                return None
            outputs.append(output)
        return outputs

    def compiles(self, command, source):
        """Whether a command succeeds; says, by its first error, what could not be made."""
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            errors = [line for line in done.stderr.splitlines() if "error" in line]
            self.leave_out(f"{source.relative_to(ROWS_FOLDER)}: {errors[0] if errors else '?'}")
        return done.returncode == 0
