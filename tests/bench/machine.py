"""What the bench ran on, asked of the machine itself."""
import os
import pathlib
import platform
import re
import subprocess

import build

# What it is called: the command that tells its version, what of it does.
VERSIONS = [
    ("gcc", ["gcc", "-dumpfullversion"], r"(\S+)"),
    ("g++", ["g++", "-dumpfullversion"], r"(\S+)"),
    ("clang", ["clang-19", "--version"], r"version (\S+)"),
    ("rustc", ["rustc", "--version"], r"rustc (\S+)"),
    ("Go", ["go", "version"], r"go version go(\S+)"),
    ("Node", ["node", "--version"], r"v(\S+)"),
    ("Python", ["python3", "--version"], r"Python (\S+)"),
    ("uvloop", ["python3", "-c", "import uvloop; print(uvloop.__version__)"], r"(\S+)"),
    ("libuv", ["pkg-config", "--modversion", "libuv"], r"(\S+)"),
    ("asio", ["sh", "-c", "echo ASIO_VERSION | g++ -E -P -include asio/version.hpp -x c++ -"],
     r"^(\d+)$"),
    ("valgrind", ["valgrind", "--version"], r"valgrind-(\S+)"),
]


def version(command, pattern):
    path = build.find(command[0])
    if not path:
        return None
    done = subprocess.run([path, *command[1:]], capture_output=True, text=True)
    found = re.search(pattern, done.stdout.strip(), re.M)
    return found[1] if found else None


def processor():
    info = pathlib.Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    return found[1] if found else "unknown processor"


def described():
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    found = {name: version(command, pattern) for name, command, pattern in VERSIONS}
    if found["asio"]:
        n = int(found["asio"])
        found["asio"] = f"{n // 100000}.{n // 100 % 1000}.{n % 100}"
    return {"processor": processor(), "cores": len(os.sched_getaffinity(0)), "system": system,
            "kernel": platform.release(), "machine": platform.machine(),
            "versions": {name: v for name, v in found.items() if v}}


def lines(here):
    yield f"{here['processor']}, {here['cores']} cores; {here['system']}, Linux {here['kernel']}"
    yield ", ".join(f"{name} {v}" for name, v in here["versions"].items())
