'use strict';
const { mix } = require('../bench.js');

function* walk(node, n) {
    if (2 * node + 1 < n) yield* walk(2 * node + 1, n);
    yield mix(node, node);
    if (2 * node + 2 < n) yield* walk(2 * node + 2, n);
}

module.exports = function row(n) {
    let sum = 0;
    for (const x of walk(0, n)) sum = (sum >>> 3) + x;
    return [n, sum];
};
