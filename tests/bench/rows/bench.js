// Runs a row in JavaScript, node bench.js ROW.js N [M]. A row exports a function of N and M that gives
// operations and checksum, or a promise of them. All numbers of the rows are below 2^53.
'use strict';
const fs = require('fs');
const path = require('path');

function cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
}

function peakBytes() {
    return 1024 * Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
}

async function main([file, n, m]) {
    const row = require(path.resolve(file));
    const bytes = peakBytes();
    const start = cpu();
    const [operations, checksum] = await row(Number(n), Number(m || 0));
    console.log(operations, cpu() - start, checksum, peakBytes() - bytes);
}

module.exports.mix = (x, i) => (x >>> 1) ^ (i * 3);
if (require.main === module) main(process.argv.slice(2));
