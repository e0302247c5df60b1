#!/usr/bin/env python3
"""The echo server beside the same one by hand on libuv with uv_try_write.

    echo.py [--build FOLDER] [--check]

Instructions in user space and system calls per request: two runs of different lengths under callgrind
and strace, what they differ by, divided; so starting up and ending do not count. --check: exit status
1 where ours needs other system calls, or more than 1.10 of the instructions.
"""

import argparse
import pathlib
import re
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FEW, MANY, SIZE = 2000, 6000, 64
GOAL = 1.10


def compile_both(build, folder):
    """The two programs: name -> path. `build` is where asyncc and the runtime were built."""
    flags = ["gcc", "-O2", "-std=gnu11", f"-I{ROOT}/include"]
    subprocess.run([build / "compiler" / "asyncc", f"-I{ROOT}/include", "-o",
                    f"{folder}/ours.async.c", HERE / "echo" / "ours.c"], check=True)
    subprocess.run([*flags, "-o", f"{folder}/ours", f"{folder}/ours.async.c",
                    build / "runtime" / "libasyncc.a", "-luv", "-lpthread"], check=True)
    subprocess.run([*flags, "-o", f"{folder}/raw", HERE / "echo" / "raw.c", "-luv"], check=True)
    return {name: f"{folder}/{name}" for name in ("ours", "raw")}


def talk(command, requests):
    """Runs a server under `command`, asks it so often; what it wrote to stderr."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with socket.create_connection(("127.0.0.1", int(server.stdout.readline()))) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        message = b"x" * SIZE
        for _ in range(requests):
            client.sendall(message)
            got = 0
            while got < SIZE:
                got += len(client.recv(SIZE - got))
    errors = server.communicate()[1]
    if server.returncode != 0:
        sys.exit(f"{command}: exit status {server.returncode}\n{errors}")
    return errors


def instructions(program, requests):
    log = talk(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program],
               requests)
    return int(re.search(r"Collected : (\d+)", log).group(1))


def system_calls(program, requests, folder):
    talk(["strace", "-f", "-c", "-o", f"{folder}/strace", program], requests)
    with open(f"{folder}/strace", encoding="utf-8") as table:
        rows = [line.split() for line in table if re.match(r"\s*[\d.]+\s+[\d.]+\s", line)]
    return {row[-1]: int(row[3]) for row in rows if row[-1] != "total"}


def per_request(measure):
    few, many = measure(FEW), measure(MANY)
    if isinstance(few, int):
        return (many - few) / (MANY - FEW)
    calls = {name: (many.get(name, 0) - few.get(name, 0)) / (MANY - FEW) for name in many}
    return {name: n for name, n in sorted(calls.items()) if n > 0.05}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release",
                        help="where asyncc and the runtime were built, with optimisation")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = compile_both(options.build.resolve(), folder)
        counted = {name: per_request(lambda n, path=path: instructions(path, n))
                   for name, path in programs.items()}
        calls = {name: per_request(lambda n, path=path: system_calls(path, n, folder))
                 for name, path in programs.items()}
    ratio = counted["ours"] / counted["raw"]
    for name in programs:
        made = ", ".join(f"{call} {n:.2f}" for call, n in calls[name].items())
        print(f"{name:5} {counted[name]:7.0f} instructions per request; {made}")
    print(f"ratio {ratio:.3f}")
    same = {name: round(n, 1) for name, n in calls["ours"].items()} == \
        {name: round(n, 1) for name, n in calls["raw"].items()}
    if options.check and (ratio > GOAL or not same):
        sys.exit(f"more than {GOAL}, or other system calls")


if __name__ == "__main__":
    main()
