// plan_peer.mjs: one county as a mixed-integer programme (LP format) to HiGHS, which npm has as
// WebAssembly: some times slower than HiGHS itself, and labelled so wherever it is shown.
// node plan_peer.mjs FILE.lp GAP SECONDS PACKAGE.JSON
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [file, gap, seconds, beside] = process.argv.slice(2);
const highs = await createRequire(beside)('highs')();
const answer = highs.solve(readFileSync(file, 'utf8'),
    { mip_rel_gap: Number(gap), time_limit: Number(seconds) });
console.log(`Objective value: ${answer.ObjectiveValue} ${answer.Status}`);
