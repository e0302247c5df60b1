/*
 * load.c - the one client of all echo servers: many connections, each of which sends a request,
 * waits for the same bytes to come back, and sends the next.
 *
 *     load PORT PID CONNECTIONS SIZE WARMING REQUESTS free|batch
 *
 * PID is the server's. free: every connection as fast as it is answered, WARMING requests first,
 * whose times do not count. batch: a request on each connection at once, sent while the server is
 * stopped, so that it finds them all in one poll: the same work in every run, whose instructions
 * and system calls can be counted.
 *
 * Prints a line: requests, processor time of the server in ns, checksum of what came back, the
 * median and the 99th percentile of a request's time in ns. It ends when its standard input does,
 * and keeps its connections until then: what the server does for their end is not part of any
 * figure.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct connection {
    int fd;
    size_t missing; /* bytes of the answer that have not come yet */
    uint64_t sent_at, number;
} connection_t;

static pid_t server;
static int port, epoll;
static size_t count, size;
static connection_t *connections;
static uint64_t started, answered, checksum;
static uint64_t *times;
static char *message, *room;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static uint64_t clock_ns(clockid_t clock)
{
    struct timespec time = {0, 0};
    if (clock_gettime(clock, &time) < 0) fail("clock of the server");
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* Processor time of the server with all its threads. */
static uint64_t server_ns(void)
{
    clockid_t clock;
    if (clock_getcpuclockid(server, &clock) != 0) fail("clock of the server");
    return clock_ns(clock);
}

static void open_connection(connection_t *self)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = self};
    int yes = 1;

    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    self->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(self->fd, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
    setsockopt(self->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    epoll_ctl(epoll, EPOLL_CTL_ADD, self->fd, &event);
}

/* The request's bytes depend on its number, so that answers cannot be taken for one another. */
static void send_request(connection_t *self)
{
    self->number = started++;
    self->missing = size;
    memset(message, (int)('a' + self->number % 26), size);
    self->sent_at = clock_ns(CLOCK_MONOTONIC);
    if (send(self->fd, message, size, 0) != (ssize_t)size) fail("send");
}

static void receive_answer(connection_t *self)
{
    ssize_t n = recv(self->fd, room, self->missing, 0);

    if (n <= 0) fail("recv");
    for (ssize_t i = 0; i < n; i++) checksum += (uint64_t)(unsigned char)room[i];
    if (room[0] != (char)('a' + self->number % 26)) fail("another request's answer");
    self->missing -= (size_t)n;
    if (self->missing > 0) return;
    times[answered++] = clock_ns(CLOCK_MONOTONIC) - self->sent_at;
}

/* Waits for answers; `again`: each connection sends its next request, until all have been sent. */
static void receive_until(uint64_t end, bool again)
{
    struct epoll_event events[256];

    while (answered < end) {
        int n = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            connection_t *self = events[i].data.ptr;
            receive_answer(self);
            if (again && self->missing == 0 && started < end) send_request(self);
        }
    }
}

static void run_free(uint64_t requests)
{
    uint64_t wanted = answered + requests;

    for (size_t i = 0; i < count && started < wanted; i++) send_request(&connections[i]);
    receive_until(wanted, true);
}

/* Whether all threads of the server are in one of these states of /proc/PID/stat. */
static bool server_is(const char *states)
{
    char path[320], state;
    struct dirent *entry;
    bool all = true;
    DIR *threads;

    snprintf(path, sizeof path, "/proc/%d/task", (int)server);
    threads = opendir(path);
    if (!threads) fail("the server has ended");
    while (all && (entry = readdir(threads))) {
        FILE *file;
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%s/stat", (int)server, entry->d_name);
        file = fopen(path, "r");
        all = file && fscanf(file, "%*d (%*[^)]) %c", &state) == 1 && strchr(states, state);
        if (file) fclose(file);
    }
    closedir(threads);
    return all;
}

/* A server with threads that wake by themselves may never be found so: 100 ms, then go on. */
static void wait_until_server_is(const char *states)
{
    for (int i = 0; i < 500 && !server_is(states); i++) usleep(200);
}

static void run_batches(uint64_t requests)
{
    while (requests > 0) {
        size_t n = requests < count ? (size_t)requests : count;
        wait_until_server_is("S");
        kill(server, SIGSTOP);
        wait_until_server_is("Tt");
        for (size_t i = 0; i < n; i++) send_request(&connections[i]);
        kill(server, SIGCONT);
        receive_until(answered + n, false);
        requests -= n;
    }
}

static int by_size(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void *need(size_t bytes)
{
    void *memory = calloc(bytes, 1);
    if (!memory) fail("memory");
    return memory;
}

int main(int argc, char **argv)
{
    uint64_t warming, requests, before;
    void (*run)(uint64_t);

    if (argc != 8) return 2;
    port = atoi(argv[1]);
    server = atoi(argv[2]);
    count = strtoul(argv[3], NULL, 10);
    size = strtoul(argv[4], NULL, 10);
    warming = strtoull(argv[5], NULL, 10);
    requests = strtoull(argv[6], NULL, 10);
    run = strcmp(argv[7], "free") == 0 ? run_free : run_batches;
    connections = need(count * sizeof *connections);
    times = need((warming + requests + 1) * sizeof *times);
    message = need(size);
    room = need(size);
    epoll = epoll_create1(0);
    for (size_t i = 0; i < count; i++) open_connection(&connections[i]);

    run(warming);
    started = answered = checksum = 0;
    before = server_ns();
    run(requests);
    before = server_ns() - before;
    qsort(times, answered, sizeof *times, by_size);
    printf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", answered, before,
           checksum, times[answered / 2], times[answered * 99 / 100]);
    fflush(stdout);
    while (getchar() != EOF) {
    }
    return 0;
}
