'use strict';
const { mix } = require('../bench.js');

function* mixes(n) {
    let x = 0;
    for (let i = 0; i < n; i++) yield x = mix(x, i);
}

module.exports = function row(n) {
    let sum = 0;
    for (const x of mixes(n)) sum = (sum >>> 3) + x;
    return [n, sum];
};
