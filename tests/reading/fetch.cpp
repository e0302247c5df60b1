// The function of fetch.c as a C++20 coroutine.
#include <coroutine>
#include <cstring>

template <class T> struct value_of {
    T value;
    void return_value(T v) { value = v; }
    T get() { return value; }
};
template <> struct value_of<void> {
    void return_void() {}
    void get() {}
};

template <class T> struct task {
    struct promise_type : value_of<T> {
        std::coroutine_handle<> parent;
        task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept
            {
                return h.promise().parent;
            }
            void await_resume() noexcept {}
        };
        final final_suspend() noexcept { return {}; }
        void unhandled_exception();
    };
    std::coroutine_handle<promise_type> h;
    ~task() { h.destroy(); }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> parent)
    {
        h.promise().parent = parent;
        return h;
    }
    T await_resume() { return h.promise().get(); }
};

task<int> dial(const char *host, int *line);
task<int> send_text(int line, const char *text);
task<int> receive(int line, char *into, int room);
task<void> pause_ms(int ms);
void hang_up(int line);

struct hang_up_later {
    int line;
    ~hang_up_later() { hang_up(line); }
};

task<int> fetch(const char *host, char *page, int room)
{
    int error = 0;

    for (int attempt = 1; attempt <= 3; attempt++) {
        int line, length = 0;

        if (attempt > 1) co_await pause_ms(100 * attempt);
        error = co_await dial(host, &line);
        if (error < 0) continue;
        hang_up_later later{line};

        error = co_await send_text(line, "GET /\n");
        if (error < 0) continue;
        while (length < room - 1) {
            int n = co_await receive(line, page + length, room - 1 - length);
            if (n < 0) {
                error = n;
                break;
            }
            if (n == 0) break;
            length += n;
            page[length] = '\0';
            if (strstr(page, "\n\n")) co_return length;
        }
        if (length == room - 1) co_return length;
    }
    co_return error;
}
