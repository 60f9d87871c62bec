// page.mjs: what a reader can do with the report, tried in a browser.
//   node page.mjs MODULES PAGE    MODULES: folder with playwright-core; PAGE: the html file
// Prints a line for what held; ends with 1 at the first that did not.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, file] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const address = pathToFileURL(file).href;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const complaints = [];
const requests = [];
page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
page.on('pageerror', (error) => complaints.push(String(error)));
page.on('dialog', async (dialog) => { complaints.push(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
page.on('request', (request) => requests.push(request.url()));
await page.goto(address);

const data = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent));
const visible = () => page.locator('.matrix tbody tr:not([hidden])');
const firstTable = page.locator('table.matrix').first();

async function check(sentence, act) {
  await act();
  console.log(`ok: ${sentence}`);
}

async function cellsEqualData() {
  const cells = await page.$$eval('.matrix tbody tr', (rows) => rows.map((row) => ({
    row: Number(row.dataset.r),
    cells: Array.from(row.querySelectorAll('td.m'), (cell) => {
      const sign = cell.querySelector('i');
      return { text: cell.textContent.slice(sign ? sign.textContent.length : 0), mark: cell.classList[1] };
    }),
  })));
  assert.equal(cells.length, data.rows.length);
  for (const { row, cells: of } of cells) {
    assert.equal(of.length, data.columns.length);
    of.forEach((cell, column) => {
      const known = data.rows[row].cells[column];
      if (!known) return;
      assert.equal(cell.text, known.v ?? '');
      assert.equal(cell.mark, known.k);
    });
  }
}

async function sortsByAnIndicator() {
  const head = firstTable.locator('thead tr').first().locator('th').nth(2);
  const values = () => firstTable.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.cells[2].dataset.s));
  await head.locator('button').click();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  const up = await values();
  const known = up.filter((value) => value !== undefined).map(Number);
  assert.deepEqual(known, [...known].sort((a, b) => a - b));
  assert.deepEqual(up.slice(known.length), Array(up.length - known.length).fill(undefined));
  await head.locator('button').click();
  const down = (await values()).filter((value) => value !== undefined).map(Number);
  assert.deepEqual(down, [...known].sort((a, b) => b - a));
}

async function filtersByVerdictAndName() {
  const all = await visible().count();
  await page.click('[data-show="no"]');
  const failing = await visible().count();
  assert.ok(failing > 0 && failing < all);
  assert.equal(await page.locator('.matrix tbody tr.is-yes:visible').count(), 0);
  await page.click('[data-show="unknown"]');
  assert.equal(await page.locator('.matrix tbody tr.is-no:visible').count(), 0);
  await page.click('[data-show="all"]');
  assert.equal(await visible().count(), all);
  await page.fill('#name', data.rows[data.rows.length - 1].name);
  const found = await visible().count();
  assert.ok(found >= 1 && found < all);
  await page.fill('#name', '');
  assert.equal(await visible().count(), all);
}

/* Of a shared text, as the page's data holds it, the Chinese. */
function textOf(of) {
  const found = typeof of === 'number' ? data.texts[of] : of;
  return Array.isArray(found) ? found[0] : found;
}

async function opensACell() {
  await firstTable.locator('tbody tr').nth(3).locator('td.m').first().click();
  const panel = page.locator('#panel');
  assert.ok(await panel.isVisible());
  const row = Number(await firstTable.locator('tbody tr').nth(3).getAttribute('data-r'));
  const shown = await panel.textContent();
  const cell = data.rows[row].cells[0];
  assert.ok(shown.includes(data.rows[row].name));
  if (cell.v) assert.ok(shown.includes(cell.v));
  if (cell.t && cell.t.n !== undefined) assert.ok(shown.includes(textOf(cell.t.n)));
  const read = JSON.stringify(cell).match(/"c":"([A-Z]+\d+)"/);
  if (read) assert.ok(shown.includes(read[1]));
  await page.keyboard.press('Escape');
  assert.ok(!(await panel.isVisible()));
}

async function opensByKeyboard() {
  await firstTable.locator('td.m[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#panel').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('m')));
}

async function changesLanguage() {
  assert.equal(await page.locator('[lang="en"]:visible').count(), 0);
  await page.click('#language');
  assert.equal(await page.locator('body [lang="zh"]:visible').count(), 0);
  assert.ok((await page.locator('[lang="en"]:visible').count()) > 20);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  const placeholder = await page.getAttribute('#name', 'placeholder');
  assert.doesNotMatch(placeholder, /[\u4e00-\u9fff]/);
  await firstTable.locator('tbody tr').nth(3).locator('td.m').first().click();
  /* Only where the standard says its titles in English, too. */
  if (data.texts.some((text) => Array.isArray(text)))
    for (const formula of await page.locator('#panel .math').allTextContents())
      assert.doesNotMatch(formula, /[\u4e00-\u9fff]/);
  await page.keyboard.press('Escape');
  await page.click('#language');
  assert.equal(await page.locator('[lang="en"]:visible').count(), 0);
  assert.match(await page.getAttribute('#name', 'placeholder'), /[\u4e00-\u9fff]/);
}

async function fitsThePhone() {
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the page is ${width} wide`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function readsWithoutAScript() {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(address);
  assert.equal(await plain.locator('.matrix tbody tr').count(), data.rows.length);
  assert.ok(await plain.locator('.verdict').isVisible());
  assert.ok(await plain.locator('.limits').first().isVisible());
}

/* WCAG 2.1: 4.5 for text, 3 for large text; hatched cells count with their darker stripe. */
async function hasContrast() {
  const poor = await page.evaluate(() => {
    const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
    const light = (c) => {
      const [r, g, b] = c.map((v) => { const s = v / 255; return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (node) => {
      for (let n = node; n; n = n.parentElement) {
        const style = getComputedStyle(n);
        if (style.backgroundImage.includes('gradient')) return [221, 226, 228];
        const c = rgb(style.backgroundColor);
        if (c.length === 3 || c[3] > 0.9) return c.slice(0, 3);
      }
      return [255, 255, 255];
    };
    const bad = [];
    for (const node of document.querySelectorAll('main *, nav *')) {
      const own = [...node.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (!own || node.namespaceURI.includes('svg') || !node.getClientRects().length) continue;
      const style = getComputedStyle(node);
      const a = light(rgb(style.color).slice(0, 3)), b = light(behind(node));
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
      if (ratio < (large ? 3 : 4.5)) bad.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent.slice(0, 20)}`);
    }
    return [...new Set(bad)].slice(0, 10);
  });
  assert.deepEqual(poor, []);
}

await check('each cell of the matrix shows what the data says', cellsEqualData);
await check('a heading sorts up, then down, with empty cells last', sortsByAnIndicator);
await check('rows are filtered by verdict and by name', filtersByVerdictAndName);
await check('a cell opens to its formula, numbers and source cells, and closes', opensACell);
await check('arrows move in the matrix and Enter opens', opensByKeyboard);
await check('the switch changes every sentence, and back', changesLanguage);
await check('a phone shows it without scrolling sideways', fitsThePhone);
await check('without a script everything is there to read', readsWithoutAScript);
await check('text stands out from its ground (AA)', hasContrast);
await check('no name became markup', async () => {
  assert.equal(await page.locator('main script, main img').count(), 0);
});
await check('no error, no dialog, no request but the page itself', async () => {
  assert.deepEqual(complaints, []);
  assert.deepEqual([...new Set(requests)], [address]);
});
await browser.close();
