#!/usr/bin/env python3
"""The echo server beside the same one by hand on libuv with uv_try_write.

    echo.py [--build FOLDER] [--check] [--connections N] [--size BYTES]

Instructions in user space and system calls per request: two runs of different lengths under callgrind
and strace, what they differ by, divided; so starting up and ending do not count. --check: exit status
1 where ours needs other system calls, or more than 1.10 of the instructions. Of several connections
each has a request in every round, sent while the server is stopped: it finds them all in one poll, and
the system calls are not counted.
"""

import argparse
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

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


def wait_for_state(process, state):
    while pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").split()[2] != state:
        time.sleep(0.001)


def ask(client, message):
    client.sendall(message)
    receive(client, len(message))


def receive(client, size):
    while size > 0:
        size -= len(client.recv(size))


def ask_at_once(server, clients, message):
    wait_for_state(server, "S")
    server.send_signal(signal.SIGSTOP)
    wait_for_state(server, "T")
    for client in clients:
        client.sendall(message)
    server.send_signal(signal.SIGCONT)
    for client in clients:
        receive(client, len(message))


def talk(command, requests, size=SIZE, connections=1):
    """Runs a server under `command`, asks it so often; what it wrote to stderr."""
    server = subprocess.Popen([*command, str(connections)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    port = int(server.stdout.readline())
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    for client in clients:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for _ in range(requests // connections):
        if connections == 1:
            ask(clients[0], b"x" * size)
        else:
            ask_at_once(server, clients, b"x" * size)
    for client in clients:
        client.close()
    errors = server.communicate()[1]
    if server.returncode != 0:
        sys.exit(f"{command}: exit status {server.returncode}\n{errors}")
    return errors


def instructions(program, requests, size=SIZE, connections=1):
    log = talk(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program],
               requests, size, connections)
    return int(re.search(r"Collected : (\d+)", log).group(1))


def system_calls(program, requests, size, folder):
    talk(["strace", "-f", "-c", "-o", f"{folder}/strace", program], requests, size)
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
    parser.add_argument("--connections", type=int, default=1, metavar="N",
                        help="a divisor of 2000")
    parser.add_argument("--size", type=int, default=SIZE, metavar="BYTES", help="of a request")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = compile_both(options.build.resolve(), folder)
        counted = {name: per_request(lambda n, path=path: instructions(
                       path, n, options.size, options.connections))
                   for name, path in programs.items()}
        calls = {name: per_request(lambda n, path=path: system_calls(
                     path, n, options.size, folder)) if options.connections == 1 else {}
                 for name, path in programs.items()}
    ratio = counted["ours"] / counted["raw"]
    for name in programs:
        made = "".join(f", {call} {n:.2f}" for call, n in calls[name].items())
        print(f"{name:5} {counted[name]:7.0f} instructions per request{made}")
    print(f"ratio {ratio:.3f}")
    same = {name: round(n, 1) for name, n in calls["ours"].items()} == \
        {name: round(n, 1) for name, n in calls["raw"].items()}
    if options.check and (ratio > GOAL or not same):
        sys.exit(f"more than {GOAL}, or other system calls")


if __name__ == "__main__":
    main()
