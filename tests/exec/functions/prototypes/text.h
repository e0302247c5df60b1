#ifndef TEXT_H
#define TEXT_H

#include <asyncc.h>

struct reply {
    int code;
    char body[24];
};

typedef async int step_fn(int);

struct step {
    const char *name;
    async int (*run)(int);
};

extern const struct step steps[];
extern const int step_count;

async struct reply fetch(const char *url);
async int ping(int n);
async int pong(int n);
async void note(const char *what, int v);
async int run_step(step_fn *f, int x);

#endif
