/* asyncc: C with async functions and generators in, plain C out. */
#include "cc.h"
#include "options.h"
#include "pipeline.h"
#include "ps/ps.h"

static int show(const Options *options)
{
    options_show(options->show, stdout);
    return fflush(stdout) == 0 ? 0 : 2;
}

static void print(const Options *options, const DiagList *diags)
{
    if (options->json) {
        diag_print_json(diags, stderr);
    } else {
        diag_print_text(diags, stderr, options->colour);
    }
}

int main(int argc, char **argv)
{
    Arena arena;
    Options options;
    if (ps_asked(argc, argv)) return ps_run(argc, argv);
    arena_init(&arena);
    if (cc_word(argc, argv)) {
        int ended = cc_run(&arena, argc, argv);
        arena_free(&arena);
        return ended;
    }
    DiagList *diags = diag_list_new(&arena);
    int status = options_parse(&options, &arena, diags, argc, argv);
    if (status == 0 && options.show != SHOW_NOTHING) {
        status = show(&options);
    } else {
        if (status == 0) status = pipeline_run(&options, &arena, diags);
        if (status == 0 && diag_errors(diags) > 0) status = 1;
        print(&options, diags);
    }
    arena_free(&arena);
    return status;
}
