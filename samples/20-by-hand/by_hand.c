/*
 * What an event loop does, done by hand: a coroutine is stepped from one suspension to the next, and
 * what it waits for is provided in between. There is no loop in this program.
 */
#include <asyncc.h>
#include <stdio.h>

static async int ask(async_future(int) answer, const char *question)
{
    printf("  %s\n", question);
    return await *answer;
}

static async int conversation(async_future(int) first, async_future(int) second)
{
    int age = await ask(first, "how old are you?");
    int wish = await ask(second, "how old do you want to be?");
    return wish - age;
}

int main(void)
{
    async_future(int) age = async_future_new(int);
    async_future(int) wish = async_future_new(int);
    async_task(int) talk = async_create(conversation(age, wish));

    printf("created: nothing has run\n");
    bool more = async_step(talk);
    printf("stepped: %s\n", more ? "it waits" : "it is done");
    more = async_step(talk);
    printf("stepped in vain: %s\n", more ? "it waits" : "it is done");

    async_set_result(age, 40);
    more = async_step(talk);
    printf("stepped: %s\n", more ? "it waits" : "it is done");

    async_set_result(wish, 100);
    more = async_step(talk);
    printf("stepped: %s, %d years to go\n", more ? "it waits" : "it is done", async_result(talk));

    async_release(talk);
    async_release(wish);
    async_release(age);
    return 0;
}
