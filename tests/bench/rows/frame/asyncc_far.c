#include "frame_asyncc.h"

async void leaf(void) { await async_sleep(0); }
