# Every program of the bench is built and runs, and those of a row compute the same. The figures
# mean nothing here.
set -eu

[ "$ASYNCC_SANITIZE" != ON ] || exit 77
exec python3 "$ASYNCC_SOURCE_DIR/tests/bench/run.py" --quick --build "$ASYNCC_BINARY_DIR"
