/*
 * group.h - task groups: async_group(g) { ... async_spawn_in(g, CALL) ... }.
 */
#ifndef ASYNCC_GROUP_H
#define ASYNCC_GROUP_H

#include <asyncc/abi.h>
#include <asyncc/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A task of a group. It goes when the task has ended; one whose handle is kept, with the block. */
typedef struct async__group_child {
    async_link_t link; /* in the group's children */
    struct async_group *group;
    void *task;        /* its handle, owned */
    bool kept, ended;
} async__group_child_t;

/*
 * The tasks of a block, alive in the frame of the function that the block stands in. Called
 * functions may be given a pointer to it, to spawn in it too.
 */
typedef struct async_group {
    async_scope_t scope;     /* the block: left when a task fails */
    async_link_t children;   /* async__group_child_t, in the order of spawning */
    size_t running;
    int status;              /* of the first task that failed */
    bool canceled;           /* no task is wanted any more */
    async_frame_t *joining;  /* who waits at the end of the block */
} async_group_t;

/* What generated code calls at the block's beginning and on every way out. */
void async_group_enter(async_group_t *group, async_context_t *cx);
void async_group_cancel(async_group_t *group);
int async_group_leave(async_group_t *group, int raised);

struct async_group_join__frame {
    async_frame_t base;
    async_branch_t *branch;
    async_group_t *group;
    int outcome; /* what it raises once all are done */
    bool unwinds; /* a cancellation is under way: it has been raised before */
};
async_step_t async_group_join__start(struct async_group_join__frame *self, async_context_t *cx,
                                     async_group_t *group);
extern const async_coroutine_t async_group_join__async;

/*
 * Takes over the handle of a task that has just been spawned; gives it back, borrowed: until the
 * block ends, or, when it is not kept, until the task does.
 */
void *async__group_add(async_group_t *group, void *task, bool kept);

#ifdef __cplusplus
}
#endif

#ifndef ASYNC_PARSE

/**
 * A task of the group `g`, queued to start. The handle belongs to the group, and is good until the
 * block ends; async_retain makes one that is good for longer. In a group that is being cancelled
 * the task is cancelled before it starts.
 */
#define async_spawn_in(g, ...)                                                                     \
    ((__typeof__(__VA_ARGS__) *)async__group_add(                                                  \
        (g), ASYNC__CAPTURE(async__spawn, #__VA_ARGS__, __VA_ARGS__), true))

/**
 * What asyncc writes for an async_spawn_in whose handle is dropped: nothing is left of the task when
 * it has ended, so a group may spawn for ever. The handle that it gives is good until then only.
 */
#define async_detach_in(g, ...)                                                                    \
    ((__typeof__(__VA_ARGS__) *)async__group_add(                                                  \
        (g), ASYNC__CAPTURE(async__spawn, #__VA_ARGS__, __VA_ARGS__), false))

#endif

#endif
