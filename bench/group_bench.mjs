// group_bench.mjs: the same question to DuckDB, in memory, warm, with its default threads.
// The data come from the same formulas as in group_bench.c; the sums that both print must agree.
// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';

const [rows, order] = [Number(process.argv[2]), process.argv[3]];
const { DuckDBInstance } = createRequire(process.argv[4])('@duckdb/node-api');
const columns = [0, 1, 2, 3, 4, 5, 6];
const mixed = (salt) => `((i * 2654435761 + ${salt * 97531}) & 4294967295)`;
const key = order === 'clustered'
    ? `(i * 5800 // ${rows} // 2)::USMALLINT AS county, (i * 5800 // ${rows} % 2)::UTINYINT AS stage`
    : `((${mixed(1)} >> 9) % 2900)::USMALLINT AS county, ((${mixed(2)} >> 5) % 2)::UTINYINT AS stage`;
const value = (c) => `CASE WHEN (${mixed(20 + c)} >> 5) % 20 <> 0
    THEN ((${mixed(10 + c)} >> 7) % 50000) / 100.0::DOUBLE END AS x${c}`;
const pupils = `CASE WHEN (${mixed(4)} >> 4) % 50 <> 0
    THEN (10 + (${mixed(3)} >> 6) % 1990)::DOUBLE END AS pupils`;
const measures = columns.map((c) => `sum(pupils * x${c}) / sum(pupils) FILTER (x${c} IS NOT NULL) AS mean${c},
    sqrt(sum(pupils * x${c} * x${c}) * sum(pupils) FILTER (x${c} IS NOT NULL)
        / (sum(pupils * x${c}) * sum(pupils * x${c})) - 1) AS wcv${c}`);
const question = `SELECT county, stage, ${measures.join(', ')} FROM rows WHERE pupils >= 50
    GROUP BY county, stage`;

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`CREATE TABLE rows AS SELECT ${key}, ${pupils}, ${columns.map(value).join(', ')}
    FROM range(${rows}) AS t(i)`);
const version = (await connection.runAndReadAll(
    `SELECT version(), current_setting('threads')`)).getRows()[0];

const times = [];
let answer;
for (let run = 0; run < 8; run++) {
    const start = process.hrtime.bigint();
    answer = await connection.runAndReadAll(question);
    if (run > 0) times.push(Number(process.hrtime.bigint() - start) / 1e9);
}
times.sort((a, b) => a - b);
let means = 0, wcvs = 0;
for (const row of answer.getRows())
    for (const c of columns) { means += row[2 + 2 * c]; wcvs += row[3 + 2 * c]; }
console.log(`duckdb ${version[0]} ${order} rows, ${version[1]} threads: ${times[3].toFixed(4)} s (median of 7)`);
console.log(`duckdb sum of means ${means.toFixed(4)}, of weighted CVs ${wcvs.toFixed(6)}`);
