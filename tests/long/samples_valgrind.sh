# Every sample under valgrind: the same output, no error, no leak.
command -v valgrind >/dev/null || { echo 'there is no valgrind'; exit 77; }
[ "$ASYNCC_SANITIZE" != ON ] || { echo 'built with sanitizers'; exit 77; }
under='valgrind -q --leak-check=full --error-exitcode=99'
count=0 failed=

for folder in "$ASYNCC_SOURCE_DIR"/samples/*/; do
    name=$(basename "$folder")
    programs=$(find "$ASYNCC_BINARY_DIR/samples/$name" -maxdepth 1 -type f -executable | sort -r)
    [ -n "$programs" ] || { echo "$name: not built"; continue; }
    if [ -x "$folder/test.sh" ]; then
        smaller=
        [ "$name" != 02-echo ] || smaller='20 50'
        RUN_UNDER=$under "$folder/test.sh" $programs $smaller >out 2>&1
    elif grep -q ASYNC_VIRTUAL_TIME=1 "$folder/CMakeLists.txt"; then
        { ASYNC_VIRTUAL_TIME=1 $under $programs >stdout && diff -u "$folder/expected.out" stdout; } >out 2>&1
    else
        { $under $programs >stdout && diff -u "$folder/expected.out" stdout; } >out 2>&1
    fi
    status=$?
    count=$((count + 1))
    [ $status -eq 0 ] || [ $status -eq 77 ] || { failed="$failed $name"; echo "$name: $status"; cat out; }
done
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
echo "$count samples"
[ $count -gt 20 ]
