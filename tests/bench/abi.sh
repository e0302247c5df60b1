# The hard cases of abi/, which were written by hand in the shape of generated code: without a
# warning, and right, by every compiler that is there, at -O0 and -O2, and with the sanitizers.
set -eu

cases=$ASYNCC_SOURCE_DIR/tests/bench/abi
include=$ASYNCC_SOURCE_DIR/include
sanitize='-g -fsanitize=address,undefined -fno-sanitize-recover=all'

# can COMPILER FLAG...: whether it makes programs that run.
can() {
    echo 'int main(void) { return 0; }' > probe.c
    "$@" probe.c -o probe 2> /dev/null && ./probe
}

# check CASE COMPILER FLAG...
check() {
    name=$1
    shift
    set -- "$@" -std=c11 -Wall -Wextra -Werror -I"$include" "$cases/$name.c"
    [ ! -f "$cases/${name}_far.c" ] || set -- "$@" "$cases/${name}_far.c"
    "$@" "$cases/mini_runtime.c" -o "$name"
    [ "$("./$name")" = ok ] || { echo "not right: $*"; exit 1; }
}

for compiler in gcc clang-14 clang-19 "$CC"; do
    for flags in -O0 -O2 "-O1 $sanitize"; do
        can "$compiler" $flags || continue
        for name in await_expressions defers delegation ramps deep; do
            check "$name" "$compiler" $flags
        done
    done
done
echo ok
