// page_bench.mjs: the cockpit of a county in chromium: how soon it is drawn, and what a frame costs
// while its matrix is scrolled, sorted, narrowed and searched.
//   node page_bench.mjs MODULES ADDRESS SCHOOLS    a store of which no account is known yet
// SPDX-License-Identifier: Apache-2.0
import { begin } from '../tests/browser/driver.mjs';

const [modules, address, schools] = process.argv.slice(2);
const runs = 5;
const driver = await begin(modules, address);
const page = await driver.person();
await driver.joins(page, address, { login: 'li', name: '李(虚构)' });
await page.waitForSelector('.invited');
await page.click('.gate .el-button--primary');
await driver.lands(page);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');

const median = (of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];
const part = (of, share) => [...of].sort((a, b) => a - b)[Math.floor((of.length - 1) * share)];
const tasks = async () =>
  (await session.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value * 1000;

/** From the reload to the matrix, by the page's own clock. */
async function draws() {
  const took = [];
  for (let run = 0; run < runs; run++) {
    await page.reload();
    await page.waitForSelector('.matrix .m');
    took.push(await page.evaluate(() => performance.now()));
  }
  return median(took);
}

/** From an act to the second frame after it, when what it changed is on the screen. */
const acts = (act, what) => page.evaluate(async ([how, value]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const ways = {
    sort: () => document.querySelectorAll('.matrix .heads button')[2].click(),
    search: () => {
      const seek = document.querySelector('.seek');
      seek.value = value;
      seek.dispatchEvent(new Event('input'));
    },
  };
  await frame();
  const began = performance.now();
  ways[how]();
  await frame();
  await frame();
  return performance.now() - began;
}, [act, what]);

/** The wheel turned all the way down and up: the time between frames, and the work of each. */
async function scrolls() {
  const before = await tasks();
  const gaps = await page.evaluate(async () => {
    const box = document.querySelector('.matrix');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const far = box.scrollHeight - box.clientHeight;
    const steps = 240;
    const between = [];
    let was = await frame();
    for (let step = 0; step <= steps; step++) {
      const at = step <= steps / 2 ? step : steps - step;
      box.scrollTop = (far * at * 2) / steps;
      const now = await frame();
      between.push(now - was);
      was = now;
    }
    return between;
  });
  return { gaps, work: ((await tasks()) - before) / gaps.length };
}

const drawn = await draws();
await scrolls();
const scrolled = [];
for (let run = 0; run < runs; run++) scrolled.push(await scrolls());
const gaps = scrolled.flatMap((one) => one.gaps);
const sorted = [];
const searched = [];
for (let run = 0; run < runs; run++) {
  sorted.push(await acts('sort'));
  searched.push(await acts('search', '小学'), await acts('search', ''));
}
const ms = (value) => `${value.toFixed(1)} ms`;
console.log(`${schools} schools: drawn ${ms(drawn)} after the reload began`);
console.log(`  scrolled from end to end: frames ${ms(median(gaps))} apart, p95 ${ms(part(gaps, 0.95))}, `
  + `at most ${ms(part(gaps, 1))}; work of a frame ${ms(median(scrolled.map((one) => one.work)))}`);
console.log(`  on the screen after a sort ${ms(median(sorted))}, a search ${ms(median(searched))}`);
await driver.end();
