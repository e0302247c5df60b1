# Instructions of await, switch, spawn and others against what they were; see guard.py.
set -eu

[ "$ASYNCC_SANITIZE" != ON ] || exit 77
command -v valgrind >/dev/null && command -v gcc >/dev/null && command -v pkg-config >/dev/null || exit 77
exec python3 "$ASYNCC_SOURCE_DIR/tests/bench/guard.py" --build "$ASYNCC_BINARY_DIR"
