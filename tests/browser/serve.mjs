// serve.mjs: what an officer does on the pages of the server, tried in a browser.
//   node serve.mjs MODULES ADDRESS BOOKS    ADDRESS: what the first start printed, …/#/setup/TOKEN;
//                                           BOOKS: workbooks, a folder for each year
// Prints a line for what held; ends with 1 at the first that did not. JH_SHOTS=DIR keeps pictures.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { begin, drops, password } from './driver.mjs';
import { faint } from './eyes.mjs';

const [modules, address, books] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check } = driver;
const who = { login: 'zhang', name: '张(虚构)', password };
const page = await driver.person();
const shot = (name) => driver.shot(page, name);
const ask = (path) => driver.ask(page, path);
const county = async () => (await ask('counties')).items[0];
async function go(name, query = '') {
  const { code, periods } = await county();
  await page.goto(`${base}#/c/${code}/${periods[periods.length - 1]}/${name}${query}`);
}
const cell = (row, column) => page.locator(`.matrix [data-at="${row},${column}"]`);

async function setUp() {
  await page.goto(address);
  await shot('setup');
  await driver.joins(page, address, who);
  await page.waitForSelector('.invited');
  assert.equal(await page.locator('.invited').count(), 3);
  await page.click('.gate .el-button--primary');
  await page.waitForSelector('main a.under');
}

async function bringsWorkbooks() {
  await page.click('main a.under');
  for (const year of ['2024', '2025']) {
    await drops(page, '.drop', [`${books}/${year}`]);
    await page.waitForSelector('.progress');
    await page.waitForSelector('.progress', { state: 'detached', timeout: 120000 });
    assert.equal(await page.locator('main .note.bad').count(), 0);
    await page.waitForSelector('main .note.good');
  }
  await shot('import');
  await page.click('main p > a.under');
  await page.waitForSelector('.verdict-band');
}

async function triesANumber() {
  const { code, periods } = await county();
  const before = await ask(`counties/${code}/assessment?period=${periods.at(-1)}`);
  const row = before.rows.findIndex((one) => one.indicators.R7?.mark === 'met');
  await go('sandbox');
  await page.waitForSelector('.matrix .m');
  await cell(row, 6).click();
  const input = page.locator('.asked .input-of input').first();
  await input.fill('0');
  await page.waitForSelector('.matrix .m.moved');
  assert.equal(await page.locator('.drafted li').first().count(), 1);
  assert.equal(await cell(row, 6).evaluate((node) => node.classList.contains('below')), true);
  const after = await ask(`counties/${code}/assessment?period=${periods.at(-1)}`);
  assert.equal(after.hashes.assessment, before.hashes.assessment);
  await shot('sandbox-moved');
  await page.locator('.drafted .el-button').first().click();
  await page.waitForSelector('.matrix .m.moved', { state: 'detached' });
}

async function correctsAFigure() {
  await go('edit');
  const first = page.locator('.edit-grid revogr-data[type=rgRow][col-type=rgCol] .rgCell').first();
  await first.waitFor();
  await first.click();
  await page.keyboard.type('12345');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.edit-grid .is-changed');
  await shot('edit-changed');
  await page.locator('.controls .el-button--primary').click();
  await page.fill('input[name=reason]', 'made up for a test');
  await page.fill('input[name=approver]', 'nobody (made up)');
  await page.locator('.correct .el-button--primary').click();
  await page.waitForSelector('main .note.good');
  const { code } = await county();
  const { items } = await ask(`counties/${code}/audit`);
  assert.equal(items[0].act, 'correct');
  assert.equal(items[0].reason, 'made up for a test');
}

async function tourEnds() {
  await page.waitForSelector('.el-tour__content');
  await shot('tour');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.el-tour__content', { state: 'detached' });
}

async function verdictIsTheServers() {
  const { code, periods } = await county();
  const assessment = await ask(`counties/${code}/assessment?period=${periods.at(-1)}`);
  assert.ok((await page.textContent('.verdict-band')).includes(assessment.verdict.title));
  assert.equal(Number(await page.getAttribute('.matrix', 'aria-rowcount')),
    assessment.rows.length + 1);
  assert.equal(await page.locator('.limits tbody tr').count(), assessment.limits.length);
  assert.equal(await page.locator('.items > li').count(), assessment.items.length);
  const drawn = await page.locator('.rows .line-of').count();
  for (let row = 0; row < Math.min(drawn, 12); row++)
    for (const [column, indicator] of assessment.indicators.entries()) {
      const known = assessment.rows[row].indicators[indicator.key];
      const shown = await cell(row, column).evaluate((node) => ({
        text: node.textContent.slice(1).trim(), mark: node.classList[1] }));
      assert.equal(shown.text, known.value ?? '');
      assert.equal(shown.mark, known.mark);
    }
  await shot('cockpit');
}

async function sortsAndNarrows() {
  const head = page.locator('.heads [role=columnheader]').nth(2);
  const values = () => page.$$eval('.rows .line-of', (lines) => lines
    .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
    .map((line) => line.querySelector('.m').textContent.slice(1)));
  await head.locator('button').first().click();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  const up = (await values()).filter(Boolean).map(Number);
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  await head.locator('button').first().click();
  const down = (await values()).filter(Boolean).map(Number);
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  await head.locator('button').first().click();
  const all = Number(await page.getAttribute('.matrix', 'aria-rowcount'));
  await page.locator('.controls .choice').nth(1).locator('button').nth(1).click();
  const failing = Number(await page.getAttribute('.matrix', 'aria-rowcount'));
  assert.ok(failing < all);
  assert.equal(await page.locator('.rows .verdict.yes').count(), 0);
  await page.locator('.controls .choice').nth(1).locator('button').first().click();
}

async function opensByKeyboard() {
  await cell(0, 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const at = await page.evaluate(() => document.activeElement.dataset.at);
  assert.equal(at, '1,1');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.trace .step');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.trace .step', { state: 'hidden' });
}

async function opensDownToTheCell() {
  await cell(0, 3).click();
  await page.waitForSelector('.trace .inputs');
  const line = page.locator('.trace .inputs tr').first();
  const reported = (await line.locator('.reported').textContent()).trim();
  const named = (await line.locator('.cell b').textContent()).trim();
  await line.locator('.cell').click();
  const marked = page.locator('.sheet td.it mark');
  await marked.waitFor();
  assert.equal((await marked.textContent()).trim(), reported);
  assert.equal((await page.locator('.sheet figcaption b').textContent()).trim(), named);
  assert.match(page.url(), /figure=/);
  await shot('trace');
  await page.keyboard.press('Escape');
}

async function changesLanguage() {
  await page.click('.language');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.locator('#matrix h2', { hasText: 'Schools and indicators' }).waitFor();
  // What the server says comes a moment after the page's own words.
  await page.locator('.matrix .heads', { hasText: 'High-degree teachers' }).waitFor();
  await cell(0, 0).waitFor();
  // Law, too, is said in English; only names of schools and towns stay.
  for (const place of ['.matrix .heads', '.verdict-band', '.groups'])
    assert.doesNotMatch(await page.textContent(place), /[\u4e00-\u9fff]/);
  await page.click('.language');
  assert.equal(await page.getAttribute('html', 'lang'), 'zh');
  await page.locator('#matrix h2', { hasText: '学校与指标' }).waitFor();
  await page.locator('.matrix .heads', { hasText: '高学历教师' }).waitFor();
  await cell(0, 0).waitFor();
}

async function eachPageOpens() {
  const names = await page.$$eval('.frame > nav .group a', (links) => links.map((a) => a.hash));
  assert.ok(names.length >= 8);
  for (const hash of names) {
    await page.goto(base + hash);
    await page.waitForSelector('main h1');
    await page.waitForLoadState('networkidle');
    const fault = page.locator('main .note.bad');
    assert.equal(await fault.count(), 0, `${hash}: ${await fault.allTextContents()}`);
    await shot(hash.split('/').pop() || 'start');
  }
}

async function hasContrast() {
  assert.deepEqual(await faint(page), []);
}

async function fits(width, height) {
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(100);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `the page is ${wide} wide`);
}

async function fitsThePhone() {
  const { code, periods } = await county();
  const { items } = await ask(`counties/${code}/schools?period=${periods.at(-1)}`);
  const school = items.find((one) => one.stages.length > 0);
  await go(`schools/${school.code}`);
  await page.waitForSelector('.of-school');
  await fits(390, 844);
  await shot('phone');
  await go('cockpit');
  await page.waitForSelector('.matrix');
  await fits(390, 844);
  await fits(720, 450); // 1440 × 900 at 200 %
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function logsOutAndIn() {
  await page.locator('header button.soft').click();
  await page.waitForSelector('input[name=password]');
  await page.fill('input[name=login]', who.login);
  await page.fill('input[name=password]', 'not the password at all');
  await page.click('button[type=submit]');
  await page.waitForSelector('.note.bad');
  await page.fill('input[name=password]', who.password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.verdict-band');
}

await check('the first start is set up, and three administrators are invited', setUp);
await check('workbooks are brought in on the page, and the verdict is seen', bringsWorkbooks);
await check('the first visit to a made-up county offers the tour', tourEnds);
await check('verdict, matrix, coefficients and items are what the server says', verdictIsTheServers);
await check('a heading sorts, a choice narrows', sortsAndNarrows);
await check('arrows move in the matrix and Enter opens', opensByKeyboard);
await check('a figure opens down to its drawn source cell', opensDownToTheCell);
await check('the switch changes the language, and back', changesLanguage);
await check('text stands out from its ground (AA)', hasContrast);
await check('every page that is offered opens', eachPageOpens);
await check('a number changed in the sandbox moves the verdict and writes nothing', triesANumber);
await check('a figure is corrected in the grid, with reason and approver', correctsAFigure);
await check('a phone and 200 % show it without scrolling sideways', fitsThePhone);
await check('one logs out, is refused with a wrong password, and logs in again', logsOutAndIn);
await driver.end();
