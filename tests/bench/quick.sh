# The native programs of the bench are built and run, and those of a row compute the same; the bench
# judges as it should, and does without peers that are missing. No figures.
set -eu

[ "$ASYNCC_SANITIZE" != ON ] || exit 77
bench=$ASYNCC_SOURCE_DIR/tests/bench
python3 "$bench/selftest.py" --build "$ASYNCC_BINARY_DIR"
exec python3 "$bench/run.py" --quick --build "$ASYNCC_BINARY_DIR" \
    --peers 'our ABI by hand,asyncc,C++20 pooled,Rust,raw epoll,libuv'
