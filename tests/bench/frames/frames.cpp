// The functions of frames.c as C++20 coroutines. A task has what an asyncc frame has too: who awaits
// it, and its result. Frames are measured in operator new; callees' frames count with their callers'.
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <new>

static std::size_t bytes;

template <class T> struct task {
    struct promise_type {
        std::coroutine_handle<> parent;
        T value;
        task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept
            {
                return h.promise().parent ? h.promise().parent : std::noop_coroutine();
            }
            void await_resume() noexcept {}
        };
        final final_suspend() noexcept { return {}; }
        void return_value(T v) { value = v; }
        void unhandled_exception() { std::abort(); }
        void *operator new(std::size_t n)
        {
            bytes += n;
            return std::malloc(n);
        }
        void operator delete(void *p) { std::free(p); }
    };
    std::coroutine_handle<promise_type> h;
    ~task() { h.destroy(); }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> parent)
    {
        h.promise().parent = parent;
        return h;
    }
    T await_resume() { return h.promise().value; }
};

struct leaf {
    int n;
    bool await_ready() { return false; }
    bool await_suspend(std::coroutine_handle<>) { return false; }
    int await_resume() { return n > 2 ? 0 : n; }
};
__attribute__((noinline)) void use(void *p) { asm volatile("" : : "r"(p) : "memory"); }
__attribute__((noinline)) int get() { int n = 1; asm volatile("" : "+r"(n)); return n; }

struct big { long field[8]; };

__attribute__((noinline)) task<int> one_local(int n) { co_return co_await leaf(n) + n; }

__attribute__((noinline)) task<int> loop(int n)
{
    int total = 0;
    for (int i = 0; i < n; i++) total += co_await leaf(i);
    co_return total;
}

__attribute__((noinline)) task<int> buffer(int n)
{
    char buf[512];
    int served = 0;
    use(buf);
    while (co_await leaf(n) > 0) {
        use(buf);
        if (served++ > 3) break;
    }
    co_return served;
}

__attribute__((noinline)) task<int> branches(int n)
{
    int r;
    if (n > 0) {
        char a[256];
        use(a);
        r = co_await leaf(n);
        use(a);
    } else {
        char b[256];
        use(b);
        r = co_await leaf(-n);
        use(b);
    }
    co_return r;
}

__attribute__((noinline)) task<int> blocks(int n)
{
    int r = 0;
    {
        char a[256];
        use(a);
        r += co_await leaf(n);
        use(a);
    }
    {
        char b[256];
        use(b);
        r += co_await leaf(r);
        use(b);
    }
    co_return r;
}

__attribute__((noinline)) task<int> callees(int n)
{
    int a = co_await loop(n);
    int b = co_await one_local(a);
    co_return a + b;
}

__attribute__((noinline)) task<int> nested(int n)
{
    int a = co_await callees(n);
    co_return a + co_await buffer(n);
}

struct closer {
    int fd;
    ~closer() { use(&fd); }
};

__attribute__((noinline)) task<int> cleanup(int n)
{
    closer c{get()};
    int r = co_await leaf(n);
    co_return r + co_await leaf(c.fd);
}

__attribute__((noinline)) task<long> by_value(big b)
{
    long r = co_await leaf(1);
    co_return r + b.field[7];
}

__attribute__((noinline)) task<int> temporaries(int n)
{
    int a = get(), b = get(), c = a * b, t = get() * c;
    int x = co_await leaf(a);
    t += x * co_await leaf(b);
    co_return t + co_await leaf(n);
}

template <class T> void measure(const char *name, T t)
{
    t.h.resume();
    std::printf("%s %zu\n", name, bytes);
    bytes = 0;
}
#define MEASURE(f, ...) (bytes = 0, measure(#f, f(__VA_ARGS__)))

int main()
{
    MEASURE(one_local, 1);
    MEASURE(loop, 1);
    MEASURE(buffer, 1);
    MEASURE(branches, 1);
    MEASURE(blocks, 1);
    MEASURE(callees, 1);
    MEASURE(nested, 1);
    MEASURE(cleanup, 1);
    MEASURE(by_value, big{});
    MEASURE(temporaries, 1);
}
