// signs.ts: the sign beside every colour, as docs/report.md has them.
// SPDX-License-Identifier: Apache-2.0
const signs: Record<string, string> = {
  met: '●',
  floor: '◐',
  below: '○',
  noline: '·',
  yes: '✓',
  no: '×',
  unknown: '?',
  does_not_apply: '–',
};
export const signOf = (word: string | undefined | null): string => signs[word ?? ''] ?? '';

/** G41: an address as spreadsheets write it. Row and column count from 1. */
export function addressOf(row: number, column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/** Row and column (from 1) of an address such as G41. */
export function cellOf(address: string): { row: number; column: number } | null {
  const found = /^([A-Z]+)(\d+)$/.exec(address);
  if (!found) return null;
  let column = 0;
  for (const letter of found[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(found[2]), column };
}

/** A moment as the reader's clock shows it; from seconds since 1970 or a text in UTC. */
export function momentOf(when: string | number | undefined | null): string {
  if (when === undefined || when === null || when === '') return '';
  const isSeconds = /^\d+$/.test(String(when));
  const date = new Date(isSeconds ? Number(when) * 1000 : String(when));
  if (Number.isNaN(date.getTime())) return String(when);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Puts a text on the clipboard. Without TLS a browser lends its clipboard to no script: the old
 * way works everywhere. */
export function copied(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}
