// driver.mjs: what the tests of the served pages share: chromium, people with a page of their own,
// sentences of what held. Nothing may complain, and nothing may ask elsewhere.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

export const password = 'a made-up password 17';

export async function begin(modules, address) {
  const { chromium } = createRequire(`${modules}/`)('playwright-core');
  const base = new URL('.', address.split('#')[0]).href;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const complaints = [];
  const foreign = [];
  const pages = [];

  /** A person: a browser of one's own, with cookies of one's own. */
  async function person(size = { width: 1440, height: 900 }) {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
    const page = await context.newPage();
    if (process.env.JH_PAGES) await fromFolder(page, process.env.JH_PAGES);
    leavesBeforeItLooks(page);
    pages.push(page);
    page.on('console', (message) => {
      // What is refused is answered by a status, which the browser reports by itself.
      const { url } = message.location();
      const refused = url.includes('/api/') ? /status of (40[1349]|42[29])/ : /status of 40[139]/;
      if (message.type() === 'error' && !refused.test(message.text()))
        complaints.push(`${message.text()} ${url}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', async (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('blob:'))
        foreign.push(request.url());
    });
    return page;
  }
  /** For whoever works on the pages: as vite built them into a folder, without building the program. */
  const fromFolder = (page, folder) =>
    page.route((url) => url.href.startsWith(base) && !url.pathname.startsWith('/api/'), (route) => {
      const { pathname } = new URL(route.request().url());
      const path = folder + (pathname === '/' ? '/index.html' : pathname);
      return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
    });
  /** An address that differs after its # only loads nothing, and the old page stands until the new one
   * is drawn: whoever looks at once would look at the old one. `#/` may lead back to where one is. */
  function leavesBeforeItLooks(page) {
    const goes = page.goto.bind(page);
    page.goto = async (url) => {
      const left = await page.evaluate(() => document.querySelector('main')?.dataset.path);
      const path = url.split('#')[1]?.split('?')[0];
      const answer = await goes(url);
      if (!answer && left && path !== '/' && path !== left)
        await page.waitForSelector(`main:not([data-path="${left}"])`);
      return answer;
    };
  }
  async function shot(page, name, isWhole = false) {
    if (process.env.JH_SHOTS)
      await page.screenshot({ path: `${process.env.JH_SHOTS}/${name}.png`, fullPage: isWhole });
  }
  async function check(sentence, act) {
    try {
      await act();
    } catch (error) {
      for (const [at, page] of pages.entries()) await shot(page, `failed-${at}`);
      console.log(`not ok: ${sentence}`);
      throw error;
    }
    console.log(`ok: ${sentence}`);
  }
  /** What the server says to whoever has this page. */
  const ask = (page, path, method = 'GET', body) =>
    page.evaluate(
      async ([where, how, what]) =>
        (
          await fetch(where, {
            method: how,
            ...(what === undefined
              ? {}
              : { body: JSON.stringify(what), headers: { 'Content-Type': 'application/json' } }),
          })
        ).json(),
      [new URL(`api/v1/${path}`, base).href, method, body],
    );
  /** An invitation is taken up on its page, or the first account made on the set-up page. */
  async function joins(page, where, who) {
    await page.goto(where.startsWith('http') ? where : `${base}#/invitation/${where}`);
    if (who.login) await page.fill('input[name=login]', who.login);
    // An invitation names its login. The pages' policy lets no test wait by a script of its own.
    while ((await page.inputValue('input[name=login]')) === '') await page.waitForTimeout(20);
    await page.fill('input[name=name]', who.name);
    await page.fill('input[name=password]', password);
    await page.fill('input[name=again]', password);
    await page.click('button[type=submit]');
  }
  async function logsIn(page, login, secret = password, code = '') {
    await page.goto(`${base}#/login`);
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', secret);
    if (code) {
      await page.click('.form .plain-button');
      await page.fill('input[name=code]', code);
    }
    await page.click('button[type=submit]');
  }
  /** The cockpit of a made-up county, whose first visit offers the tour: it is declined. */
  async function lands(page) {
    await page.waitForSelector('.verdict-band');
    await page.waitForSelector('.el-tour__content');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.el-tour__content', { state: 'detached' });
  }
  async function end() {
    await check('no error, no dialog, no request but to the server', async () => {
      assert.deepEqual(complaints, []);
      assert.deepEqual(foreign, []);
    });
    await browser.close();
  }
  return { base, person, shot, check, ask, joins, logsIn, lands, end };
}

/** A block as it comes from a spreadsheet, by the clipboard and Ctrl+V. */
export async function pastes(page, text) {
  await page.evaluate((what) => navigator.clipboard.writeText(what), text);
  await page.keyboard.press('Control+V');
}

/** Files and whole folders dropped on a place, as a person's file manager does it. */
export async function drops(page, place, paths) {
  const box = await page.locator(place).boundingBox();
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}
