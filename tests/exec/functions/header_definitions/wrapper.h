#pragma once
#include "inline.h"

static async int wrapped(int x) { return await pause_twice(await pause_and_add(x, 1)); }
