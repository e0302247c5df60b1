'use strict';
const { mix } = require('../bench.js');

// The queue of microtasks is Node's ready queue: setImmediate would poll for input at every switch.
async function turns(n) {
    let x = 0;
    for (let i = 0; i < n; i++) {
        await null;
        x = mix(x, i);
    }
    return x;
}

module.exports = async function row(n) {
    const [a, b] = await Promise.all([turns(n), turns(n)]);
    return [2 * n, a + b];
};
