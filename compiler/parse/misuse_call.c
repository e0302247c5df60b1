/*
 * misuse_call.c - calls that nobody starts, and calls that a coroutine had better not make.
 */
#include "misuse.h"

Str callee_name(const Parser *p, Node *call)
{
    Node *callee = node_strip(call->child[0]);

    return callee->kind == CXCursor_DeclRefExpr || callee->kind == CXCursor_MemberRefExpr
               ? cursor_name(p->arena, callee->cursor)
               : span_text(p, callee->span);
}

static bool is_one_of(Str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, names[i])) return true;
    return false;
}

#define IS_ONE_OF(name, list) is_one_of((name), (list), sizeof(list) / sizeof *(list))

/* What keeps C's stack frame in its hands: a coroutine's is gone after a suspension. */
static void check_stack(Place place, Node *call, Str name)
{
    static const char *const alloca_names[] = {"alloca", "__builtin_alloca",
                                               "__builtin_alloca_with_align"};
    static const char *const setjmp_names[] = {"setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp",
                                               "__builtin_setjmp"};

    if (IS_ONE_OF(name, alloca_names))
        error_at(place.parser, call->span, "'alloca' in an async function or generator");
    else if (IS_ONE_OF(name, setjmp_names))
        error_at(place.parser, call->span, "'setjmp' in an async function or generator");
}

/* A function of another's: called by its name, and not defined here. */
static bool is_foreign(Node *call)
{
    Node *callee = node_strip(call->child[0]);
    CXCursor function = clang_getCursorReferenced(callee->cursor);

    return callee->kind == CXCursor_DeclRefExpr &&
           clang_getCursorKind(function) == CXCursor_FunctionDecl &&
           clang_Cursor_isNull(clang_getCursorDefinition(function));
}

static CXCursor variable_of(Node *node)
{
    node = node_strip(node);
    return node->kind == CXCursor_DeclRefExpr ? clang_getCursorReferenced(node->cursor)
                                              : clang_getNullCursor();
}

/* A call that gives a socket that waits: SOCK_NONBLOCK is not among its arguments. */
static bool makes_socket(const Parser *p, Node *node)
{
    static const char *const names[] = {"socket", "accept", "accept4"};

    node = node_strip(node);
    if (node->kind != CXCursor_CallExpr || !node->children) return false;
    for (size_t i = code_at(p, node->span.begin); i < p->tokens.len; i++) {
        if (p->tokens.at[i].begin >= node->span.end) break;
        if (token_is(p, i, "SOCK_NONBLOCK")) return false;
    }
    Str name = callee_name(p, node);
    return IS_ONE_OF(name, names);
}

/* What the function around says of a descriptor: that it is a socket, that its mode was changed. */
typedef struct Descriptor {
    CXCursor variable;
    bool is_socket, is_changed;
} Descriptor;

static void ask_about(const Parser *p, Node *node, Descriptor *d)
{
    static const char *const changers[] = {"fcntl", "ioctl"};
    bool made = node->kind == CXCursor_VarDecl && clang_equalCursors(node->cursor, d->variable);
    bool set =
        node_is_assignment(node) && clang_equalCursors(variable_of(node->child[0]), d->variable);

    if ((made || set) && node->children)
        d->is_socket |= makes_socket(p, node->child[node->children - 1]);
    if (node->kind == CXCursor_CallExpr && node->children > 1) {
        Str name = callee_name(p, node);
        if (IS_ONE_OF(name, changers))
            d->is_changed |= clang_equalCursors(variable_of(node->child[1]), d->variable);
    }
    for (uint32_t i = 0; i < node->children; i++) ask_about(p, node->child[i], d);
}

/* Whether a call is about a socket that waits, as far as the function itself tells. */
static bool is_on_socket(const Parser *p, Node *call, Str name)
{
    static const char *const names[] = {"read", "readv",  "write",   "writev",
                                        "send", "sendto", "sendmsg", "connect"};
    Descriptor d = {.variable = clang_getNullCursor()};
    Node *root = call;

    if (call->children < 2 || !IS_ONE_OF(name, names)) return false;
    d.variable = variable_of(call->child[1]);
    if (clang_getCursorKind(d.variable) != CXCursor_VarDecl) return false;
    while (root->parent) root = root->parent;
    ask_about(p, root, &d);
    return d.is_socket && !d.is_changed;
}

/* Calls that wait: they hold up every task of the loop. */
static void check_blocking(Place place, Node *call, Str name)
{
    static const char *const names[] = {"sleep",
                                        "usleep",
                                        "nanosleep",
                                        "clock_nanosleep",
                                        "system",
                                        "getaddrinfo",
                                        "getnameinfo",
                                        "gethostbyname",
                                        "gethostbyaddr",
                                        "select",
                                        "pselect",
                                        "poll",
                                        "ppoll",
                                        "epoll_wait",
                                        "wait",
                                        "waitpid",
                                        "waitid",
                                        "pause",
                                        "sigwait",
                                        "accept",
                                        "accept4",
                                        "recv",
                                        "recvfrom",
                                        "recvmsg",
                                        "pthread_join",
                                        "pthread_cond_wait",
                                        "pthread_barrier_wait",
                                        "sem_wait",
                                        "thrd_sleep",
                                        "thrd_join",
                                        "cnd_wait",
                                        "flock",
                                        "pclose",
                                        "async_block_on"};
    Colour colour = place.function->colour;

    if (place.blocking || (colour != COLOUR_ASYNC && colour != COLOUR_ASYNC_GENERATOR)) return;
    if (!is_foreign(call) || (!IS_ONE_OF(name, names) && !is_on_socket(place.parser, call, name)))
        return;
    warning_at(place.parser, "blocking-call", call->span,
               "'%.*s' is a blocking call: it holds up every task of the loop "
               "(hint: 'await async_blocking(%.*s(...))')",
               STR_ARG(name), STR_ARG(name));
}

static bool says_noreturn(CXString text)
{
    bool found = strstr(clang_getCString(text), "oreturn") != NULL; /* noreturn, _Noreturn */

    clang_disposeString(text);
    return found;
}

/* Whether a function is declared as one that does not return. */
static bool never_returns(const Parser *p, CXCursor function)
{
    Span span;

    if (says_noreturn(clang_getTypeSpelling(clang_getCursorType(function)))) return true;
    if (!clang_isCursorDefinition(function))
        return says_noreturn(clang_getCursorPrettyPrinted(function, NULL));
    if (!cursor_span(p->file, function, &span)) return false;
    size_t i = code_at(p, span.begin);
    while (i < p->tokens.len && !token_is(p, i, "(") && !token_is(p, i, "{")) {
        if (token_is(p, i, "_Noreturn") || token_is(p, i, "noreturn")) return true;
        i = code_at(p, p->tokens.at[i].end);
    }
    return false;
}

static void note_ending(Place place, Node *call)
{
    Node *callee = node_strip(call->child[0]);
    CXCursor function = clang_getCursorReferenced(callee->cursor);

    if (callee->kind == CXCursor_DeclRefExpr &&
        clang_getCursorKind(function) == CXCursor_FunctionDecl &&
        never_returns(place.parser, function))
        VEC_PUSH(place.parser->arena, &place.parser->unit->endings, call->span);
}

static void check_started(Place place, Node *call, Str name)
{
    Colour colour = marks_of_callee(call->child[0]).colour;

    if (colour == COLOUR_PLAIN || place.unevaluated) return;
    if (colour == COLOUR_ASYNC)
        error_at(place.parser, call->span, "this call of '%.*s' is never started: missing 'await'?",
                 STR_ARG(name));
    else
        error_at(place.parser, call->span,
                 "this call of the generator '%.*s' is never started: missing 'async_for' or "
                 "'async_iter'?",
                 STR_ARG(name));
}

void misuse_call(Place place, Node *call)
{
    if (call->children == 0) return;
    Str name = callee_name(place.parser, call);
    check_started(place, call, name);
    misuse_arguments(place, call);
    if (!place.function || place.function->colour == COLOUR_PLAIN || place.unevaluated) return;
    note_ending(place, call);
    check_stack(place, call, name);
    check_blocking(place, call, name);
}
