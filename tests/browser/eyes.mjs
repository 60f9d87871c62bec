// eyes.mjs: what an eye would stumble over on a page: text too faint for its ground, text over text,
// text cut off, a page that scrolls sideways. Each gives the places, none where all is well.
// SPDX-License-Identifier: Apache-2.0

/** WCAG 2.1 AA: 4.5 for text, 3 for large text; a hatched ground counts with its darker stripe. */
export const faint = (page) => page.evaluate(() => {
  const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => {
      const s = v / 255;
      return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const stripe = [221, 226, 228];
  /** Grounds lie over each other; the first that lets nothing through ends it. */
  const behind = (node) => {
    const over = [];
    for (let n = node; n; n = n.parentElement) {
      const style = getComputedStyle(n);
      if (style.backgroundImage.includes('gradient')) over.push([...stripe, 1]);
      else {
        const [r, g, b, a = 1] = rgb(style.backgroundColor);
        if (a > 0) over.push([r, g, b, a]);
      }
      if (over.length && over.at(-1)[3] === 1) break;
    }
    return over.reduceRight(
      (under, [r, g, b, a]) => [r, g, b].map((v, at) => v * a + under[at] * (1 - a)),
      [255, 255, 255]);
  };
  const through = (node) => {
    let opacity = 1;
    for (let n = node; n; n = n.parentElement) opacity *= Number(getComputedStyle(n).opacity);
    return opacity;
  };
  const bad = [];
  const look = (node, text, colour) => {
    if (!node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return;
    if (node.closest('[disabled], .is-disabled, [aria-disabled=true]')) return;
    const style = getComputedStyle(node);
    const ground = behind(node);
    const [r, g, b, own = 1] = rgb(colour ?? style.color);
    const a = own * through(node);
    const ink = [r, g, b].map((v, at) => v * a + ground[at] * (1 - a));
    const [one, two] = [light(ink), light(ground)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5))
      bad.push(`${ratio.toFixed(2)} ${node.tagName}.${node.getAttribute('class') ?? ''} `
        + text.trim().slice(0, 24));
  };
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].filter((n) => n.nodeType === 3 && n.textContent.trim());
    if (own.length && !node.closest('noscript, style, script, option'))
      look(node, own[0].textContent, node.closest('svg') ? getComputedStyle(node).fill : undefined);
    if (node.placeholder && !node.value)
      look(node, node.placeholder, getComputedStyle(node, '::placeholder').color);
  }
  return [...new Set(bad)].slice(0, 12);
});

/** Lines of text that lie over each other, text beyond the window's edge where nothing scrolls, and
 * text that its own box cuts off without a title. */
export const crowded = (page) => page.evaluate(() => {
  const bad = [];
  /** What is fixed or sticky lies over the rest on purpose. */
  const layerOf = (node) => {
    for (let n = node; n; n = n.parentElement)
      if (['fixed', 'sticky'].includes(getComputedStyle(n).position)) return n;
    return document.body;
  };
  const cut = (node, box) => {
    let { left, right, top, bottom } = box;
    for (let n = node; n && n !== document.body; n = n.parentElement) {
      const style = getComputedStyle(n);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const frame = n.getBoundingClientRect();
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top, bottom };
  };
  const scrolls = (node) => {
    for (let n = node; n && n !== document.body; n = n.parentElement)
      if (n.scrollWidth > n.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(n).overflowX))
        return true;
    return Boolean(node.closest('revo-grid'));
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.textContent.trim() || node.closest('noscript, style, script, select, .hidden, .skip'))
      continue;
    if (!node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    const style = getComputedStyle(node);
    const isCut = ['hidden', 'clip'].includes(style.overflowX) && node.scrollWidth > node.clientWidth + 1;
    if (isCut && !node.closest('[title]'))
      bad.push(`cut off: ${node.tagName}.${node.className} ${text.textContent.trim().slice(0, 30)}`);
    const range = document.createRange();
    range.selectNodeContents(text);
    const layer = layerOf(node);
    for (const whole of range.getClientRects()) {
      const isOff = whole.left < -1 || whole.right > document.documentElement.clientWidth + 1;
      if (isOff && !scrolls(node))
        bad.push(`off the page: ${text.textContent.trim().slice(0, 30)}`);
      // The middle half of a line: what lines leave each other is often less than a font asks for.
      const quarter = whole.height / 4;
      const box = cut(node, { left: whole.left + 1, right: whole.right - 1,
        top: whole.top + quarter, bottom: whole.bottom - quarter });
      if (box.right - box.left > 1 && box.bottom - box.top > 1)
        lines.push({ ...box, text, said: text.textContent.trim().slice(0, 24), layer });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  for (const [at, one] of lines.entries())
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const two = lines[next];
      if (one.text === two.text || one.layer !== two.layer) continue;
      if (Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1)
        bad.push(`over each other: ${one.said} | ${two.said}`);
    }
  return [...new Set(bad)].slice(0, 12);
});

/** How far the page reaches beyond the window, and what does. */
export const sideways = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = [...document.querySelectorAll('main *, header *, nav *')].filter((node) => {
    if (node.getBoundingClientRect().right <= root.clientWidth + 1) return false;
    for (let n = node.parentElement; n; n = n.parentElement)
      if (getComputedStyle(n).overflowX !== 'visible') return false;
    return true;
  });
  return [`${root.scrollWidth} in ${root.clientWidth}`,
    ...out.slice(0, 5).map((node) => `${node.tagName}.${node.getAttribute('class') ?? ''}`)];
});
