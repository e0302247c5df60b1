/* a generator's locals: arrays, structs, blocks entered again, static ones, arguments */
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

static generator(const char *) void words(const char *text)
{
    char word[16];
    size_t length = 0;
    for (;; text++) {
        if (*text && *text != ' ') {
            word[length++] = *text;
            continue;
        }
        if (length) {
            word[length] = '\0';
            yield word;
            length = 0;
        }
        if (!*text) return;
    }
}

static generator(int) void permute(int n)
{
    int at[4], used[4] = { 0 }, depth = 0;
    at[0] = -1;
    while (depth >= 0) {
        if (at[depth] >= 0) used[at[depth]] = 0;
        do at[depth]++; while (at[depth] < n && used[at[depth]]);
        if (at[depth] == n) {
            depth--;
            continue;
        }
        used[at[depth]] = 1;
        if (++depth < n) {
            at[depth] = -1;
            continue;
        }
        int number = 0;
        for (int i = 0; i < n; i++) number = number * 10 + at[i] + 1;
        yield number;
        depth--;
    }
}

static generator(int) void numbered(void)
{
    static int instances;
    int mine = ++instances;
    for (;;) yield mine;
}

int main(void)
{
    async_for (const char *w, words("  to be  or not ")) printf("%s(%zu) ", w, strlen(w));
    printf("\n");                               // expect: to(2) be(2) or(2) not(3)
    async_for (int v, permute(3)) printf("%d ", v);
    printf("\n");                               // expect: 123 132 213 231 312 321
    async_for (int v, numbered()) { printf("%d ", v); break; }
    async_for (int v, numbered()) { printf("%d\n", v); break; }     // expect: 1 2
    return 0;
}
