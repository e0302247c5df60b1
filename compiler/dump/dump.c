#include "dump.h"
#include "ast.h"

static void dump_tree(const Program *program, FILE *out)
{
    Writer writer;

    writer_init(&writer);
    dump_ast(&writer, program->unit);
    fwrite(writer.text, 1, writer.len, out);
    writer_free(&writer);
}

int dump_stage(const char *stage, const Program *program, FILE *out)
{
    static const struct {
        const char *name;
        void (*print)(const Program *, FILE *);
    } stages[] = {{"ast", dump_tree}, {"code", dump_code}, {"frame", dump_frame}};

    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        if (strcmp(stages[i].name, stage) != 0) continue;
        stages[i].print(program, out);
        return 0;
    }
    fprintf(stderr, "asyncc: there is no stage '%s'; there are:", stage);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) fprintf(stderr, " %s", stages[i].name);
    fprintf(stderr, "\n");
    return 2;
}
