// block.ts: a block of cells as spreadsheets put it on the clipboard.
// SPDX-License-Identifier: Apache-2.0

/** Tabs, lines, quotes around either; the line that ends the block is no row of it. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const end = () => rows[rows.length - 1]!.push(cell);
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (isQuoted && letter === '"' && text[at + 1] === '"') cell += text[++at]!;
    else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (isQuoted || !/[\t\r\n]/.test(letter)) cell += letter;
    else if (letter !== '\r') {
      end();
      cell = '';
      if (letter === '\n') rows.push([]);
    }
  }
  end();
  const last = rows[rows.length - 1]!;
  if (last.length === 1 && last[0] === '') rows.pop();
  return rows;
}
