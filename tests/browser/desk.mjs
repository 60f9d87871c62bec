// desk.mjs: a day at the bureau's desk: the tour, work without a mouse, a plan that is stopped, two
// people at one school's form, many forms accepted at once.
//   node desk.mjs MODULES ADDRESS    as of serve.mjs; a store with two years of 120 schools
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { begin, password } from './driver.mjs';

const [modules, address] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check, ask } = driver;
const at = 'counties/990101';
const li = await driver.person();
const one = await driver.person();
const two = await driver.person();
const forms = `${at}/cycles/1/submissions`;
const shared = '9901010001';
const many = ['9901010002', '9901010003', '9901010004'];

async function walksTheTour() {
  await driver.joins(li, address, { login: 'li', name: '李(虚构)' });
  await li.waitForSelector('.invited');
  await li.click('.gate .el-button--primary');
  const step = li.locator('.el-tour__content');
  await step.waitFor();
  const told = [];
  for (;;) {
    const title = (await step.locator('.el-tour__header').textContent()).trim();
    assert.ok(!told.includes(title), `${title} is told once`);
    told.push(title);
    assert.ok((await step.locator('.el-tour__body').textContent()).trim().length > 8);
    const target = await step.boundingBox();
    assert.ok(target.y >= 0 && target.y + target.height <= 900, `${title} is in sight`);
    await driver.shot(li, `tour-${told.length}`);
    const next = step.locator('.el-tour__footer .el-button--primary');
    const isLast = /完成/.test(await next.textContent());
    await next.click();
    if (isLast) break;
    await step.locator('.el-tour__header', { hasText: title }).waitFor({ state: 'detached' });
  }
  await step.waitFor({ state: 'detached' });
  assert.deepEqual(told, ['结论', '为什么', '学校与指标', '任何一个数', '差异系数', '接着做']);
  await li.reload();
  await li.waitForSelector('.matrix .m');
  await li.waitForTimeout(400);
  assert.equal(await step.count(), 0, 'it is offered once');
}

/** From the login to the trace of a figure and back, by the keyboard alone. */
async function withoutAMouse() {
  const page = await driver.person();
  const { keyboard } = page;
  await page.goto(`${base}#/login`);
  await page.waitForSelector('input[name=login]');
  const focused = (selector) =>
    page.evaluate((which) => document.activeElement?.matches(which) ?? false, selector);
  const tabsTo = async (selector, most) => {
    for (let tabs = 0; tabs < most; tabs++) {
      if (await focused(selector)) return;
      await keyboard.press('Tab');
    }
    assert.fail(`${selector} is not reached by ${most} tabs`);
  };
  await tabsTo('input[name=login]', 8);
  await keyboard.type('li');
  await tabsTo('input[name=password]', 3);
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.waitForSelector('.verdict-band');
  await page.waitForSelector('.el-tour__content');
  await keyboard.press('Escape');
  await page.waitForSelector('.el-tour__content', { state: 'detached' });
  // The list of pages is skipped by the first link, the cockpit is opened from it.
  await tabsTo('.skip', 60);
  await keyboard.press('Enter');
  assert.equal(await focused('main'), true);
  await tabsTo('.matrix .m', 60);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  const cell = await page.evaluate(() => document.activeElement.dataset.at);
  assert.equal(cell, '1,1');
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(ring, 'solid', 'one sees where one is');
  await keyboard.press('Enter');
  await page.waitForSelector('.trace .step');
  await tabsTo('.trace .cell', 20);
  await keyboard.press('Enter');
  await page.waitForSelector('.sheet td.it');
  await keyboard.press('Escape');
  await page.waitForSelector('.trace .step', { state: 'hidden' });
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.at), cell,
    'one is back where one was');
  await page.close();
}

async function stopsAPlan() {
  const missing = (await ask(li, `${at}/assessment?period=2025`)).rows.flatMap((row) =>
    row.indicators.R7?.value == null ? [row.code] : []);
  const changes = missing.map((unit) =>
    ({ unit, element: 'multimedia_rooms', stage: 'whole', value: '40' }));
  await ask(li, `${at}/figures?period=2025`, 'PATCH',
    { changes, reason: '补报(虚构)', approver: '局长(虚构)' });
  await li.goto(`${base}#/c/990101/2025/plan`);
  await li.waitForSelector('.costs tbody tr');
  await li.fill('input[name=plan]', '停下的(虚构)');
  await li.check('input[name=exact]');
  await li.click('.run');
  const progress = li.locator('.progress');
  await progress.locator('.gap-of').waitFor({ timeout: 60000 });
  const [bound, gap] = await Promise.all(['.bound', '.gap-of'].map(async (which) =>
    Number((await progress.locator(which).textContent()).replace(/[^\d.]/g, ''))));
  assert.ok(bound > 0 && gap >= 0 && gap < 100, `bound ${bound}, gap ${gap}`);
  await driver.shot(li, 'plan-running');
  await progress.locator('.el-button').click();
  await progress.waitFor({ state: 'detached', timeout: 60000 });
  await li.waitForSelector('.plan-head');
  assert.equal(await li.locator('main .note.bad').count(), 0);
  await li.waitForSelector('.note.stopped');
  const { items } = await ask(li, `${at}/plans`);
  assert.deepEqual([items.length, items[0].name, items[0].found], [1, '停下的(虚构)', true]);
  const [cost, least] = [items[0].cost_yuan, items[0].bound_yuan].map(Number);
  assert.ok(least >= bound - 1 && least <= cost, `${bound} ≤ ${least} ≤ ${cost}`);
  const shown = await li.locator('.plan-head').textContent();
  assert.ok(shown.includes(`${Number(items[0].gap_percent).toFixed(4)} %`), shown);
}

/** A clerk's invitation is made and taken up without the pages: people.mjs looks at those. */
async function clerk(page, login, school) {
  const { token } = await ask(li, 'accounts', 'POST',
    { login, role: 'school_clerk', scope: `990101/${school}` });
  await page.goto(`${base}#/login`);
  await ask(page, `invitations/${token}`, 'POST', { name: `${login}(虚构)`, password });
  await ask(page, 'session', 'POST', { login, password });
}

async function twoAtOneForm() {
  await ask(li, `${at}/cycles`, 'POST',
    { period: '2025', title: '2025 补报(虚构)', opens: '2020-01-01', due: '2099-12-31' });
  await clerk(one, 'first', shared);
  await clerk(two, 'second', shared);
  for (const page of [one, two]) {
    await page.goto(`${base}#/`);
    await page.reload();
    await page.waitForSelector('.form-grid');
  }
  const cell = (page, element) => page.locator(`.form-grid input[data-cell="${element}"]`);
  const grids = { both: 'sports_ground_area whole', mine: 'equipment_value whole',
    theirs: 'teaching_area whole' };
  await cell(one, grids.both).fill('9100');
  await cell(one, grids.theirs).fill('8100');
  await cell(two, grids.both).fill('9200');
  await cell(two, grids.mine).fill('170');
  await one.click('.acts .save');
  await one.waitForSelector('main .note.good');
  await two.click('.acts .save');
  await two.waitForSelector('.differing');
  await driver.shot(two, 'form-differing');
  // Only what both changed is asked; what the other one saved is there, what one typed still is.
  assert.equal(await two.locator('.differing tbody tr').count(), 1);
  assert.equal((await two.textContent('.differing .take-theirs')).trim(), '9100');
  assert.equal((await two.textContent('.differing .take-mine')).trim(), '9200');
  assert.equal(await cell(two, grids.theirs).inputValue(), '8100');
  assert.equal(await cell(two, grids.mine).inputValue(), '170');
  assert.equal(await two.locator('.acts .submit').isDisabled(), true);
  await two.click('.differing .take-mine');
  await two.waitForSelector('.differing', { state: 'detached' });
  await two.click('.acts .save');
  await two.waitForSelector('main .note.good');
  const { cells, steps } = await ask(two, `${forms}/${shared}`);
  const saved = (key) => cells.find((one) => `${one.element} ${one.stage}` === key).value;
  assert.deepEqual(Object.values(grids).map(saved), [9200, 170, 8100], 'nothing is lost');
  assert.deepEqual(steps.map((step) => [step.act, step.author]),
    [['save', 'first'], ['save', 'second']]);
  // What was done is told in words, in either language.
  const told = async () => (await two.textContent('.steps')).replace(/\s+/g, ' ');
  await two.reload();
  await two.waitForSelector('.steps li');
  assert.match(await told(), /保存 first/);
  await two.click('.language');
  await two.locator('.steps', { hasText: 'saved' }).waitFor();
  assert.doesNotMatch(await told(), /\bsave\b/);
  await two.click('.language');
}

/** Standards are chosen by title; a clause that many limits share is said once. */
async function standardsByTitle() {
  await li.goto(`${base}#/c/990101/2025/standard`);
  await li.waitForSelector('.entries li');
  const options = await li.locator('main select option').allTextContents();
  assert.ok(options.includes('县域义务教育优质均衡发展督导评估办法'), options.join());
  assert.ok(!options.some((one) => /^cn-/.test(one.trim())), options.join());
  const said = await li.locator('.entries button', { hasText: '所有指标校际差异系数' }).count();
  assert.equal(said, 1);
}

/** A page that cannot reach the server says so, and what to do. */
async function tellsOfALostServer() {
  const page = await driver.person();
  const problem = { type: 'made.up', title: '连不上(虚构)', detail: '请稍后再试', status: 403 };
  await page.route('**/api/v1/session', (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
  await page.goto(`${base}#/me`);
  await page.locator('main .note.bad', { hasText: '连不上(虚构)' }).waitFor();
  await page.unroute('**/api/v1/session');
  await page.click('.try-again');
  await page.waitForSelector('input[name=password]');
}

async function acceptsMany() {
  const clerks = [];
  for (const [nth, school] of many.entries()) {
    const page = await driver.person();
    await clerk(page, `clerk-${nth}`, school);
    const form = await ask(page, `${forms}/${school}`);
    const changes = form.cells.filter((one) => one.counts !== null).map((one) =>
      // The second one's ground has doubled since last year: it may be so, and is told.
      ({ element: one.element, stage: one.stage, value: String(
        nth === 1 && one.element === 'sports_ground_area' ? one.counts * 9 : one.counts) }));
    const saved = await ask(page, `${forms}/${school}`, 'PUT', { after: form.form.after, changes });
    const done = await ask(page, `${forms}/${school}/submit`, 'POST', { after: saved.form.after });
    assert.equal(done.form.state, 'submitted', JSON.stringify(done).slice(0, 300));
    clerks.push({ page, school, after: done.form.after, soft: done.check.soft });
  }
  assert.ok(clerks[1].soft > 0);
  await li.goto(`${base}#/c/990101/2025/collect`);
  await li.waitForSelector('.forms .found');
  const row = (school) => li.locator(`.forms tr[data-unit="${school}"]`);
  await row(many[1]).locator('.soft-one').waitFor();
  for (const { school, soft } of clerks)
    assert.equal((await row(school).locator('.found').textContent()).replace(/\s/g, ''),
      soft ? `!${soft}` : '✓', 'how much looks wrong is seen before one accepts');
  await li.locator('.forms thead .tick input').check();
  await driver.shot(li, 'collect-many');
  await li.click('.accept-many');
  const guide = li.locator('.ask .guide');
  await guide.waitFor();
  const doubtful = clerks.filter((one) => one.soft).length;
  assert.match(await guide.textContent(), new RegExp(`其中 ${doubtful} 所`));
  // Meanwhile one school takes its form back: that one is told, the others are accepted.
  await ask(clerks[0].page, `${forms}/${many[0]}/take_back`, 'POST', { after: clerks[0].after });
  await li.click('.ask .el-button--primary');
  await li.locator('.note.look[role=status]', { hasText: '通过：2 / 3' }).waitFor();
  await driver.shot(li, 'collect-accepted');
  const { items } = await ask(li, forms);
  const stateOf = (school) => items.find((one) => one.unit === school).state;
  assert.deepEqual(many.map(stateOf), ['draft', 'accepted', 'accepted']);
}

await check('the one-minute tour is walked from start to end, and offered once', walksTheTour);
await check('from the login to a figure’s cell and back without a mouse', withoutAMouse);
await check('a plan tells its bound and gap; stopped it gives the best so far', stopsAPlan);
await check('of two at one school’s form the second sees the difference, nothing is lost', twoAtOneForm);
await check('many forms are accepted at once, with what looks wrong in them in sight', acceptsMany);
await check('standards are chosen by title, and a shared clause is said once', standardsByTitle);
await check('a page that reaches no server says so, and tries again', tellsOfALostServer);
await driver.end();
