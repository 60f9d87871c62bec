// walk.mjs: a bureau's whole way through the pages: the first start, a folder of workbooks, the
// verdict, a figure down to its cell, a number tried out, a collection filled in by three schools,
// sent back and accepted, the verdict that changes, and the audit of it all.
//   node walk.mjs MODULES ADDRESS BOOKS    as of serve.mjs; BOOKS of 20 made-up schools
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { begin, drops, pastes } from './driver.mjs';

const [modules, address, books] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check, ask } = driver;
const li = await driver.person();
const phone = { width: 390, height: 844 };
const schools = {
  typed: { code: '9901010019', login: 'clerk-19', size: phone },
  pasted: { code: '9901010020', login: 'clerk-20' },
  sheet: { code: '9901010001', login: 'clerk-01' },
};
const county = 'counties/990101';
const shot = (page, name) => driver.shot(page, name);
const assessment = () => ask(li, `${county}/assessment?period=2025`);
const banner = async () => {
  await li.goto(`${base}#/c/990101/2025/cockpit`);
  await li.waitForSelector('.verdict-band');
  return (await li.textContent('.verdict-band')).replace(/\s+/g, ' ').trim();
};
const stateOf = (page) => page.locator('.form-facts .form-state').getAttribute('class');
let before;

async function setsUp() {
  await driver.joins(li, address, { login: 'li', name: '李(虚构)' });
  await li.waitForSelector('.invited');
  await li.click('.gate .el-button--primary');
  await li.waitForSelector('main a.under');
}

async function dropsFolders() {
  await li.click('main a.under');
  await li.waitForSelector('.drop');
  for (const year of ['2024', '2025']) {
    await drops(li, '.drop', [`${books}/${year}`]);
    await li.waitForSelector('.progress');
    await li.waitForSelector('.progress', { state: 'detached', timeout: 120000 });
    assert.equal(await li.locator('main .note.bad').count(), 0);
    assert.match(await li.textContent('main .note.good'), /20|19/);
  }
  await li.click('main p > a.under');
  await driver.lands(li);
  before = { banner: await banner(), ...(await assessment()) };
  assert.ok(before.banner.includes(before.verdict.title));
}

async function opensDownToTheCell() {
  await li.locator('.matrix [data-at="0,3"]').click();
  const line = li.locator('.trace .inputs tr').first();
  const reported = (await line.locator('.reported').textContent()).trim();
  await line.locator('.cell').click();
  const marked = li.locator('.sheet td.it mark');
  await marked.waitFor();
  assert.equal((await marked.textContent()).trim(), reported);
  await li.keyboard.press('Escape');
}

async function triesANumber() {
  await li.goto(`${base}#/c/990101/2025/sandbox`);
  const row = before.rows.findIndex((one) => one.indicators.R7?.mark === 'met');
  await li.locator(`.matrix [data-at="${row},6"]`).click();
  await li.locator('.asked .input-of input').first().fill('0');
  await li.waitForSelector('.matrix .m.moved');
  assert.equal((await assessment()).hashes.assessment, before.hashes.assessment);
  await li.locator('.drafted .el-button').first().click();
  await li.waitForSelector('.matrix .m.moved', { state: 'detached' });
}

async function invitesClerks() {
  await li.goto(`${base}#/accounts`);
  for (const one of Object.values(schools)) {
    await li.waitForSelector(`select option[value="${one.code}"]`, { state: 'attached' });
    await li.locator('form select').last().selectOption(one.code);
    await li.fill('input[name=login]', one.login);
    await li.click('.make');
    await li.waitForSelector(`[data-login="${one.login}"]`);
    one.address = (await li.textContent('.invitations code')).trim();
  }
  await shot(li, 'accounts');
  for (const one of Object.values(schools)) {
    one.page = await driver.person(one.size);
    await driver.joins(one.page, one.address, { name: '某填报员(虚构)' });
    await one.page.waitForSelector('main .note'); // no collection yet
  }
}

async function opensACollection() {
  await li.goto(`${base}#/c/990101/2025/collect`);
  await li.click('.open-cycle');
  await li.fill('.ask input[name=period]', '2025');
  await li.fill('.ask input[name=title]', '2025 补报(虚构)');
  await li.fill('.ask input[name=opens]', '2020-01-01');
  await li.fill('.ask input[name=due]', '2099-12-31');
  await li.click('.ask .el-button--primary');
  await li.waitForSelector('.forms tbody tr');
  assert.equal(await li.locator('.forms tbody tr').count(), 20);
  await shot(li, 'collect');
}

/** What a school will report: what counts now, and what of it is to be another number. */
async function figuresOf(one, changed) {
  const form = await ask(one.page, `${county}/cycles/1/submissions/${one.code}`);
  return form.cells.map((cell) => ({ ...cell, text: String(changed[cell.element] ?? cell.counts ?? '') }));
}

async function fillsByTyping() {
  const { page } = schools.typed;
  await page.goto(`${base}#/`);
  await page.waitForSelector('.form-grid');
  assert.ok((await stateOf(page)).includes('empty'));
  const figures = await figuresOf(schools.typed, { sports_ground_area: 9000, equipment_value: 150 });
  await page.locator('.form-grid input').first().focus();
  for (const cell of figures) {
    const key = `${cell.element} ${cell.stage}`;
    assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), key,
      'Enter goes on to the next cell');
    // First a number that cannot be: it is told while one types, and nothing is lost.
    if (cell.element === 'above_degree_teachers') {
      await page.keyboard.type('9999');
      await page.waitForSelector('.form-grid .said.bad');
      assert.equal(await page.locator('.acts .submit').isDisabled(), true);
      await page.keyboard.press('Control+A');
    }
    if (cell.yes_no) await page.locator(`[data-cell="${key}"]`).selectOption(cell.text);
    else await page.keyboard.type(cell.text);
    await page.keyboard.press('Enter');
  }
  await page.waitForSelector('.form-grid .said.bad', { state: 'detached' });
  await shot(page, 'form-phone');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= phone.width, `the form is ${wide} wide on a phone`);
  await submits(page);
}
async function submits(page) {
  await page.click('.acts .submit');
  const gaps = page.locator('.ask .el-button--primary');
  if (await gaps.count()) await gaps.click();
  await page.waitForSelector('.form-facts .form-state.submitted');
}

async function fillsByPasting() {
  const { page } = schools.pasted;
  await page.goto(`${base}#/`);
  await page.waitForSelector('.form-grid');
  const figures = await figuresOf(schools.pasted, { multimedia_rooms: 40 });
  const block = (list) => list.map((one) => one.text).join('\r\n') + '\r\n';
  const staged = figures.filter((one) => one.stage !== 'whole');
  const whole = figures.filter((one) => one.stage === 'whole');
  await page.locator('.form-grid [data-at="0,0,0"]').focus();
  await pastes(page, block(staged)); // a column as it is
  await page.locator('.form-grid [data-at="1,3,0"]').focus();
  const named = [...whole].reverse().map((one) => `${one.title}\t${one.measure}\t${one.text}`);
  await pastes(page, named.join('\n')); // by title, in any order
  for (const cell of figures) {
    const shown = page.locator(`.form-grid [data-cell="${cell.element} ${cell.stage}"]`);
    assert.equal(await shown.inputValue(), cell.text, cell.title);
  }
  await shot(page, 'form-pasted');
  await page.click('.acts .save');
  await page.waitForSelector('main .note.good');
  await submits(page);
}

async function fillsByWorkbook() {
  const { page } = schools.sheet;
  await page.goto(`${base}#/`);
  await page.waitForSelector('.form-grid');
  const [saved] = await Promise.all([page.waitForEvent('download'),
    page.click('a[href*="before=1"]')]);
  assert.match(saved.suggestedFilename(), /\.xlsx$/);
  const book = { name: '填报.xlsx', mimeType: 'application/octet-stream',
    buffer: readFileSync(await saved.path()) };
  await page.setInputFiles('.book-in input', { ...book, buffer: book.buffer.subarray(0, 900) });
  await page.waitForSelector('main .note.bad'); // torn on the way: refused, nothing saved
  await page.setInputFiles('.book-in input', book);
  await page.waitForSelector('main .note.good');
  const { cells } = await ask(page, `${county}/cycles/1/submissions/${schools.sheet.code}`);
  for (const cell of cells) assert.equal(cell.value, cell.before, cell.title);
  await submits(page);
}

async function sendsOneBack() {
  await li.reload(); // the overview, as the schools have left it
  await li.locator('.controls .choice button').nth(4).click(); // submitted
  await li.waitForSelector('.forms tbody tr');
  assert.equal(await li.locator('.forms tbody tr').count(), 3);
  await li.goto(`${base}#/c/990101/2025/collect/1/${schools.typed.code}`);
  await li.click('.acts .begin-return');
  const cell = li.locator('.form-grid .cell', { has: li.locator('[data-cell="equipment_value whole"]') });
  await cell.locator('.back').click();
  await li.fill('input[name="why equipment_value whole"]', '与台账不符(虚构)');
  await shot(li, 'form-review');
  await li.click('.acts .return');
  await li.fill('.ask input[name=reason]', '请核对设备资产(虚构)');
  await li.click('.ask .el-button--primary');
  await li.waitForSelector('.form-facts .form-state.returned');
}

async function correctsIt() {
  const { page } = schools.typed;
  await page.reload();
  await page.waitForSelector('.form-facts .form-state.returned');
  assert.match(await page.textContent('.form-grid .said.sent-back'), /与台账不符/);
  assert.match(await page.textContent('main .note.bad'), /请核对设备资产/);
  await shot(page, 'form-returned');
  await page.locator('.form-grid input[data-cell="equipment_value whole"]').fill('160');
  await submits(page);
}

async function accepts() {
  assert.equal(await banner(), before.banner, 'nothing counts before it is accepted');
  for (const { code } of Object.values(schools)) {
    await li.goto(`${base}#/c/990101/2025/collect/1/${code}`);
    await li.click('.acts .accept');
    await li.waitForSelector('.form-facts .form-state.accepted');
  }
  const after = { banner: await banner(), ...(await assessment()) };
  assert.notEqual(after.banner, before.banner);
  assert.equal(after.verdict.schools_failing, before.verdict.schools_failing - 1);
  assert.ok(after.verdict.undecided < before.verdict.undecided);
  assert.ok(after.banner.includes(after.verdict.title));
  await shot(li, 'verdict-after');
}

async function audits() {
  await li.goto(`${base}#/c/990101/2025/audit`);
  await li.waitForSelector('table tbody tr');
  const told = (await li.locator('table tbody tr').allTextContents()).join('\n');
  for (const word of ['采集 1', '提交', '退回', '通过', '请核对设备资产'])
    assert.ok(told.includes(word), `the audit shows ${word}`);
  for (const { code } of Object.values(schools)) assert.ok(told.includes(code));
  await li.locator('.controls .el-button').click();
  await li.waitForSelector('.controls .note.good');
  await shot(li, 'audit');
}

await check('the first start leads to the set-up', setsUp);
await check('folders of workbooks are dropped, and the verdict is seen', dropsFolders);
await check('a figure opens down to its cell', opensDownToTheCell);
await check('a number is changed in the sandbox, and nothing is written', triesANumber);
await check('the county invites three clerks, who take it up', invitesClerks);
await check('the county opens a collection', opensACollection);
await check('a school fills in its form on a phone, checked while it types', fillsByTyping);
await check('a second one pastes blocks', fillsByPasting);
await check('a third one sends its workbook', fillsByWorkbook);
await check('the county sends one back, cell by cell', sendsOneBack);
await check('the school sees why, corrects and submits again', correctsIt);
await check('the county accepts, and only then the verdict changes', accepts);
await check('the audit shows each step, and its chain holds', audits);
await driver.end();
