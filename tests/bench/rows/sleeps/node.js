'use strict';
const { mix } = require('../bench.js');
const sleep = require('timers/promises').setTimeout;

async function one(i) {
    const ms = 1 + i * 7919 % 1000;
    await sleep(ms);
    return mix(i, ms);
}

module.exports = async function row(n) {
    const tasks = [];
    for (let i = 0; i < n; i++) tasks.push(one(i));
    const results = await Promise.all(tasks);
    return [n, results.reduce((sum, x) => sum + x, 0)];
};
