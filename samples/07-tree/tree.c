/*
 * A tree walked in order: each subtree is a generator, and `yield_from` hands all its values on. A
 * value costs the same however deep the tree is.
 */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct node {
    struct node *left, *right;
    const char *word;
} node_t;

static node_t *leaf(const char *word, node_t *left, node_t *right)
{
    node_t *node = malloc(sizeof *node);

    *node = (node_t){ left, right, word };
    return node;
}

static void release(node_t *node)
{
    if (!node) return;
    release(node->left);
    release(node->right);
    free(node);
}

/* Yields the words from left to right; returns the height of the tree. */
static generator(const char *) int walk(const node_t *node)
{
    if (!node) return 0;
    int left = yield_from walk(node->left);
    yield node->word;
    int right = yield_from walk(node->right);
    return 1 + (left > right ? left : right);
}

int main(void)
{
    node_t *tree = leaf("wish", leaf("birds", leaf("all", NULL, NULL), leaf("sing", NULL, NULL)),
                        leaf("you", NULL, leaf("well", NULL, NULL)));
    async_gen(const char *) words = async_iter(walk(tree));

    while (async_next(words)) printf("%s ", *words);
    printf("\nthe tree is %d high\n", async_returned(int, words));
    async_close(words);

    /* Whoever has seen enough leaves the loop: the whole chain of generators is closed. */
    async_for (const char *word, walk(tree)) {
        if (word[0] == 's') break;
        printf("%s, ", word);
    }
    printf("and so on\n");
    release(tree);
    return 0;
}
