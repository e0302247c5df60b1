# Sourced by the scripts beside this folder: builds a copy of the outside project, and looks at
# what is translated when. A space in its path is part of the test.

# Nobody installs a runtime with sanitizers, which all that links it would have to ask for.
[ "$ASYNCC_SANITIZE" != ON ] || exit 77

project="$PWD/the project"
build="$PWD/the build"

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    [ ! -f build.log ] || cat build.log >&2
    exit 1
}

# configure GENERATOR OPTION...: a fresh copy of the project and a fresh build folder.
configure() {
    rm -rf "$project" "$build"
    cp -r "$ASYNCC_SOURCE_DIR/tests/cmake/outside" "$project"
    cmake -S "$project" -B "$build" -G "$1" -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
        -DCMAKE_C_COMPILER="$CC" "${@:2}" >build.log 2>&1 || fail "configure with $*"
}

# build_translates FILE...: builds, and expects exactly these dialect files to be translated.
build_translates() {
    cmake --build "$build" -j2 >build.log 2>&1 || fail "build"
    local expected translated
    expected=$(printf '%s\n' "$@" | sort)
    translated=$(sed -n 's/.*Translating //p' build.log | sort)
    [ "$translated" = "$expected" ] ||
        fail "translated $(echo $translated), not $(echo $expected)"
}

prints() {
    local output
    output=$("$build/outside") || fail "the program's exit status is $?"
    [ "$output" = "$1" ] || fail "the program prints '$output', not '$1'"
}

# check_rebuilds COMMAND: what each kind of change translates, from the first build on; at last that
# of asyncc itself, whose file is COMMAND.
check_rebuilds() {
    build_translates main.c a/part.c b/part.c
    prints "hello, world: 1 2 4 8"

    build_translates ''
    ! grep -q 'Building C object' build.log || fail "compiled though nothing had changed"

    sed -i 's/1/5/' "$project/only_a.h"
    build_translates a/part.c
    prints "hello, world: 5 2 4 8"

    touch "$project/headers/parts.h"
    build_translates main.c a/part.c b/part.c

    touch "$project/plain.c"
    build_translates ''

    cmake -DGREETING=bye "$build" >build.log 2>&1 || fail "configure again"
    build_translates main.c a/part.c
    prints "bye: 5 2 4 8"

    touch "$1"
    build_translates main.c a/part.c b/part.c
}

# Each dialect file is in compile_commands.json as itself, with ASYNC_PARSE.
check_compile_commands() {
    local file
    for file in main.c a/part.c b/part.c; do
        grep '"command"' "$build/compile_commands.json" | grep -e -DASYNC_PARSE |
            grep -qF "the project/$file" || fail "compile_commands.json lacks $file"
    done
}
