#!/usr/bin/env python3
"""One program of libuv callbacks, moved to the dialect in steps: each step behaves as the first.

A step is a file: *.plain.c is compiled as it is, the others are translated. docs/adoption.md tells
the story.
"""
import os
import socket
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402


def lines(port, *parts):
    """Sends the parts, each on its own, and gives all that comes back."""
    with socket.create_connection(('127.0.0.1', port), timeout=10) as client:
        for part in parts:
            client.sendall(part)
        got = b''
        while piece := client.recv(4096):
            got += piece
        return got.decode()


def talk(port):
    """What a session answers: whole lines, lines in pieces, silence, two at once."""
    with socket.create_connection(('127.0.0.1', port), timeout=10) as silent:
        told = lines(port, b'hello\nworld\n', b'in pie', b'ces\nquit\nnot heard\n')
        told += lines(port, b'', b'x' * 300)
        told += silent.recv(100).decode() + repr(silent.recv(100))
    return told + lines(port, b'bye\nstop\n')


WANT = "1 olleh\n2 dlrow\n3 seceip ni\ntoo slow\nb''1 eyb\n"


def step(options, name):
    def run(folder):
        source, program = os.path.join(HERE, name), os.path.join(folder, 'program')
        if not name.endswith('.plain.c'):
            made = os.path.join(folder, name[:-2] + '.async.c')
            subprocess.run([options.asyncc, '-I' + options.include, '-o', made, source], check=True)
            source = made
        subprocess.run([options.cc, '-std=gnu11', '-g', '-Wall', '-Wextra', '-Werror',
                        '-fsanitize=address', '-I' + options.include, '-o', program, source,
                        *options.libs.split(), '-luv', '-lpthread'], check=True)
        server = subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True)
        got = talk(int(server.stdout.readline()))
        errors = server.communicate(timeout=10)[1]
        if server.returncode != 0 or errors:
            return 'exit status %d\n%s' % (server.returncode, errors)
        return None if got == WANT else 'want %r\ngot  %r' % (WANT, got)
    return run


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options, library=True)
    names = sorted(f for f in os.listdir(HERE) if f.endswith('.c'))
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [
            (name, step(options, name)) for name in harness.selected(options, names)])


if __name__ == '__main__':
    sys.exit(main())
