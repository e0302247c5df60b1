# The command line: what a C compiler's user expects of it, exit statuses, what is written and when.
set -eu

fail() { echo "FAIL: $*" >&2; exit 1; }
same() { [ "$1" = "$2" ] || fail "$3: '$1', want '$2'"; }
# status WANTED COMMAND...: its exit status; stderr is left in the file err
status() {
    local wanted=$1 got=0
    shift
    "$@" >out 2>err || got=$?
    same "$got" "$wanted" "$*"
}

asyncc="$ASYNCC -I$ASYNCC_INCLUDE"
mkdir -p a b/c
cat >a/x.c <<'END'
#include <asyncc.h>
#include "x.h"
async int main(void) { await async_sleep(X); return 0; }
END
echo '#define X 1' >a/x.h
cp a/x.c a/x.h b/c
printf '#include <asyncc.h>\nint f(void) { return await 1; }\n' >bad.c

# where the output goes
status 0 $asyncc a/x.c
[ -f x.async.c ] || fail "the default output"
status 0 $asyncc --no-line a/x.c
status 0 $asyncc --no-line a/x.c -o -
cmp out x.async.c || fail "-o -"
(cd a && $asyncc -o - - <x.c >../out) && grep -q ASYNC_MAIN out || fail "standard input"
status 0 $asyncc --no-line -oz.c a/x.c && cmp z.c x.async.c || fail "-oFILE"

# the same bytes in another folder, and the time stamp of what did not change
(cd a && $asyncc x.c -o x.async.c) && (cd b/c && $asyncc x.c -o x.async.c)
cmp a/x.async.c b/c/x.async.c || fail "the output depends on the folder"

# after errors: status 1, the old output as it was, nothing beside it
echo old >kept.c
status 1 $asyncc bad.c -o kept.c
same "$(cat kept.c)" old "an output after an error"
same "$(ls kept*)" kept.c "beside the output"
grep -q '^bad.c:2:22: error: ' err || fail "the place of an error"
status 1 $asyncc bad.c -o new.c
[ ! -e new.c ] || fail "an output in spite of an error"

# wrong usage, and files that cannot be had
status 2 $asyncc
status 2 $asyncc --no-such-option a/x.c
status 2 $asyncc --emit=nothing a/x.c
status 2 $asyncc --diagnostics-format=xml a/x.c
status 2 $asyncc -o
status 2 $asyncc nowhere.c
status 2 $asyncc a/x.c a/x.h
status 2 $asyncc a/x.c -o no/such/folder/x.c
status 2 $asyncc @nowhere
status 2 $asyncc a/x.c -o a/x.c

# options of a compiler that asyncc has no use for
for option in -O2 -Os -g3 -fPIC -fno-omit-frame-pointer -march=x86-64 -m64 -Wall -Wextra -Wpedantic \
    -Wno-no-such-warning -Wsome-warning-of-tomorrow -fsanitize=address -flto -pipe -pthread \
    -fvisibility=hidden -Wl,-z,now -fstack-protector-strong -D_GNU_SOURCE -UX -c -std=gnu17 \
    -mno-such-thing -fno-semantic-interposition -fcf-protection=full -fanalyzer -fno-tree-vectorize; do
    status 0 $asyncc $option a/x.c -o -
    [ ! -s err ] || fail "$option: $(cat err)"
done

# dependency files
status 0 $asyncc -MD -MF x.dep -MT 'goal one' -MP a/x.c -o x.c
grep -q '^goal one: a/x.c' x.dep || fail "-MT"
grep -q 'a/x.h' x.dep && grep -q '/asyncc.h' x.dep && grep -q 'stddef.h' x.dep || fail "a missing header"
grep -q '^a/x.h:$' x.dep || fail "-MP"
status 0 $asyncc -MD a/x.c -o w.c
grep -q '^w.c:' w.d || fail "-MD alone"
echo old >kept.c
status 2 $asyncc -MD -MF nowhere/x.dep a/x.c -o kept.c
same "$(cat kept.c)" "old" "the output beside a dependency file that cannot be written"

# a byte order mark, and a name that a #line has to quote
mkdir -p 'q"d'
{ printf '\357\273\277'; cat a/x.c; } >'q"d/x.c'
cp a/x.h 'q"d'
status 0 $asyncc 'q"d/x.c' -o quoted.c
head -c 3 quoted.c | grep -q '#li' || fail "a byte order mark before #line"
${CC:-cc} -fsyntax-only -Iq\"d -I"$ASYNCC_INCLUDE" quoted.c || fail "a #line with a quote"

# line ends as in the source
cat >ends.c <<'END'
#include <asyncc.h>
#define TWICE(x) \
    ((x) + (x))
static async int f(int x)
{
    /* more
       lines */ await async_sleep(1);
    return x;
}
async int main(void)
{
    int n = TWICE(2);
    defer n++;
    return n + await f(TWICE(n));
}
END
sed 's/$/\r/' ends.c >returns.c
for line in '' --no-line; do
    status 0 $asyncc $line ends.c -o from_ends.c
    sed 's/ends\.c/returns.c/g; s/$/\r/' from_ends.c >wanted.c
    status 0 $asyncc $line returns.c -o from_returns.c
    for x in wanted from_returns; do grep -v '^#line' $x.c >$x.text; done
    cmp wanted.text from_returns.text || fail "line ends $line"
    [ "$(grep -vc "$(printf '\r')\$" from_returns.c)" = 0 ] || fail "a line ends otherwise $line"
    ${CC:-cc} -fsyntax-only -Wall -Wextra -Werror -I"$ASYNCC_INCLUDE" from_returns.c || fail "line ends"
done

# options from a file, messages for programs, colour
echo "-DMORE='a b' -I a -o from_file.c a/x.c" >args
status 0 $asyncc @args && [ -f from_file.c ] || fail "@file"
status 1 $asyncc --diagnostics-format=json bad.c
grep -q '^\[{"file": "bad.c", "line": 2, "column": 22, ' err || fail "JSON: $(cat err)"
status 0 $asyncc --diagnostics-format=json a/x.c
same "$(cat err)" "[]" "JSON of nothing"
status 1 $asyncc -fdiagnostics-color=always bad.c
grep -q "$(printf '\033')\[1;31merror" err || fail "colour"
status 1 $asyncc bad.c
grep -q "$(printf '\033')" err && fail "colour without a terminal"
status 0 $asyncc --version
status 0 $asyncc --help
grep -q -- '-Wblocking-call' out || fail "--help lists the warnings"

# an error in a macro, and in a header: both places
cat >m.h <<'END'
#define CALL(x) f(x)
END
cat >m.c <<'END'
#include <asyncc.h>
#include "m.h"
async int f(int x) { await async_sleep(1); return x; }
async int main(void) { CALL(1); return undeclared(CALL(2)); }
END
status 1 $asyncc m.c
grep -q '^m.c:4:24: error: .*never started' err || fail "in a macro: $(cat err)"
