#include <asyncc.h>

struct mailbox { async_queue(int) letters; };           // error: 'async_queue' without its header .*asyncc/sync\.h

static async int pick(struct mailbox *box)
{
    async_try_put(box->letters, 2);                     // error: 'async_try_put' without
    return await async_get(box->letters);               // error: 'async_get' without
}

async int main(void)
{
    struct mailbox box = { async_queue_new(int, 3) };   // error: 'async_queue_new' without its header
    await async_put(box.letters, 1);                    // error: 'async_put' without its header
    return await pick(&box);
}
