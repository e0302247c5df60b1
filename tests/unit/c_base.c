/* Tests of compiler/base: arena, bitset, map, vec, writer, file. */
#define _XOPEN_SOURCE 700
#include "unit.h"

#include "base/bitset.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "base/writer.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_arena(void)
{
    char *first = arena_alloc(&arena, 3);
    CU_ASSERT_EQUAL((uintptr_t)first % _Alignof(max_align_t), 0);
    memset(first, 'x', 3);
    char *large = arena_alloc(&arena, 1 << 20);
    CU_ASSERT(large[0] == 0 && large[(1 << 20) - 1] == 0);
    CU_ASSERT_EQUAL(memcmp(first, "xxx", 3), 0);
    Str copy = arena_copy(&arena, (Str){"hello", 4});
    ASSERT_STR(copy, "hell");
    CU_ASSERT_EQUAL(copy.at[4], '\0');
    ASSERT_STR(arena_printf(&arena, "%s-%d", "a", 5), "a-5");
}

static void test_vec(void)
{
    VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++) VEC_PUSH(&arena, &numbers, i);
    CU_ASSERT_EQUAL(numbers.len, 1000);
    CU_ASSERT_EQUAL(numbers.at[999], 999);
}

static void test_map(void)
{
    Map map;
    int value[300];
    map_init(&map, &arena);
    CU_ASSERT_PTR_NULL(map_get(&map, STR("absent")));
    for (int i = 0; i < 300; i++) map_put(&map, arena_printf(&arena, "key%d", i), &value[i]);
    map_put(&map, STR("key7"), &value[0]);
    CU_ASSERT_EQUAL(map.len, 300);
    CU_ASSERT_PTR_EQUAL(map_get(&map, STR("key299")), &value[299]);
    CU_ASSERT_PTR_EQUAL(map_get(&map, STR("key7")), &value[0]);
    CU_ASSERT_PTR_NULL(map_get(&map, STR("key300")));
    ASSERT_STR(map.entry[7].key, "key7"); /* the order of insertion, not of hashes */
}

static void test_bitset(void)
{
    BitSet a = bitset_new(&arena, 130), b = bitset_new(&arena, 130);
    bitset_add(&a, 0);
    bitset_add(&a, 64);
    bitset_add(&b, 129);
    CU_ASSERT(bitset_union(&a, &b));
    CU_ASSERT_FALSE(bitset_union(&a, &b));
    size_t found[4], n = 0;
    BITSET_EACH(&a, i) found[n++] = i;
    CU_ASSERT(n == 3 && found[0] == 0 && found[1] == 64 && found[2] == 129);
    bitset_minus(&a, &b);
    CU_ASSERT_FALSE(bitset_has(&a, 129));
    bitset_copy(&b, &a);
    CU_ASSERT(bitset_has(&b, 64));
    bitset_remove(&b, 64);
    CU_ASSERT_EQUAL(bitset_next(&b, 1), 130);
}

static void test_writer(void)
{
    Writer w;
    writer_init(&w);
    CU_ASSERT(writer_at_line_start(&w));
    write_text(&w, "a\nb");
    CU_ASSERT_EQUAL(w.line, 2);
    CU_ASSERT_FALSE(writer_at_line_start(&w));
    for (int i = 0; i < 2000; i++) write_format(&w, "%s%d\n", "line ", i);
    CU_ASSERT_EQUAL(w.line, 2002);
    CU_ASSERT(writer_at_line_start(&w));
    CU_ASSERT_EQUAL(strlen(w.text), w.len);
    writer_free(&w);
}

/* ------------------------------------------------------------------ files */

static char folder[] = "/tmp/asyncc-unit-XXXXXX";

static const char *in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name).at;
}

static int entries(void)
{
    int n = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir));) n += entry->d_name[0] != '.';
    closedir(dir);
    return n;
}

static void test_file(void)
{
    Str text = {0};
    const char *path = in_folder("out.c");
    CU_ASSERT_EQUAL(file_read(&arena, path, &text), ENOENT);
    CU_ASSERT_EQUAL(file_write(path, STR("one\n")), 0);
    CU_ASSERT_EQUAL(file_read(&arena, path, &text), 0);
    ASSERT_STR(text, "one\n");
    CU_ASSERT_EQUAL(text.at[text.len], '\0');
    CU_ASSERT_EQUAL(file_read(&arena, folder, &text), EISDIR);
    CU_ASSERT_EQUAL(entries(), 1); /* no temporary file is left */
    unlink(path);
}

static void test_file_unchanged(void)
{
    struct stat before, after;
    const char *path = in_folder("same.c");
    file_write(path, STR("same"));
    stat(path, &before);
    file_write(path, STR("same"));
    stat(path, &after);
    CU_ASSERT_EQUAL(before.st_ino, after.st_ino);
    file_write(path, STR("other"));
    stat(path, &after);
    CU_ASSERT_EQUAL(after.st_size, 5);
    unlink(path);
}

static void test_file_rights(void)
{
    struct stat st;
    const char *path = in_folder("rights.c");
    file_write(path, STR("a"));
    chmod(path, 0640);
    file_write(path, STR("b"));
    stat(path, &st);
    CU_ASSERT_EQUAL(st.st_mode & 0777, 0640);
    unlink(path);
}

static void test_file_link(void)
{
    struct stat st;
    Str text = {0};
    const char *path = in_folder("real.c"), *link = in_folder("link.c");
    file_write(path, STR("a"));
    CU_ASSERT_EQUAL_FATAL(symlink("real.c", link), 0);
    CU_ASSERT_EQUAL(file_write(link, STR("b")), 0);
    lstat(link, &st);
    CU_ASSERT(S_ISLNK(st.st_mode));
    file_read(&arena, path, &text);
    ASSERT_STR(text, "b");
    unlink(link);
    unlink(path);
}

static void test_file_failure(void)
{
    CU_ASSERT_EQUAL(file_write(in_folder("none/out.c"), STR("x")), ENOENT);
    CU_ASSERT_EQUAL(file_write("/dev/null", STR("x")), 0);
    CU_ASSERT_EQUAL(file_write("/dev/full", STR("x")), ENOSPC);
    const char *path = in_folder("is-a-folder");
    mkdir(path, 0755);
    CU_ASSERT_NOT_EQUAL(file_write(path, STR("x")), 0);
    rmdir(path);
    CU_ASSERT_EQUAL(entries(), 0);
}

static void test_path_base(void)
{
    ASSERT_STR(path_base(STR("a/b/c.c")), "c.c");
    ASSERT_STR(path_base(STR("c.c")), "c.c");
    ASSERT_STR(path_base(STR("a/")), "");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"arena", test_arena},
        {"vec", test_vec},
        {"map", test_map},
        {"bitset", test_bitset},
        {"writer", test_writer},
        {"file written and read", test_file},
        {"file unchanged", test_file_unchanged},
        {"file keeps its rights", test_file_rights},
        {"file behind a link", test_file_link},
        {"file that cannot be written", test_file_failure},
        {"last part of a path", test_path_base},
        CU_TEST_INFO_NULL,
    };
    if (!mkdtemp(folder)) return 2;
    int status = run_suite("base", tests);
    rmdir(folder);
    return status;
}
