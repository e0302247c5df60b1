#!/bin/sh
# Runs the client against the server, then ends the server as Ctrl-C does.
#
#   test.sh SERVER CLIENT [CONNECTIONS MESSAGES]    RUN_UNDER="valgrind -q ...": runs both under it
set -eu

server=$1 client=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'kill -KILL "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

# A shell makes its background jobs ignore SIGINT; env gives it back.
: >"$work/server.out"
env --default-signal=INT ${RUN_UNDER-} "$server" >"$work/server.out" 2>"$work/server.err" &
pid=$!
port=
for _ in $(seq 300); do
    port=$(sed -n 's/^listening on port \([0-9]*\)$/\1/p' "$work/server.out")
    [ -z "$port" ] || break
    sleep 0.1
done
[ -n "$port" ] || { echo "the server does not listen"; cat "$work/server.err"; exit 1; }

${RUN_UNDER-} "$client" "$port" "$@" >"$work/client.out"
if [ $# -eq 0 ]; then
    diff -u "$here/expected.out" "$work/client.out"
fi
cat "$work/client.out"

kill -INT "$pid"
status=0
wait "$pid" || status=$?
if [ "$status" -ne 130 ] || [ -s "$work/server.err" ]; then
    echo "the server ended with exit status $status, and said:"
    cat "$work/server.err"
    exit 1
fi
