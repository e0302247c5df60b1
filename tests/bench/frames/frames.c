/* Ten async functions whose frames are measured; frames.cpp and frames.rs hold the same ones. */
#include <asyncc.h>

async int leaf(int n);
void use(void *p);
int get(void);

struct big { long field[8]; };

async int one_local(int n) { return await leaf(n) + n; }

async int loop(int n)
{
    int total = 0;
    for (int i = 0; i < n; i++) total += await leaf(i);
    return total;
}

async int buffer(int n)
{
    char buf[512];
    int served = 0;
    use(buf);
    while (await leaf(n) > 0) {
        use(buf);
        served++;
    }
    return served;
}

async int branches(int n)
{
    int r;
    if (n > 0) {
        char a[256];
        use(a);
        r = await leaf(n);
        use(a);
    } else {
        char b[256];
        use(b);
        r = await leaf(-n);
        use(b);
    }
    return r;
}

async int blocks(int n)
{
    int r = 0;
    {
        char a[256];
        use(a);
        r += await leaf(n);
        use(a);
    }
    {
        char b[256];
        use(b);
        r += await leaf(r);
        use(b);
    }
    return r;
}

async int callees(int n)
{
    int a = await loop(n);
    int b = await one_local(a);
    return a + b;
}

async int nested(int n) { return await callees(n) + await buffer(n); }

static void close_it(int *fd) { use(fd); }

async int cleanup(int n)
{
    int fd __attribute__((cleanup(close_it))) = get();
    int r = await leaf(n);
    return r + await leaf(fd);
}

async long by_value(struct big b)
{
    long r = await leaf(1);
    return r + b.field[7];
}

async int temporaries(int n)
{
    int a = get(), b = get(), c = a * b;
    return get() * c + await leaf(a) * await leaf(b) + await leaf(n);
}
