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
