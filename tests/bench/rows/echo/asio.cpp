#include <asio.hpp>
#include <cstdio>

using asio::ip::tcp;

static asio::awaitable<void> echo(tcp::socket socket)
{
    char buffer[65536];

    socket.set_option(tcp::no_delay(true));
    try {
        for (;;) {
            auto n = co_await socket.async_read_some(asio::buffer(buffer), asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer(buffer, n), asio::use_awaitable);
        }
    } catch (const std::system_error &) { /* the end of the stream too */
    }
}

static asio::awaitable<void> serve(tcp::acceptor acceptor)
{
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        auto executor = socket.get_executor();
        asio::co_spawn(executor, echo(std::move(socket)), asio::detached);
    }
}

int main()
{
    asio::io_context context(1);
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});

    std::printf("%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    asio::co_spawn(context, serve(std::move(acceptor)), asio::detached);
    context.run();
}
