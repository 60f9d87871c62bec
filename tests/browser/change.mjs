// change.mjs: what officers change: a block pasted into the grid, a figure that two correct at once,
// evidence, the county's map.
//   node change.mjs MODULES ADDRESS    as of serve.mjs; a store with two years of 20 schools
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { begin, pastes } from './driver.mjs';

const [modules, address] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check, ask } = driver;
const at = 'counties/990101';
const one = await driver.person();
const two = await driver.person();
const shot = (name) => driver.shot(one, name);
const go = (page, name) => page.goto(`${base}#/c/990101/2025/${name}`);
const grid = (page) => page.locator('.edit-grid revogr-data[type=rgRow][col-type=rgCol] .rgCell');
async function begins() {
  await driver.joins(one, address, { login: 'li', name: '李(虚构)' });
  await one.waitForSelector('.invited');
  await one.click('.gate .el-button--primary');
  await driver.lands(one);
  await driver.logsIn(two, 'li');
  await driver.lands(two);
}

async function writes(page, reason) {
  await page.locator('.controls .el-button--primary').click();
  await page.fill('input[name=reason]', reason);
  await page.fill('input[name=approver]', '局长(虚构)');
  await page.locator('.correct .el-button--primary').click();
}

async function opensTheGrid(page) {
  await go(page, 'edit');
  await page.getByRole('button', { name: '小学', exact: true }).click();
  await page.waitForSelector('.edit-grid [data-rgcol="1"][data-rgrow="1"]');
  await grid(page).first().waitFor();
}

async function pastesABlock() {
  await opensTheGrid(one);
  await grid(one).first().click();
  await pastes(one, '1201\t120\r\n1202\t12o\r\n');
  await one.waitForSelector('.edit-grid .is-changed');
  await one.waitForSelector('.edit-grid .is-invalid'); // what is no number stays and is marked
  assert.match(await one.textContent('.controls'), /3 处改动/);
  assert.equal(await one.locator('.controls .el-button--primary').isDisabled(), true);
  await shot('edit-pasted');
  await one.locator('.controls .el-button').first().click(); // dropped
  await grid(one).first().click();
  await pastes(one, '1201\r\n1202\r\n');
  await one.waitForSelector('.edit-grid .is-changed');
  await writes(one, '整块更正(虚构)');
  await one.waitForSelector('main .note.good');
  const { items } = await ask(one, `${at}/audit`);
  assert.equal(items[0].act, 'correct');
}

async function twoAtOnce() {
  for (const page of [one, two]) {
    await go(page, 'cockpit');
    await page.waitForSelector('.verdict-band');
    await opensTheGrid(page);
  }
  for (const [page, value] of [[one, '1301'], [two, '1401']]) {
    await grid(page).first().click();
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.edit-grid .is-changed');
  }
  await writes(one, '甲先改(虚构)');
  await one.waitForSelector('main .note.good');
  await writes(two, '乙后改(虚构)');
  await two.waitForSelector('.differing');
  assert.equal((await two.textContent('.differing .take-theirs')).trim(), '1301');
  assert.equal((await two.textContent('.differing .take-mine')).trim(), '1401');
  await driver.shot(two, 'differing');
  await two.click('.differing .take-mine');
  await two.waitForSelector('.differing', { state: 'detached' });
  await two.locator('.correct .el-button--primary').click();
  await two.waitForSelector('main .note.good');
  const { items } = await ask(one, `${at}/audit`);
  assert.deepEqual(items.slice(0, 2).map((item) => item.reason), ['乙后改(虚构)', '甲先改(虚构)']);
}

async function attaches() {
  await go(one, 'cockpit');
  const item = one.locator('.evidence-files').first();
  await item.waitFor();
  await item.locator('input').setInputFiles({ name: '批文.html', mimeType: 'text/html',
    buffer: Buffer.from('<script>alert(1)</script>') });
  await item.locator('.note.bad').waitFor();
  await item.locator('input').setInputFiles({ name: '批文.pdf', mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n% made up\n') });
  await item.locator('.file a').waitFor();
  const [saved] = await Promise.all([one.waitForEvent('download'), item.locator('.file a').click()]);
  assert.equal(saved.suggestedFilename(), '批文.pdf');
  await item.locator('.file button').click();
  await item.locator('.file a').waitFor({ state: 'detached' });
}

async function drawsAMap() {
  await go(one, 'map');
  await one.waitForSelector('.map svg');
  const { schools } = await ask(one, `${at}/map?period=2025`);
  const [west, east] = [Math.min, Math.max].map((f) => f(...schools.map((s) => s.longitude)));
  const [south, north] = [Math.min, Math.max].map((f) => f(...schools.map((s) => s.latitude)));
  const area = (ring) => ({ type: 'FeatureCollection', features: [{ type: 'Feature',
    properties: { code: '990101', name: '示例县(虚构)' },
    geometry: { type: 'Polygon', coordinates: [ring] } }] });
  const file = (document) => ({ name: '县界.geojson', mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)) });
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  await one.setInputFiles('.bring-map input', file(area(ring.slice(0, 4)))); // not closed
  await one.waitForSelector('main .note.bad');
  await one.setInputFiles('.bring-map input', file(area(ring)));
  await one.waitForSelector('main .note.bad', { state: 'detached' });
  assert.match(await one.textContent('main'), /1 个面/);
  assert.ok((await one.locator('.map svg path').count()) > 10);
  await shot('map');
}

await check('the county begins', begins);
await check('a block is pasted into the grid; what is no number is marked and not written', pastesABlock);
await check('of two who correct one figure the second is shown the difference', twoAtOnce);
await check('evidence is attached, given out, taken away; a page with a script is refused', attaches);
await check('the county’s own map is brought and drawn', drawsAMap);
await driver.end();
