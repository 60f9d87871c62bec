// people.mjs: who may use the server, on its pages: three administrators, roles, a county's head who
// lets a school off, locked accounts, passwords, one-time codes, sessions, tokens, and the deeds.
//   node people.mjs MODULES ADDRESS    as of serve.mjs
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { begin, password } from './driver.mjs';

const [modules, address] = process.argv.slice(2);
const driver = await begin(modules, address);
const { base, check, ask } = driver;
const li = await driver.person();
const people = {};

/** Six digits as an authenticator makes them (RFC 6238), `later` steps of 30 seconds on. */
function codeOf(key, later = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((one) => parseInt(one, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
  const digest = createHmac('sha1', bytes).update(step).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

async function administrators() {
  await driver.joins(li, address, { login: 'li', name: '李(虚构)' });
  await li.waitForSelector('.invited');
  const invited = await li.locator('.invited code').allTextContents();
  for (const [at, role] of ['system', 'security', 'audit'].entries()) {
    people[role] = await driver.person();
    await driver.joins(people[role], invited[at].trim(), { name: `${role}(虚构)` });
    await people[role].waitForSelector('main h1');
  }
  // Whoever looks after accounts lands on them, and is offered no school.
  await people.system.waitForSelector('input[name=login]');
  assert.equal(await people.system.locator('.frame > nav a[href*="cockpit"]').count(), 0);
}

async function aHead() {
  const { system, security } = people;
  await system.fill('input[name=login]', 'head');
  await system.fill('input[name=name]', '负责人(虚构)');
  await system.click('.make');
  const where = (await system.textContent('.invitations code')).trim();
  await system.fill('input[name=login]', 'head');
  await system.click('.make'); // the same login again
  await system.waitForSelector('main .note.bad');
  await security.goto(`${base}#/accounts`);
  await security.reload();
  const row = security.locator('[data-login=head]');
  await row.locator('.role').selectOption('county_head');
  await security.waitForLoadState('networkidle');
  await row.locator('.scope').fill('不是代码');
  await row.locator('.scope').press('Tab');
  await security.waitForSelector('main .note.bad');
  await row.locator('.scope').fill('990101');
  await row.locator('.scope').press('Tab');
  await security.waitForSelector('main .note.bad', { state: 'detached' });
  people.head = await driver.person();
  await driver.joins(people.head, where, { name: '负责人(虚构)' });
  await people.head.waitForSelector('main .note.look, .gate .note.look'); // not by the invitation alone
  await driver.logsIn(people.head, 'head');
  await people.head.waitForSelector('.note.bad');
  await security.reload();
  assert.equal(await security.locator('[data-login=audit] .role').count(), 0, 'no role of another');
  await row.locator('.confirm').click();
  await row.locator('.confirm').waitFor({ state: 'detached' });
  await driver.logsIn(people.head, 'head');
  await driver.lands(people.head);
}

async function letsASchoolOff() {
  const { head } = people;
  await head.goto(`${base}#/c/990101/2025/collect`);
  await head.click('.open-cycle');
  await head.fill('.ask input[name=opens]', '2020-01-01');
  await head.fill('.ask input[name=due]', '2020-02-01');
  await head.click('.ask .el-button--primary');
  await head.waitForSelector('.forms tbody tr');
  assert.equal(await head.locator('.forms .late').count(), 20, 'all are late');
  assert.equal(await head.locator('.close-cycle').isDisabled(), true);
  await head.locator('.forms .extend').first().click();
  await head.fill('.ask input[name=until]', '2099-01-01');
  await head.fill('.ask input[name=reason]', '搬迁(虚构)');
  await head.click('.ask .el-button--primary');
  await head.waitForSelector('.ask', { state: 'hidden' });
  assert.equal(await head.locator('.forms .late').count(), 19);
  await head.locator('.forms .excuse').nth(1).click();
  await head.fill('.ask input[name=reason]', '停办(虚构)');
  await head.fill('.ask input[name=approver]', '局长(虚构)');
  await head.click('.ask .el-button--primary');
  await head.waitForSelector('.forms .form-state.excused');
  await driver.shot(head, 'collect-late');
}

async function locksAndUnlocks() {
  const stranger = await driver.person();
  for (let at = 0; at < 12; at++) {
    await driver.logsIn(stranger, 'head', `wrong ${at} password`);
    await stranger.waitForSelector('.note.bad');
    if (/已锁定/.test(await stranger.textContent('.note.bad'))) break;
    await stranger.reload();
  }
  const { security } = people;
  await security.reload();
  await security.locator('[data-login=head] .unlock').click();
  await security.locator('[data-login=head] .unlock').waitFor({ state: 'detached' });
  await stranger.reload();
  await driver.logsIn(stranger, 'head');
  await driver.lands(stranger);
  people.again = stranger;
}

async function oneTimeCodes() {
  const { head, again } = people;
  await head.goto(`${base}#/me`);
  await head.click('.totp-begin');
  const key = (await head.textContent('.totp-key')).replace(/\s/g, '');
  await head.fill('.totp input[name=code]', '000000');
  await head.click('.totp .el-button[type=submit]');
  await head.waitForSelector('main .note.bad');
  await head.fill('.totp input[name=code]', codeOf(key));
  await head.click('.totp .el-button[type=submit]');
  await head.waitForSelector('main .note.good');
  await again.goto(`${base}#/me`);
  await again.locator('header button.soft').click();
  await again.waitForSelector('input[name=password]');
  await driver.logsIn(again, 'head');
  await again.waitForSelector('input[name=code]'); // it asks for the code by itself
  await again.fill('input[name=code]', codeOf(key, 1));
  await again.click('button[type=submit]');
  await again.waitForSelector('.verdict-band');
  people.key = key;
}

async function sessionsAndTokens() {
  const { head, again } = people;
  await head.goto(`${base}#/me`);
  await head.reload();
  await head.waitForSelector('.sessions tbody tr');
  assert.equal(await head.locator('.sessions b').count(), 1, 'one of them is this');
  await head.locator('.sessions button').first().click();
  await head.waitForLoadState('networkidle');
  await again.goto(`${base}#/c/990101/2025/audit`);
  await again.waitForSelector('input[name=password]'); // that one has ended
  await head.fill('input[name=token]', '虚构程序');
  await head.locator('.tokens .el-button').click();
  await head.waitForSelector('.tokens code');
  const token = (await head.textContent('.tokens code')).trim();
  const program = (path) => fetch(new URL(`api/v1/${path}`, base), {
    headers: { Authorization: `Bearer ${token}` } });
  assert.equal((await program('counties/990101/verdict')).status, 200);
  await head.locator('.tokens tbody button').click();
  await head.waitForSelector('.tokens tbody tr', { state: 'detached' });
  assert.equal((await program('counties/990101/verdict')).status, 401);
  await driver.shot(head, 'me');
}

async function changesThePassword() {
  await li.click('.gate .el-button--primary');
  await li.waitForSelector('.gate', { state: 'detached' });
  await li.goto(`${base}#/me`);
  await li.fill('input[name=old]', 'not the one it is');
  await li.fill('input[name=new]', 'another made-up one 18');
  await li.fill('input[name=again]', 'another made-up one 18');
  await li.click('.change');
  await li.waitForSelector('main .note.bad');
  await li.fill('input[name=old]', password);
  await li.click('.change');
  await li.waitForSelector('.gate .note.good');
  await driver.logsIn(li, 'li');
  await li.waitForSelector('.note.bad'); // the old one
  await driver.logsIn(li, 'li', 'another made-up one 18');
  await li.waitForSelector('.verdict-band');
}

async function closesAnAccount() {
  const { system, head } = people;
  await system.reload();
  await system.locator('[data-login=head] .close').click();
  await system.locator('[data-login=head] .close', { hasText: '恢复' }).waitFor();
  await head.goto(`${base}#/c/990101/2025/cockpit`);
  await head.waitForSelector('input[name=password]');
}

async function deeds() {
  const { audit } = people;
  await audit.goto(`${base}#/deeds`);
  await audit.waitForSelector('.deeds tbody tr');
  assert.equal(await audit.locator('main .note.good').count(), 1);
  const told = (await audit.locator('.deeds tbody').textContent()).replace(/\s+/g, ' ');
  for (const word of ['邀请', '改角色', '改范围', '解锁', '改密码', '开启动态口令', '新建令牌',
    '登录失败', '停用', '确认账号'])
    assert.ok(told.includes(word), `the deeds tell of ${word}`);
  await driver.shot(audit, 'deeds');
}

await check('three administrators are invited and land where their work is', administrators);
await check('one makes an account, another gives it role and scope', aHead);
await check('the head gives one school more time and lets another off', letsASchoolOff);
await check('too many wrong passwords lock an account, and it is unlocked', locksAndUnlocks);
await check('one-time codes are switched on, and asked for', oneTimeCodes);
await check('another session is ended; a token works until it is revoked', sessionsAndTokens);
await check('a new password ends the sessions of the old one', changesThePassword);
await check('a closed account is out at once', closesAnAccount);
await check('the audit of accounts tells it all, and its chain holds', deeds);
await driver.end();
