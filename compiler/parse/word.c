#include "word.h"

static const WordInfo words[] = {
#define WORD(spelling, kind) {spelling, kind, FORM_GATHER, ""},
#define FORM(spelling, form, operands) {spelling, WORD_FORM, form, operands},
#include "word.def"
#undef WORD
#undef FORM
};

const WordInfo *word_find(Str spelling)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(spelling, words[i].spelling)) return &words[i];
    return NULL;
}
