'use strict';
const { mix } = require('../bench.js');

async function one(i) {
    await null;
    return mix(i, i);
}

module.exports = async function row(n) {
    const tasks = [];
    for (let i = 0; i < n; i++) tasks.push(one(i));
    const results = await Promise.all(tasks);
    return [n, results.reduce((sum, x) => sum + x, 0)];
};
