# asyncc --cc COMPILER: in front of a compiler, as make and CMake run it.
set -eu

fail() { echo "FAIL: $*" >&2; exit 1; }
same() { [ "$1" = "$2" ] || fail "$3: '$1', want '$2'"; }

mkdir -p src inc other
cat >inc/wrap.h <<'END'
#include <asyncc.h>
async int twice(int x);
END
cat >src/local.h <<'END'
#define STEP 1
END
cat >src/main.c <<'END'
#include "wrap.h"
#include "local.h"
#include <stdio.h>
async int main(void) { printf("%d %s\n", await twice(21), __FILE__); return 0; }
END
cat >src/twice.c <<'END'
#include "wrap.h"
#include "local.h"
async int twice(int x) { await async_sleep(STEP); return x * 2; }
END
cat >src/plain.c <<'END'
int yield = 3; /* a plain file may use the word */
int plain(void) { return yield; }
END
cc="$ASYNCC --cc $CC"
flags="-I$ASYNCC_INCLUDE -Iinc -O1 -g -Wall -Wextra -Werror -Wno-blocking-call -std=gnu11"

# one step: compile and link, several inputs, linking flags as they are
$cc $flags src/main.c src/twice.c src/plain.c -o one $ASYNCC_LIBS
same "$(./one)" "42 src/main.c" "one step"

# as make does it, with dependency files
for name in main twice plain; do $cc $flags -MMD -MP -c src/$name.c -o $name.o; done
$cc main.o twice.o plain.o $ASYNCC_LIBS -o two
same "$(./two)" "42 src/main.c" "two steps"
for name in main twice plain; do grep -q "src/$name.c" $name.d || fail "$name.d has not its source"; done
grep -q '^main.o:' main.d || fail "main.d: not of main.o"
grep -q 'src/local.h' main.d || fail "main.d has not local.h"
grep -q '/asyncc.h' main.d || fail "main.d has not asyncc.h"
grep -q '/asyncc-....../' main.d && fail "main.d names a temporary file"
$cc $flags -MD -MF deps -MT goal -c src/twice.c -o twice.o
grep -q '^goal:' deps || fail "-MF, -MT"

# the object's name is the compiler's own choice
(cd other && $cc -I$ASYNCC_INCLUDE -I../inc -c ../src/main.c ../src/twice.c && ls main.o twice.o >/dev/null)
$cc -I$ASYNCC_INCLUDE -Iinc -S src/twice.c -o twice.s && grep -q twice__ twice.s || fail "-S"
$cc -I$ASYNCC_INCLUDE -Iinc -E src/twice.c | grep -q twice__frame || fail "-E"
$cc -I$ASYNCC_INCLUDE -Iinc -M src/twice.c | grep -q src/twice.c || fail "-M"

# same input, same object, wherever the temporary folder is
mkdir -p t1 t2
TMPDIR=$PWD/t1 $cc $flags -c src/twice.c -o a.o
TMPDIR=$PWD/t2 $cc $flags -c src/twice.c -o b.o
cmp a.o b.o || fail "the object depends on the temporary folder"
[ -z "$(ls t1 t2 | grep asyncc)" ] || fail "left behind in the temporary folder"

# plain files go to the compiler as they are; its status comes back
$cc -c src/plain.c -o plain2.o
$CC -c src/plain.c -o plain3.o && cmp plain2.o plain3.o || fail "a plain file was changed"
$cc -x c - -fsyntax-only <src/plain.c || fail "standard input"
same "$($cc --version)" "$($CC --version)" "--version"
echo 'int f(void) { return x; }' >bad.c
status=0; $cc -c bad.c 2>err || status=$?
same $status 1 "the compiler's status"
grep -q 'bad.c:1' err || fail "the compiler's message"

# errors and warnings of asyncc's
printf '#include <asyncc.h>\nasync int f(void) { return 1; }\nint g(void) { return f(); }\n' >error.c
status=0; $cc -I$ASYNCC_INCLUDE -c error.c 2>err || status=$?
same $status 1 "an error's status"
grep -q "^error.c:3:22: error: .*await" err || fail "an error's place"
[ ! -e error.o ] || fail "an object in spite of an error"
printf '#include <asyncc.h>\n#include <unistd.h>\nasync int f(void) { sleep(1); int unused; return 1; }\n' >warn.c
$cc -I$ASYNCC_INCLUDE -Wall -c warn.c 2>err
grep -q 'warning: .*Wblocking-call' err || fail "no warning of asyncc's"
same "$(grep -c 'unused variable' err)" 1 "the compiler's warning, once"
status=0; $cc -I$ASYNCC_INCLUDE -Werror=blocking-call -c warn.c 2>err || status=$?
same $status 1 "-Werror=blocking-call"
status=0; $ASYNCC --cc 2>err || status=$?
same $status 2 "--cc alone"
$ASYNCC -fembed-limit=0 --cc $CC $flags src/main.c src/twice.c -o own $ASYNCC_LIBS
same "$(./own)" "42 src/main.c" "own options before --cc"

# files of options, and make
echo "$flags -c src/twice.c -o from_file.o" >args
$cc @args && [ -e from_file.o ] || fail "@file"
cat >Makefile <<'END'
VPATH = src
prog: main.o twice.o
	$(CC) $^ $(LIBS) -o $@
END
make -s CC="$cc" CFLAGS="$flags" LIBS="$ASYNCC_LIBS" prog
same "$(./prog)" "42 src/main.c" "make"

# CMake, with asyncc as the compiler's launcher
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(launched C)
add_executable(launched src/main.c src/twice.c src/plain.c)
target_include_directories(launched PRIVATE inc ${INCLUDE})
target_link_libraries(launched PRIVATE ${LIBS})
END
cmake -S . -B build -DCMAKE_C_COMPILER_LAUNCHER="$ASYNCC;--cc" -DCMAKE_C_COMPILER=$CC \
    -DINCLUDE="$ASYNCC_INCLUDE" -DLIBS="${ASYNCC_LIBS// /;}" >/dev/null
cmake --build build >/dev/null
build/launched | grep -q '^42 ' || fail "CMake"
sed -i 's/define STEP 1/define STEP 2/' src/local.h
cmake --build build | grep 'twice.c' >rebuilt || fail "CMake: a header's change is not seen"
