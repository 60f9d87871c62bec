// collect.ts: a county's collections and the forms of its schools, as docs/api.md describes them.
// SPDX-License-Identifier: Apache-2.0
import type { Stage } from './documents';
import { readFigure } from './draft';
import { say } from './texts';
import { noTyped, unitTyped, yesTyped } from './texts/typed';

export const states = ['empty', 'draft', 'submitted', 'returned', 'accepted', 'excused'] as const;
export type FormState = (typeof states)[number];

export interface Cycle {
  cycle: number;
  period: string;
  title: string;
  opens: string;
  due: string;
  closed: boolean;
  author: string;
  stamp: string;
}
export interface FormAt {
  unit: string;
  name: string;
  kind: string;
  town: string;
  state: FormState;
  due: string;
  late: boolean;
  was_late: boolean;
  submissions: number;
  returns: number;
  after: number;
  may: string[];
  check?: { hard: number; soft: number }; // of a form that waits to be accepted, where asked for
}
export interface Overview extends Cycle {
  items: FormAt[];
  tally: { forms: number; late: number } & Record<FormState, number>;
}
export interface FormCell {
  element: string;
  stage: Stage;
  title: string;
  own_title?: string; // as a workbook has it, where the title is in English
  measure: string;
  required: boolean;
  whole: boolean;
  yes_no: boolean;
  may_be_negative: boolean;
  value: number | null;
  before: number | null;
  counts: number | null;
  returned?: string;
}
export interface FormFinding {
  severity: string;
  what: string;
  next: string;
  element: string;
  stage: Stage;
  figures: { element: string; stage: Stage }[];
}
export interface FormCheck {
  hard: number;
  soft: number;
  findings: FormFinding[];
}
export interface FormStep {
  step: number;
  act: string;
  party: string;
  day: string;
  until: string | null;
  author: string;
  reason: string;
  approver: string;
  stamp: string;
}
export interface FormDocument extends Cycle {
  form: FormAt;
  cells: FormCell[];
  steps: FormStep[];
  check: FormCheck;
}

export const cellKey = (one: { element: string; stage: string }): string =>
  `${one.element} ${one.stage}`;
export const textOf = (value: number | null): string => (value === null ? '' : String(value));

/** What was typed as the server reads it; a sentence where it cannot be. */
export function readCell(cell: FormCell, typed: string): { value: string | null; wrong?: string } {
  const text = typed.trim();
  const word = yesTyped.test(text) ? '1' : noTyped.test(text) ? '0' : text;
  const value = readFigure(cell.yes_no ? word : text);
  if (value === undefined) return { value: null, wrong: say('form.no_number') };
  if (value === null) return { value };
  if (cell.yes_no && value !== '0' && value !== '1') return { value, wrong: say('form.yes_or_no') };
  if (value.startsWith('-') && !cell.may_be_negative)
    return { value, wrong: say('form.below_zero') };
  if (cell.whole && /\.\d*[1-9]/.test(value)) return { value, wrong: say('form.not_whole') };
  return { value };
}

/** The cells as rows: a table of what each stage is asked, and one of what the whole school is. */
export interface FormRow {
  element: string;
  title: string;
  own_title?: string;
  measure: string;
  cells: (FormCell | undefined)[]; // one a column
}
export interface FormTable {
  stages: Stage[];
  rows: FormRow[];
}
export function tablesOf(cells: FormCell[]): FormTable[] {
  const tableOf = (mine: FormCell[]): FormTable => {
    const stages = [...new Set(mine.map((one) => one.stage))];
    const elements = [...new Set(mine.map((one) => one.element))];
    const at = new Map(mine.map((one) => [cellKey(one), one]));
    const rows = elements.map((element) => {
      const found = stages.map((stage) => at.get(cellKey({ element, stage })));
      const { title, own_title, measure } = found.find(Boolean)!;
      return { element, title, own_title, measure, cells: found };
    });
    return { stages, rows };
  };
  return [
    tableOf(cells.filter((one) => one.stage !== 'whole')),
    tableOf(cells.filter((one) => one.stage === 'whole')),
  ].filter((table) => table.rows.length > 0);
}

/* ---- blocks of cells ---- */

/** Titles are compared without blanks, units in brackets and the width of letters. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(unitTyped, '')
    .replace(/[\s*:]/g, '')
    .toLowerCase();

export interface Placed {
  cell: FormCell;
  text: string;
}
/** Where a block belongs: by the titles in it where it has some, else down and right of a place. */
export function placeBlock(
  block: string[][],
  tables: FormTable[],
  from: { table: number; row: number; column: number },
): { placed: Placed[]; left: number } {
  const byTitle = new Map(
    tables.flatMap((table, at) =>
      table.rows.flatMap((row) =>
        [row.title, row.own_title ?? row.title].map(
          (title) => [plain(title), { row, first: at === from.table ? from.column : 0 }] as const,
        ),
      ),
    ),
  );
  const titleAt = (line: string[]) => line.findIndex((text) => byTitle.has(plain(text)));
  const named = block.filter((line) => titleAt(line) >= 0).length;
  const placed: Placed[] = [];
  let left = 0;
  const put = (row: FormRow | undefined, texts: string[], column: number) =>
    texts.forEach((text, at) => {
      const cell = row?.cells[column + at];
      if (cell) placed.push({ cell, text });
      else if (text.trim() !== '') left++;
    });
  const rows = tables[from.table]?.rows ?? [];
  if (named * 2 >= block.length && named > 0)
    for (const line of block) {
      const at = titleAt(line);
      const found = byTitle.get(plain(line[at] ?? ''));
      if (!found) {
        left++;
        continue;
      }
      // The unit may stand between the title and the figures.
      const rest = line.slice(at + 1);
      const room = found.row.cells.length - found.first;
      const hasUnit = rest.length > room && plain(rest[0] ?? '') === plain(found.row.measure);
      put(found.row, rest.slice(hasUnit ? 1 : 0).slice(0, room), found.first);
    }
  else block.forEach((line, at) => put(rows[from.row + at], line, from.column));
  return { placed, left };
}
