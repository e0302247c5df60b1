#!/bin/sh
# Runs the program against a Redis server of its own, on a socket of loopback that is free.
#
#   test.sh PROGRAM      RUN_UNDER="valgrind -q ...": runs it under that
set -eu

program=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v redis-server >/dev/null || { echo "there is no redis-server"; exit 77; }
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT

started=
for port in $(seq "$((20000 + $$ % 20000))" 7 65000); do
    redis-server --port "$port" --bind 127.0.0.1 --save '' --dir "$work" >"$work/log" 2>&1 &
    pid=$!
    for _ in $(seq 100); do
        ! grep -q 'Ready to accept connections' "$work/log" || { started=yes; break; }
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    [ -z "$started" ] || break
    kill "$pid" 2>/dev/null || true
done
[ -n "$started" ] || { echo "redis-server does not start"; cat "$work/log"; exit 1; }
${RUN_UNDER-} "$program" 127.0.0.1 "$port" >"$work/out"
diff -u "$here/expected.out" "$work/out"
