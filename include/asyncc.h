/*
 * asyncc.h - async functions, generators and tasks for C: everything but synchronisation
 * (<asyncc/sync.h>) and I/O (<asyncc/net.h> and others).
 *
 * A dialect file includes this and is translated by asyncc; a plain C or C++ file may include it
 * to use the runtime. It does not include <uv.h>.
 */
#ifndef ASYNCC_H
#define ASYNCC_H

#include <asyncc/keywords.h>

#include <asyncc/abi_text.h>
#include <asyncc/combine.h>
#include <asyncc/coroutine.h>
#include <asyncc/debug.h>
#include <asyncc/future.h>
#include <asyncc/group.h>
#include <asyncc/limit.h>
#include <asyncc/loop.h>
#include <asyncc/operation.h>
#include <asyncc/status.h>
#include <asyncc/task.h>
#include <asyncc/time.h>

#endif
