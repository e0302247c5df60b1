#!/usr/bin/env bash
# Whoever follows docs/guide.md and docs/building.md, from an installed asyncc, gets what they say.
set -euo pipefail

fail() {
    printf 'FAIL: %s\n' "$1" >&2
    [ ! -f build.log ] || cat build.log >&2
    exit 1
}

# block FILE LANGUAGE N: the N-th code block of that language.
block() {
    awk -v fence="\`\`\`$2" -v n="$3" '
        $0 == fence { inside = ++seen == n; next }
        /^```/ { inside = 0 }
        inside' "$ASYNCC_SOURCE_DIR/docs/$1"
}

# block_with FILE LANGUAGE WORD: the first one that holds WORD.
block_with() {
    local n=1 text
    while text=$(block "$1" "$2" $n) && [ -n "$text" ]; do
        case $text in *"$3"*) printf '%s\n' "$text" && return ;; esac
        n=$((n + 1))
    done
    fail "$1 has no block with $3"
}

prefix=$PWD/prefix
cmake --install "$ASYNCC_BINARY_DIR" --prefix "$prefix" >build.log || fail "install"
PATH=$prefix/bin:$PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name asyncc.pc)")
export PATH PKG_CONFIG_PATH
flags=
[ "$ASYNCC_SANITIZE" != ON ] || flags=-fsanitize=address,undefined

# With CMake: the first program and the echo server.
mkdir project && cd project
block guide.md cmake 1 >CMakeLists.txt
block guide.md cmake 2 >>CMakeLists.txt
block_with guide.md c '#include' >first.c
block_with guide.md c async_serve >echo.c
{ cmake -B build -G Ninja -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_FLAGS="$flags" &&
    cmake --build build; } >../build.log 2>&1 || { cd .. && fail "the guide's project"; }
[ "$(./build/first)" = $'1 + 2 is ...\n3' ] || fail "the first program"

# The echo server: what is sent comes back; Ctrl-C ends it with the status of SIGINT.
env --default-signal=INT ./build/echo & server=$! # which a shell takes from its background jobs
trap 'kill -KILL $server 2>/dev/null || true' EXIT
for _ in $(seq 50); do
    { exec 3<>/dev/tcp/127.0.0.1/7777; } 2>/dev/null && break
    sleep 0.1
done
echo hello >&3 || fail "connecting to the echo server"
read -r -t 10 -u 3 line && [ "$line" = hello ] || fail "the echo server"
kill -INT $server
status=0
wait $server || status=$?
[ $status -eq 130 ] || fail "Ctrl-C: exit status $status"
cd ..

# Without CMake: two commands, and make.
mkdir plain && cd plain
cp ../project/first.c first.c
asyncc $(pkg-config --cflags asyncc) -o first.async.c first.c || fail "asyncc"
$CC $flags -o first first.async.c $(pkg-config --cflags --libs asyncc) || fail "pkg-config"
[ "$(./first)" = $'1 + 2 is ...\n3' ] || fail "the program built by hand"

block building.md make 1 >Makefile
cp ../project/echo.c server.c
make CC="$CC" CFLAGS="$flags" LDFLAGS="$flags" >../build.log 2>&1 || { cd .. && fail "make"; }
make -q || fail "make builds again"
touch "$prefix/include/asyncc/net.h"
! make -q || fail "make misses a header"
