// look.mjs: every page as it stands in daily work, in both languages: wide, at 200 % zoom, and what
// a school uses on a phone. Nothing scrolls sideways, lies over other text, is cut off or too faint.
//   node look.mjs MODULES ADDRESS    as of serve.mjs; a store with two years of 20 schools
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { begin, pastes } from './driver.mjs';
import { crowded, faint, sideways } from './eyes.mjs';

const [modules, address] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check, ask } = driver;
const at = 'counties/990101';
const sizes = { wide: [1440, 900], double: [640, 360], phone: [390, 844] }; // 1280 × 720 at 200 %
const li = await driver.person();
const clerk = await driver.person();
const school = '9901010019';
let invitation;

async function begins() {
  await li.goto(address);
  await looks(li, 'setup');
  await driver.joins(li, address, { login: 'li', name: '李(虚构)' });
  await li.waitForSelector('.invited');
  await looks(li, 'invited');
  await li.click('.gate .el-button--primary');
  await driver.lands(li);
  const missing = { unit: '9901010020', element: 'multimedia_rooms', stage: 'whole', value: '40' };
  await ask(li, `${at}/figures?period=2025`, 'PATCH',
    { changes: [missing], reason: '补报(虚构)', approver: '局长(虚构)' });
  await ask(li, `${at}/scenarios?period=2025`, 'POST',
    { name: '多两间教室(虚构)', is_shared: true, changes: [missing] });
  await ask(li, `${at}/frozen?period=2025`, 'POST', { approver: '局长(虚构)', reason: '自查(虚构)' });
  for (const name of ['甲案(虚构)', '乙案(虚构)']) {
    const { job } = await ask(li, `${at}/plans?period=2025`, 'POST', { name, time_limit: 5 });
    while (!/done|failed/.test((await ask(li, `jobs/${job}`)).state)) await li.waitForTimeout(200);
  }
  await ask(li, `${at}/cycles`, 'POST',
    { period: '2025', title: '2025 补报(虚构)', opens: '2020-01-01', due: '2099-12-31' });
  invitation = (await ask(li, 'accounts', 'POST',
    { login: 'clerk', role: 'school_clerk', scope: `990101/${school}` })).token;
}

/** The other language; also below an open dialog, which leaves nobody reach the switch. */
const turns = (page) => page.evaluate(() => document.querySelector('.language').click());
/** Both languages and the sizes asked for; what an eye stumbles over is told all at once. */
const stumbled = [];
async function looks(page, name, which = ['wide', 'double']) {
  for (const language of ['zh', 'en']) {
    if ((await page.getAttribute('html', 'lang')) !== language) await turns(page);
    for (const size of which) {
      const [width, height] = sizes[size];
      await page.setViewportSize({ width, height });
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(150); // charts follow their window
      const found = [...(await sideways(page)), ...(await crowded(page)), ...(await faint(page))];
      stumbled.push(...found.map((one) => `${name} ${language} ${width}: ${one}`));
      await driver.shot(page, `${name}-${language}-${width}`, true);
    }
  }
  await turns(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}
const go = async (name, place = 'main h1') => {
  await li.goto(`${base}#/c/990101/2025/${name}`);
  await li.waitForSelector(place);
  await li.waitForLoadState('networkidle');
};


async function pagesOfACounty() {
  await go('cockpit', '.matrix .m');
  await looks(li, 'cockpit');
  const names = ['indicator', 'map', 'comparison', 'standard', 'import', 'quality', 'edit',
    'sandbox', 'papers', 'audit', 'collect'];
  for (const name of names) {
    await go(name);
    await looks(li, name);
  }
  await go(`schools/${school}`, '.of-school');
  await looks(li, 'school', ['wide', 'double', 'phone']);
  await go('plan', '.plan-head');
  await looks(li, 'plan');
}
async function pagesOfNoCounty() {
  for (const name of ['accounts', 'deeds', 'me']) {
    await li.goto(`${base}#/${name}`);
    await li.waitForSelector('main h1');
    await looks(li, name);
  }
}

async function whatOpens() {
  await go('cockpit', '.matrix .m');
  await li.locator('.matrix [data-at="0,3"]').click();
  await li.locator('.trace .inputs .cell').first().click();
  await li.waitForSelector('.sheet td.it');
  await looks(li, 'trace');
  await go('cockpit', '.limits tbody tr');
  await li.locator('.limits tbody button').first().click();
  await li.waitForSelector('.trace .step, .trace table');
  await looks(li, 'trace-limit');
  await go('comparison');
  await li.locator('.controls .choice button').nth(1).click();
  await li.waitForSelector('.beside tbody tr');
  await looks(li, 'beside');
  for (const at of [1, 2]) {
    await go('quality');
    await li.locator('.controls .choice button').nth(at).click();
    await li.waitForSelector('main .table, main .note');
    await looks(li, `quality-${at}`);
  }
  await go('sandbox', '.matrix .m');
  await li.locator('.matrix [data-at="0,6"]').click();
  await li.locator('.asked .input-of input').first().fill('0');
  await li.waitForSelector('.matrix .m.moved');
  await looks(li, 'sandbox-moved');
  await go('plan', '.kept tbody tr');
  await li.locator('.run-plan summary').click();
  await li.waitForSelector('.costs tbody tr');
  await li.locator('section select').last().selectOption({ index: 1 });
  await li.waitForSelector('.differences, .note.good');
  await looks(li, 'plan-open');
  await go('collect', '.forms tbody tr');
  await li.click('.open-cycle');
  await li.waitForSelector('.ask input');
  await looks(li, 'ask');
}

/** One table that is read with a refusal, one that needs a mapping and has a name in doubt. */
async function imports() {
  await go('import', '.drop');
  const csv = (name, rows) => ({ name, mimeType: 'text/csv',
    buffer: Buffer.from('\ufeff' + rows.map((row) => row.join(',')).join('\r\n') + '\r\n') });
  await li.setInputFiles('.drop input', [
    csv('自制表.csv', [['学校标识码', '校名', '小学在校学生人数合计', '备注'],
      ['9901010007', '示例县育英小学', '1555', '虚构'],
      ['9901010008', '示例县西坪中心小学', '1666', '虚构']]),
    csv('坏表.csv', [['学校标识码', '学校名称', '小学在校生数'],
      ['9901010007', '示例县育英小学', '12o'], ['', '示例县西坪小学(虚构)', '100']]),
    ...[1, 2, 3, 4].map((at) => csv(`便条${at}.csv`, [['事项', '说明'], ['食堂', '虚构']])),
  ]);
  await li.waitForSelector('.progress');
  await li.waitForSelector('.progress', { state: 'detached', timeout: 60000 });
  await li.locator('main', { hasText: '同样的共' }).waitFor(); // remarks alike are told once
  await looks(li, 'import-result');
}

async function aSchool() {
  await driver.joins(clerk, invitation, { name: '某填报员(虚构)' });
  await clerk.waitForSelector('.form-grid');
  const all = ['wide', 'double', 'phone'];
  await looks(clerk, 'form', all);
  await clerk.locator('.form-grid [data-at="0,0,0"]').focus();
  await pastes(clerk, '12\r\n-1\r\n12o\r\n9999\r\n');
  await clerk.waitForSelector('.form-grid .said.bad');
  await clerk.waitForTimeout(900); // checked half a second after the last key
  await looks(clerk, 'form-wrong', all);
  await clerk.goto(`${base}#/me`);
  await clerk.waitForSelector('main h1');
  await looks(clerk, 'me-clerk', ['phone']);
  await li.goto(`${base}#/c/990101/2025/collect/1/${school}`);
  await li.waitForSelector('.form-grid');
  await looks(li, 'form-county', all);
  await clerk.locator('header button.soft').click();
  await clerk.waitForSelector('input[name=password]');
  await looks(clerk, 'login', all);
}

const sound = (act) => async () => {
  await act();
  assert.deepEqual(stumbled.splice(0), []);
};
await check('the first pages stand well in both languages, wide and at 200 %', sound(begins));
await check('so do the pages of a county', sound(pagesOfACounty));
await check('so do those of no county', sound(pagesOfNoCounty));
await check('so does what opens on them', sound(whatOpens));
await check('so does what an import says', sound(imports));
await check('so does what a school sees, also on a phone', sound(aSchool));
await driver.end();
