// standards.mjs: the bureau's own standards on the page: listed, read beside their clauses with what
// they change, and a county judged by one.
//   node standards.mjs MODULES ADDRESS    as of serve.mjs; served with --standards, in it my-city.std
//                                         over the example province's, and broken.std
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { begin } from './driver.mjs';

const [modules, address] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check } = driver;
const li = await driver.person();
const city = '示例市细则(虚构)';
const province = '示例省实施细则(虚构)';
const nation = '县域义务教育优质均衡发展督导评估办法';

async function listsThem() {
  await driver.joins(li, address, { login: 'li', name: '李(虚构)' });
  await li.waitForSelector('.invited');
  await li.goto(`${base}#/c/990101/2025/standard`);
  await li.waitForSelector('.entries li');
  const own = await li.locator('optgroup').first().locator('option').allTextContents();
  assert.deepEqual(own.map((one) => one.trim()), ['broken（文本有错）', city]);
  await li.selectOption('.of-standards', 'broken');
  await li.locator('[role=alert], .fault', { hasText: 'broken.std:5' }).first().waitFor();
}

async function readsOne() {
  await li.selectOption('.of-standards', 'my-city');
  await li.locator('h1', { hasText: city }).waitFor();
  assert.deepEqual(await li.locator('.over button').allTextContents().then((all) => all.map((one) => one.trim())),
    [province, nation]);
  // A clause of the province's stands in the province's text, and is marked there.
  await li.locator('.entries button', { hasText: '校园网' }).first().click();
  await li.locator('.of-text', { hasText: province }).waitFor();
  assert.match(await li.locator('.std-line.it').textContent(), /item G16/);
  await driver.shot(li, 'own-clause');
}

async function tellsWhatItChanges() {
  await li.locator('.choice button', { hasText: '改了什么' }).click();
  const line = li.locator('.differ li', { hasText: 'R1' }).locator('.change', { hasText: '标准' });
  await line.waitFor();
  assert.match((await line.textContent()).replace(/\s+/g, ' '), /更严 标准 小学： ≥ 4\.5 → ≥ 99/);
  await driver.shot(li, 'own-changes');
  await li.selectOption('.of-against', 'cn-2017-quality');
  await li.locator('.differ li', { hasText: 'R7' }).locator('.looser').first().waitFor();
  assert.match((await line.textContent()).replace(/\s+/g, ' '), /≥ 4\.2 → ≥ 99/);
}

/** Chosen here, a standard judges every page of the county until one goes back. */
async function judgesByIt() {
  await li.click('.judge');
  await driver.lands(li);
  await li.locator('.chosen', { hasText: city }).waitFor();
  await li.waitForSelector('.matrix .m');
  assert.match(await li.locator('main').textContent(), new RegExp(city.replace(/[()]/g, '\\$&')));
  await driver.shot(li, 'own-cockpit');
  await li.locator('nav a', { hasText: '推演' }).first().click();
  await li.waitForURL(/sandbox\?standard=my-city/);
  await li.click('.chosen a');
  await li.locator('.chosen').waitFor({ state: 'detached' });
  await li.locator('nav a', { hasText: '对照' }).first().click();
  await li.waitForURL((url) => !/my-city/.test(url.hash));
}

async function comparesByIt() {
  await li.locator('.choice button').last().click();
  await li.locator('.standards summary').click();
  await li.locator('.standards label', { hasText: city }).locator('input').check();
  await li.locator('.standards label', { hasText: nation }).locator('input').check();
  await li.locator('th', { hasText: city }).first().waitFor();
}

async function saysItInEnglish() {
  await li.goto(`${base}#/c/990101/2025/standard?standard=my-city`);
  await li.waitForSelector('.entries li');
  await li.click('.language');
  await li.locator('h1', { hasText: 'Rules of an example city' }).waitFor();
  await li.locator('.chosen', { hasText: 'Judged by “Rules of an example city' }).waitFor();
  await li.locator('.choice button', { hasText: 'What it changes' }).click();
  await li.locator('.differ .change', { hasText: 'stricter' }).first().waitFor();
  await driver.shot(li, 'own-changes-en');
}

await check('the bureau\'s own standards are listed, one with a mistake says where', listsThem);
await check('one is read beside its clauses, each in the text that states it', readsOne);
await check('what it changes is told, against each that it lies over', tellsWhatItChanges);
await check('a county is judged by it on every page until one goes back', judgesByIt);
await check('it stands beside the national one', comparesByIt);
await check('all of that in English', saysItInEnglish);
await driver.end();
