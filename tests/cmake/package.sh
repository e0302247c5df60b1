#!/usr/bin/env bash
# An outside project takes asyncc from where it was installed, with Ninja and with Makefiles.
set -euo pipefail
. "$ASYNCC_SOURCE_DIR/tests/cmake/outside/checks.sh"

prefix="$PWD/the prefix"
cmake --install "$ASYNCC_BINARY_DIR" --prefix "$prefix" >build.log || fail "install"

for generator in Ninja "Unix Makefiles"; do
    configure "$generator" -DCMAKE_PREFIX_PATH="$prefix"
    check_rebuilds "$prefix/bin/asyncc"
    check_compile_commands
done

# What clangd sees in the dialect files is free of diagnostics.
if command -v clang-19 >/dev/null; then
    CC=clang-19 configure Ninja -DCMAKE_PREFIX_PATH="$prefix"
    cmake --build "$build" --target outside_async_parse b_async_parse >build.log 2>&1 ||
        fail "clang parses the dialect files"
fi

# pkg-config tells a plain compiler all that it needs.
pc=$(dirname "$(find "$prefix" -name asyncc.pc)")
flags=$(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs asyncc) || fail "asyncc.pc"
"$prefix/bin/asyncc" -I "$prefix/include" -I "$project/headers" -o part.async.c \
    "$project/b/part.c" || fail "the installed command"
echo 'int main(void) { return 0; }' >empty.c
eval "$CC -I '$project/headers' empty.c part.async.c $flags -o linked" || fail "asyncc.pc"
