#!/usr/bin/env bash
# An outside project has asyncc's source as a subdirectory, as FetchContent would put it there.
set -euo pipefail
. "$ASYNCC_SOURCE_DIR/tests/cmake/outside/checks.sh"

configure Ninja -DASYNCC_FOLDER="$ASYNCC_SOURCE_DIR"
check_rebuilds "$build/asyncc/compiler/asyncc"
check_compile_commands
grep -c -- '-O2.*compiler/pipeline\.c' "$build/compile_commands.json" >/dev/null ||
    fail "the command is built without optimization"

configure "Unix Makefiles" -DASYNCC_FOLDER="$ASYNCC_SOURCE_DIR"
build_translates main.c a/part.c b/part.c
prints "hello, world: 1 2 4 8"
