'use strict';
let lowest = 0;
let calls = 0;

async function fib(n) {
    calls++;
    if (n < lowest) await null;
    if (n < 2) return n;
    return await fib(n - 1) + await fib(n - 2);
}

module.exports = async function row(n, m) {
    lowest = m;
    const result = await fib(n);
    return [calls, result];
};
