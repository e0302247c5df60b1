#!/usr/bin/env bash
# 10,000 connections held at once by an echo server, both ends on this machine, all answered; the
# server's memory for each stays under 4 KiB (of a build without sanitizers).
set -euo pipefail

[ "$ASYNCC_SANITIZE" != ON ] || exit 77
"$ASYNCC" -I"$ASYNCC_INCLUDE" -o connections.async.c "$ASYNCC_SOURCE_DIR/tests/long/connections.c"
# shellcheck disable=SC2086
"$CC" -std=gnu11 -O2 -I"$ASYNCC_INCLUDE" -o connections connections.async.c $ASYNCC_LIBS -lpthread
./connections "${1-10000}" | tee out
[ "${PIPESTATUS[0]}" -eq 0 ] || exit "${PIPESTATUS[0]}"
awk '/bytes of memory/ { exit !($6 < 4096) }' out
