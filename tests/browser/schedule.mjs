// schedule.mjs: pages of schedules, tried in a browser: nothing asked for, both languages, a phone.
//   node schedule.mjs MODULES PAGE …    MODULES: folder with playwright-core; PAGE: html files
// Prints a line for each page that held; ends with 1 at the first that did not.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { crowded, faint, sideways } from './eyes.mjs';

const [modules, ...files] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});

/** In the language and at the width that it has now. */
async function looksRight(page) {
  assert.deepEqual(await faint(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await crowded(page), []);
}

async function changesLanguage(page) {
  assert.equal(await page.locator('main [lang="en"]:visible').count(), 0);
  await page.click('#language');
  assert.equal(await page.locator('main [lang="zh"]:visible').count(), 0);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.ok((await page.locator('main [lang="en"]:visible').count()) > 10);
}

/** As many schools are marked by the end of a year as its table counts. */
async function marksAsManyAsItCounts(page) {
  const counted = await page.$$eval('#years tbody tr', (rows) =>
    rows.map((row) => Number(row.cells[1].textContent.split('/')[0])));
  const marked = await page.$$eval('.when tbody tr:not(.group)', (rows) =>
    rows.map((row) => [...row.querySelectorAll('td.y')].map((cell) => cell.textContent === '✓')));
  assert.ok(counted.length > 0 && marked.length > 0);
  counted.forEach((count, year) =>
    assert.equal(marked.filter((cells) => cells[year]).length, count, `year ${year}`));
  assert.equal(await page.locator('#years figure').count(), 3);
}

for (const file of files) {
  const complaints = [];
  const requests = [];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('console', (said) => { if (said.type() === 'error') complaints.push(said.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', async (dialog) => { complaints.push(dialog.message()); await dialog.dismiss(); });
  page.on('request', (request) => requests.push(request.url()));
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pathToFileURL(file).href);
    await marksAsManyAsItCounts(page);
    await looksRight(page);
    await changesLanguage(page);
    await looksRight(page);
  }
  assert.deepEqual(complaints, []);
  assert.deepEqual([...new Set(requests)], [pathToFileURL(file).href]);
  await page.close();
  console.log(`ok: ${file.split('/').at(-1)}`);
}
await browser.close();
