/*
 * cxx20.hpp - coroutines of C++20 for the rows: a lazy task with symmetric transfer, a generator
 * that delegates in constant time, a ready queue. With POOLED, frames come from free lists by size;
 * FRAME_MEMORY(bytes) hears of each.
 */
#ifndef ASYNCC_BENCH_CXX20_HPP
#define ASYNCC_BENCH_CXX20_HPP

#include "bench.h"
#include <coroutine>
#include <cstddef>
#include <exception>
#include <new>
#include <utility>

struct frame_memory {
#if defined FRAME_MEMORY
    static void *operator new(std::size_t size)
    {
        FRAME_MEMORY(size);
        return ::operator new(size);
    }
#elif defined POOLED
    struct block {
        block *next;
    };
    static inline block *free_blocks[64];

    static void *operator new(std::size_t size)
    {
        std::size_t size_class = (size - 1) / 32;
        if (size_class >= 64) return ::operator new(size);
        if (block *found = free_blocks[size_class]) {
            free_blocks[size_class] = found->next;
            return found;
        }
        return ::operator new((size_class + 1) * 32);
    }

    static void operator delete(void *memory, std::size_t size)
    {
        std::size_t size_class = (size - 1) / 32;
        if (size_class >= 64) return ::operator delete(memory);
        auto *freed = static_cast<block *>(memory);
        freed->next = free_blocks[size_class];
        free_blocks[size_class] = freed;
    }
#endif
};

/* A coroutine that starts when it is awaited and goes on with its awaiter when it is done. */
template <typename T> struct task {
    struct promise_type : frame_memory {
        std::coroutine_handle<> awaiter = std::noop_coroutine();
        T value{};

        task get_return_object()
        {
            return task{ std::coroutine_handle<promise_type>::from_promise(*this) };
        }
        std::suspend_always initial_suspend() noexcept
        {
            return {};
        }
        struct to_awaiter {
            bool await_ready() noexcept
            {
                return false;
            }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept
            {
                return self.promise().awaiter;
            }
            void await_resume() noexcept
            {
            }
        };
        to_awaiter final_suspend() noexcept
        {
            return {};
        }
        void return_value(T result)
        {
            value = result;
        }
        void unhandled_exception()
        {
            std::terminate();
        }
    };

    std::coroutine_handle<promise_type> coroutine;

    explicit task(std::coroutine_handle<promise_type> handle) : coroutine(handle)
    {
    }
    task(task &&other) noexcept : coroutine(std::exchange(other.coroutine, nullptr))
    {
    }
    ~task()
    {
        if (coroutine) coroutine.destroy();
    }

    bool await_ready() const noexcept
    {
        return false;
    }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) noexcept
    {
        coroutine.promise().awaiter = awaiter;
        return coroutine;
    }
    T await_resume() noexcept
    {
        return coroutine.promise().value;
    }

    bool done() const
    {
        return coroutine.done();
    }
    T value() const
    {
        return coroutine.promise().value;
    }
};

/* A generator; `co_yield other(...)` delegates: the root resumes the innermost one directly. */
template <typename T> struct generator {
    struct promise_type : frame_memory {
        promise_type *root = this;
        std::coroutine_handle<promise_type> innermost; /* of the root */
        std::coroutine_handle<promise_type> delegator;
        T value{};

        generator get_return_object()
        {
            innermost = std::coroutine_handle<promise_type>::from_promise(*this);
            return generator{ innermost };
        }
        std::suspend_always initial_suspend() noexcept
        {
            return {};
        }
        struct to_delegator {
            bool await_ready() noexcept
            {
                return false;
            }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept
            {
                promise_type &promise = self.promise();
                if (promise.root == &promise) return std::noop_coroutine();
                promise.root->innermost = promise.delegator;
                return promise.delegator;
            }
            void await_resume() noexcept
            {
            }
        };
        to_delegator final_suspend() noexcept
        {
            return {};
        }
        std::suspend_always yield_value(T next)
        {
            root->value = next;
            return {};
        }
        struct delegation {
            generator inner;
            bool await_ready() noexcept
            {
                return false;
            }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept
            {
                promise_type &promise = inner.coroutine.promise();
                promise.root = self.promise().root;
                promise.delegator = self;
                promise.root->innermost = inner.coroutine;
                return inner.coroutine;
            }
            void await_resume() noexcept
            {
            }
        };
        delegation yield_value(generator &&inner)
        {
            return delegation{ std::move(inner) };
        }
        void return_void()
        {
        }
        void unhandled_exception()
        {
            std::terminate();
        }
    };

    std::coroutine_handle<promise_type> coroutine;

    explicit generator(std::coroutine_handle<promise_type> handle) : coroutine(handle)
    {
    }
    generator(generator &&other) noexcept : coroutine(std::exchange(other.coroutine, nullptr))
    {
    }
    ~generator()
    {
        if (coroutine) coroutine.destroy();
    }

    bool next()
    {
        coroutine.promise().innermost.resume();
        return !coroutine.done();
    }
    T value() const
    {
        return coroutine.promise().value;
    }
};

/* What a coroutine that gives way stands in until it is resumed. */
struct give_way {
    static inline give_way *first;
    static inline give_way **last = &first;

    give_way *next = nullptr;
    std::coroutine_handle<> coroutine;

    bool await_ready() noexcept
    {
        return false;
    }
    void await_suspend(std::coroutine_handle<> self) noexcept
    {
        coroutine = self;
        *last = this;
        last = &next;
    }
    void await_resume() noexcept
    {
    }

    static void run_ready()
    {
        while (first) {
            give_way *ready = first;
            first = ready->next;
            if (!first) last = &first;
            ready->coroutine.resume();
        }
    }
};

#endif
