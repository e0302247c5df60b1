#include "lex.h"

/* Where the scanner stands. Reading goes through peek and bump, which see no line splices. */
typedef struct Cursor {
    Str text;
    uint32_t at; /* just behind the last character read: a splice that follows is not passed yet */
} Cursor;

typedef struct Lexer {
    Cursor cursor;
    Tokens *tokens;
    Arena *arena;
    bool in_directive;
    bool line_start;
    bool space;
    bool after_hash;  /* behind the # of a directive */
    bool header_next; /* behind `#include` */
} Lexer;

enum { END_OF_TEXT = -1 };

/* Longest first among those that start alike. */
static const char *const punctuators[] = {
    "...", "->",  "--", "-=",   "++", "+=", "<<=", "<<", "<=", "<:", "<%", ">>=", ">>",
    ">=",  "==",  "!=", "&&",   "&=", "||", "|=",  "*=", "/=", "%:%:", "%:", "%>", "%=",
    "^=",  "##",  "::", ":>",
};

/* ------------------------------------------------------------------ characters */

/* Behind the splices at `at`: backslash, perhaps blanks (as gcc and clang allow), newline. */
static uint32_t behind_splices(Str text, uint32_t at)
{
    while (at < text.len && text.at[at] == '\\') {
        uint32_t end = at + 1;
        while (end < text.len && strchr(" \t\r\f\v", text.at[end]) && text.at[end]) end++;
        if (end >= text.len || text.at[end] != '\n') break;
        at = end + 1;
    }
    return at;
}

static int peek(const Cursor *c)
{
    uint32_t at = behind_splices(c->text, c->at);
    return at < c->text.len ? (unsigned char)c->text.at[at] : END_OF_TEXT;
}

static void bump(Cursor *c)
{
    uint32_t at = behind_splices(c->text, c->at);
    c->at = at < c->text.len ? at + 1 : at;
}

static int peek_second(const Cursor *c)
{
    Cursor ahead = *c;
    bump(&ahead);
    return peek(&ahead);
}

/* Passes `word` if it stands here. */
static bool pass(Cursor *c, const char *word)
{
    Cursor ahead = *c;
    for (; *word; word++) {
        if (peek(&ahead) != *word) return false;
        bump(&ahead);
    }
    *c = ahead;
    return true;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\0';
}

/* Any byte beyond ASCII counts as a letter: clang has already judged the text. */
static bool is_word_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80;
}

bool lex_is_word_char(int c)
{
    return is_word_start(c) || is_digit(c);
}

/* \u1234 and \U12345678 */
static bool is_universal(const Cursor *c)
{
    int second = peek(c) == '\\' ? peek_second(c) : END_OF_TEXT;
    return second == 'u' || second == 'U';
}

/* ------------------------------------------------------------------ tokens */

static TokenKind scan_word(Cursor *c)
{
    while (lex_is_word_char(peek(c)) || is_universal(c)) bump(c);
    return TOKEN_IDENTIFIER;
}

static TokenKind scan_number(Cursor *c)
{
    for (;;) {
        int at = peek(c);
        int second = peek_second(c);
        bool exponent = at == 'e' || at == 'E' || at == 'p' || at == 'P';
        if (exponent && (second == '+' || second == '-')) {
            bump(c);
        } else if (at == '\'' ? !lex_is_word_char(second)
                              : at != '.' && !lex_is_word_char(at) && !is_universal(c)) {
            return TOKEN_NUMBER;
        }
        bump(c);
    }
}

static TokenKind scan_line_comment(Cursor *c)
{
    while (peek(c) != '\n' && peek(c) != END_OF_TEXT) bump(c);
    return TOKEN_COMMENT;
}

static TokenKind scan_block_comment(Cursor *c)
{
    bump(c);
    bump(c);
    while (peek(c) != END_OF_TEXT && !pass(c, "*/")) bump(c);
    return TOKEN_COMMENT;
}

/* From the opening quote on. Unclosed: the rest of the line is no token of C's. */
static TokenKind scan_quoted(Cursor *c, TokenKind kind)
{
    int quote = peek(c);
    bump(c);
    for (;;) {
        int at = peek(c);
        if (at == '\n' || at == END_OF_TEXT) return TOKEN_OTHER;
        bump(c);
        if (at == quote) return kind;
        if (at == '\\' && peek(c) != '\n') bump(c);
    }
}

/* <...>; without its end on the line it is just the operator. */
static TokenKind scan_header(Cursor *c)
{
    Cursor start = *c;
    while (peek(c) != '>' && peek(c) != '\n' && peek(c) != END_OF_TEXT) bump(c);
    if (peek(c) == '>') {
        bump(c);
        return TOKEN_HEADER;
    }
    *c = start;
    bump(c);
    return TOKEN_PUNCTUATOR;
}

static TokenKind scan_punctuator(Cursor *c)
{
    static const char single[] = "[](){}.&*+-~!/%<>^|?:;=,#";
    int first = peek(c);
    for (size_t i = 0; i < sizeof punctuators / sizeof *punctuators; i++) {
        if (punctuators[i][0] == first && pass(c, punctuators[i])) return TOKEN_PUNCTUATOR;
    }
    bump(c);
    return first && strchr(single, first) ? TOKEN_PUNCTUATOR : TOKEN_OTHER;
}

/* Passes the prefix of a string or character constant, if one stands here. */
static void pass_prefix(Cursor *c)
{
    static const char *const prefix[] = {"u8", "u", "U", "L"};
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++) {
        Cursor ahead = *c;
        if (pass(&ahead, prefix[i]) && (peek(&ahead) == '"' || peek(&ahead) == '\'')) {
            *c = ahead;
            return;
        }
    }
}

static TokenKind scan_token(Cursor *c, bool header_next)
{
    pass_prefix(c);
    int first = peek(c);
    int second = peek_second(c);
    if (first == '"') return scan_quoted(c, TOKEN_STRING);
    if (first == '\'') return scan_quoted(c, TOKEN_CHAR);
    if (is_word_start(first) || is_universal(c)) return scan_word(c);
    if (is_digit(first) || (first == '.' && is_digit(second))) return scan_number(c);
    if (first == '/' && second == '/') return scan_line_comment(c);
    if (first == '/' && second == '*') return scan_block_comment(c);
    if (first == '<' && header_next) return scan_header(c);
    return scan_punctuator(c);
}

/* ------------------------------------------------------------------ the text */

static bool has_splice(Str text, const Token *token)
{
    for (uint32_t i = token->begin; i < token->end; i++) {
        if (behind_splices(text, i) != i) return true;
    }
    return false;
}

static bool names_header(Str text, const Token *token)
{
    return lex_is(text, token, "include") || lex_is(text, token, "include_next") ||
           lex_is(text, token, "import") || lex_is(text, token, "embed");
}

/* What the token changes for those that follow. */
static void note_token(Lexer *lexer, const Token *token)
{
    lexer->space = token->kind == TOKEN_COMMENT;
    if (token->kind == TOKEN_COMMENT) return;
    lexer->line_start = false;
    lexer->header_next = lexer->after_hash && names_header(lexer->cursor.text, token);
    lexer->after_hash = token->starts_directive;
}

static void push_token(Lexer *lexer)
{
    Cursor *c = &lexer->cursor;
    Token token = {.starts_line = lexer->line_start, .has_space = lexer->space};
    token.begin = behind_splices(c->text, c->at);
    token.kind = scan_token(c, lexer->header_next);
    token.end = c->at;
    token.has_splice = has_splice(c->text, &token);
    token.starts_directive = token.starts_line && lex_is(c->text, &token, "#");
    if (token.starts_directive) lexer->in_directive = true;
    token.in_directive = lexer->in_directive;
    note_token(lexer, &token);
    VEC_PUSH(lexer->arena, lexer->tokens, token);
}

static void end_line(Lexer *lexer)
{
    lexer->line_start = lexer->space = true;
    lexer->in_directive = lexer->after_hash = lexer->header_next = false;
}

Tokens lex_all(Arena *arena, Str text)
{
    Tokens tokens = {0};
    Lexer lexer = {.cursor = {text, 0}, .tokens = &tokens, .arena = arena, .line_start = true};
    if (str_starts(text, "\xEF\xBB\xBF")) lexer.cursor.at = 3; /* byte order mark */
    for (;;) {
        int at = peek(&lexer.cursor);
        if (at == END_OF_TEXT) return tokens;
        if (at == '\n') end_line(&lexer);
        if (at != '\n' && !is_blank(at)) {
            push_token(&lexer);
            continue;
        }
        lexer.space = true;
        bump(&lexer.cursor);
    }
}

/* ------------------------------------------------------------------ reading tokens */

size_t lex_find(const Tokens *tokens, uint32_t at)
{
    size_t low = 0, high = tokens->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->at[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t lex_code(const Tokens *tokens, size_t i)
{
    while (i < tokens->len && tokens->at[i].kind == TOKEN_COMMENT) i++;
    return i;
}

size_t lex_code_before(const Tokens *tokens, size_t i)
{
    while (i > 0) {
        if (tokens->at[--i].kind != TOKEN_COMMENT) return i;
    }
    return tokens->len;
}

/* +1 for an opening bracket, -1 for a closing one. */
static int bracket(Str text, const Token *token)
{
    if (token->kind != TOKEN_PUNCTUATOR) return 0;
    if (lex_is(text, token, "(") || lex_is(text, token, "[") || lex_is(text, token, "{")) return 1;
    if (lex_is(text, token, ")") || lex_is(text, token, "]") || lex_is(text, token, "}")) return -1;
    return 0;
}

size_t lex_closing(const Tokens *tokens, Str text, size_t open)
{
    /* An opener inside a directive (a macro's body) is closed there. */
    bool inside = tokens->at[open].in_directive;
    int depth = 0;
    for (size_t i = open; i < tokens->len; i++) {
        if (tokens->at[i].in_directive != inside) continue;
        depth += bracket(text, &tokens->at[i]);
        if (depth == 0) return i;
    }
    return tokens->len;
}

Str lex_spelling(Arena *arena, Str text, const Token *token)
{
    Str raw = lex_text(text, token);
    if (!token->has_splice) return raw;
    char *copy = arena_alloc(arena, raw.len + 1);
    size_t len = 0;
    Cursor c = {{text.at, token->end}, token->begin};
    for (; peek(&c) != END_OF_TEXT; bump(&c)) copy[len++] = (char)peek(&c);
    return (Str){copy, len};
}

const char *lex_digraph(Str spelling)
{
    static const char *const pair[][2] = {{"<:", "["}, {":>", "]"}, {"<%", "{"},
                                          {"%>", "}"}, {"%:", "#"}, {"%:%:", "##"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        if (str_is(spelling, pair[i][0])) return pair[i][1];
    }
    return NULL;
}

bool lex_is(Str text, const Token *token, const char *spelling)
{
    if (token->kind != TOKEN_IDENTIFIER && token->kind != TOKEN_PUNCTUATOR) return false;
    char plain[8];
    Str raw = lex_text(text, token);
    Cursor c = {{text.at, token->end}, token->begin};
    if (token->kind == TOKEN_PUNCTUATOR) {
        size_t len = 0;
        for (; peek(&c) != END_OF_TEXT && len < sizeof plain; bump(&c)) {
            plain[len++] = (char)peek(&c);
        }
        const char *meaning = lex_digraph((Str){plain, len});
        return meaning ? strcmp(meaning, spelling) == 0 : str_is((Str){plain, len}, spelling);
    }
    if (!token->has_splice) return str_is(raw, spelling);
    return pass(&c, spelling) && peek(&c) == END_OF_TEXT;
}
