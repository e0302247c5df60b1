'use strict';
const { mix } = require('../bench.js');

async function add(a, b) {
    if (a === -1) await null;
    return mix(a, b);
}

module.exports = async function row(n) {
    let x = 0;
    for (let i = 0; i < n; i++) x = await add(x, i);
    return [n, x];
};
