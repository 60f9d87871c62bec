// change.mjs: what officers change: a block pasted into the grid, a figure that two correct at once,
// a table of one's own that is mapped, an import taken back, plans side by side, evidence, the map.
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
const pupils = async () =>
  (await ask(one, `${at}/figures?period=2025&unit=9901010007&element=pupils`)).items.find(
    (item) => item.stage === 'primary');

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

/** A table of the bureau's own: none of its titles is an alias, one name is not quite a school's. */
const book = (rows) => ({ name: '自制表.csv', mimeType: 'text/csv',
  buffer: Buffer.from('\ufeff' + rows.map((row) => row.join(',')).join('\r\n') + '\r\n') });
async function brings(file) {
  await one.setInputFiles('.drop input', file);
  await one.waitForSelector('.progress');
  await one.waitForSelector('.progress', { state: 'detached', timeout: 60000 });
}

async function confirmsAMapping() {
  await go(one, 'import');
  await one.waitForSelector('.drop');
  await brings(book([
    ['学校标识码', '校名', '小学在校学生人数合计', '备注'],
    ['9901010007', '示例县育英小学', '1555', '虚构'],
    ['9901010008', '示例县西坪中心小学', '1666', '虚构'],
  ]));
  const row = (cell) => one.locator(`.mapping tr[data-cell=${cell}]`);
  const confirm = one.locator('.mapping .confirm');
  await row('C1').waitFor();
  await shot('import-mapping');
  assert.equal(await row('C1').locator('.sign').textContent().then((sign) => sign.trim()), '?');
  assert.match(await row('C1').textContent(), /9\d% 相同/); // the reason, and how like it is
  assert.equal(await confirm.isDisabled(), true, 'nothing unconfirmed is read');
  // Another figure is found by typing, by keyboard alone; then the suggestion is taken after all.
  const picks = row('C1').locator('[role=combobox]');
  await picks.focus();
  await one.keyboard.press('ArrowDown');
  assert.match(await one.locator('[role=option]').first().textContent(), /^\s*在校生数/);
  await one.keyboard.type('专任教师');
  await one.locator('[role=option]', { hasText: /^\s*专任教师数/ }).waitFor();
  await one.keyboard.press('Enter');
  assert.equal(await picks.inputValue(), '专任教师数');
  await picks.click();
  await one.locator('[role=option]').first().click();
  assert.equal(await picks.inputValue(), '在校生数');
  await row('D1').locator('[role=combobox]').click();
  await one.locator('[role=option]', { hasText: '不读' }).click();
  // The text behind it: what cannot be is told with its line, and stays to be mended.
  await one.locator('.mapping summary').click();
  const text = one.locator('.mapping textarea');
  const good = await text.inputValue();
  assert.match(good, /^column "小学在校学生人数合计" = 在校生数 of 小学  # C1/m);
  assert.match(good, /^# column "备注"/m);
  await text.fill(good.replace('= 在校生数', '= 在校生数目'));
  await one.fill('.reason input', '自制表(虚构)');
  await confirm.click();
  await one.waitForSelector('main .note.bad');
  assert.match(await text.inputValue(), /在校生数目/);
  await text.fill(good);
  await confirm.click();
  await one.waitForSelector('.progress');
  await one.waitForSelector('.progress', { state: 'detached', timeout: 60000 });
  await one.waitForSelector('main .note.good');
  const said = await pupils();
  assert.deepEqual([said.statements, said.differs], [2, true], 'what two papers say differs');
}

async function undoesAnImport() {
  const before = await ask(one, `${at}/imports`);
  assert.equal(before.items[0].is_undone, false);
  await one.locator('.undo').first().click();
  await one.fill('.ask input[name=reason]', '传错了(虚构)');
  await one.click('.ask .el-button--primary');
  await one.waitForSelector('.ask', { state: 'hidden' });
  const after = await ask(one, `${at}/imports`);
  assert.equal(after.items.find((item) => item.import === before.items[0].import).is_undone, true);
  assert.equal((await pupils()).differs, false);
}

/** A plan needs every figure; of the made-up county one is missing. */
async function plans() {
  const missing = { unit: '9901010020', element: 'multimedia_rooms', stage: 'whole', value: '40' };
  await ask(one, `${at}/figures?period=2025`, 'PATCH',
    { changes: [missing], reason: '补报(虚构)', approver: '局长(虚构)' });
  await go(one, 'plan');
  await one.waitForSelector('.costs tbody tr');
  await one.fill('input[name=plan]', '甲案(虚构)');
  await one.click('.run');
  await one.waitForSelector('.progress');
  await one.waitForSelector('.progress', { state: 'detached', timeout: 120000 });
  await one.waitForSelector('.plan-head, .note.bad');
  if (!(await one.locator('.run-plan').evaluate((node) => node.open)))
    await one.locator('.run-plan summary').click();
  await one.locator('.costs tbody .el-input input').first().fill('6000');
  await one.fill('input[name=plan]', '乙案(虚构)');
  await one.click('.run');
  await one.waitForSelector('.progress');
  await one.waitForSelector('.progress', { state: 'detached', timeout: 120000 });
  assert.equal(await one.locator('.kept tbody tr').count(), 2);
  const { items } = await ask(one, `${at}/plans`);
  assert.ok(items.every((item) => item.found ? Number(item.bound_yuan) <= Number(item.cost_yuan) : true));
  await one.locator('section select').last().selectOption({ index: 1 });
  await one.waitForSelector('.differences tbody tr');
  await driver.shot(one, 'plan', true);
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
await check('a table of one’s own is mapped and confirmed', confirmsAMapping);
await check('an import is taken back', undoesAnImport);
await check('plans are made with progress, and stand side by side', plans);
await check('evidence is attached, given out, taken away; a page with a script is refused', attaches);
await check('the county’s own map is brought and drawn', drawsAMap);
await driver.end();
