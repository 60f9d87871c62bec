// mapping.ts: the text of a mapping (docs/intake.md, "Mappings") as choices, a column a line. The
// text is the one thing kept: a choice rewrites its line and nothing else.
// SPDX-License-Identifier: Apache-2.0
export interface Target {
  title: string;
  own_title?: string; // as the mapping calls it, where the title is in English
  measure: string;
  is_figure: boolean;
  by_stage: boolean;
}
export interface Proposal {
  cell: string;
  header: string;
  state: 'sure' | 'open' | 'left';
  target: string | null;
  why: string;
  other: string | null;
  samples: string[];
}
/** What a column is now; an empty target: nothing of it is read. */
export interface Chosen {
  target: string;
  measure: string;
  stage: string;
  isOpen: boolean; // proposed, and confirmed by nobody
}
interface Line extends Chosen {
  name: string; // in quotes, or the column's letter
  tail: string; // the remark, with the cell
}

const word = '"[^"]*"|[^\\s#]+';
const columnLine = new RegExp(
  `^(# )?column (${word}) = (${word})((?: +(?:in|of) +(?:${word}))*)( +\\?)?\\s*(#.*)?$`,
);
const leftLine = /^# .*?\s(#\s*[A-Z]{1,3}\d+\b.*)$/;
const stageLine = /^(# )?stage (\S+?)( +\?)?(\s+#.*)?$/;
const bare = (text: string): string => text.replace(/^"(.*)"$/, '$1');
const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
const lettersOf = (cell: string): string => cell.replace(/\d+$/, '');

function partOf(text: string, of: 'in' | 'of'): string {
  return bare(new RegExp(`(?:^| )${of} +(${word})`).exec(text)?.[1] ?? '');
}
function readLine(text: string): Line | null {
  const found = columnLine.exec(text);
  if (!found) return null;
  const [, isOut, name = '', target = '', parts = '', open, tail = ''] = found;
  return {
    name,
    tail,
    target: isOut ? '' : bare(target),
    measure: partOf(parts, 'in'),
    stage: partOf(parts, 'of'),
    isOpen: !isOut && Boolean(open),
  };
}
/** The line that speaks of a column: by the cell in its remark, else by the column's name there. */
function lineAt(lines: string[], of: Proposal): number {
  const cell = new RegExp(`^#\\s*${of.cell}(?![0-9])`);
  const byCell = lines.findIndex((line) =>
    cell.test(readLine(line)?.tail ?? leftLine.exec(line)?.[1] ?? ''),
  );
  if (byCell >= 0) return byCell;
  return lines.findIndex((line) => {
    const name = readLine(line)?.name;
    return name !== undefined && (bare(name) === of.header || name === lettersOf(of.cell));
  });
}

export function chosenOf(text: string, of: Proposal): Chosen {
  const lines = text.split('\n');
  const found = readLine(lines[lineAt(lines, of)] ?? '');
  return found ?? { target: '', measure: '', stage: '', isOpen: false };
}
/** The text with one column decided; what is decided is no question any more. */
export function choose(text: string, of: Proposal, now: Omit<Chosen, 'isOpen'>): string {
  const lines = text.split('\n');
  const at = lineAt(lines, of);
  const was = readLine(lines[at] ?? '');
  const name = was?.name ?? lettersOf(of.cell);
  const tail = was?.tail ?? leftLine.exec(lines[at] ?? '')?.[1] ?? `# ${of.cell}`;
  const parts = [
    `column ${name} = ${quoted(now.target || was?.target || '-')}`,
    now.measure && `in ${quoted(now.measure)}`,
    now.stage && `of ${quoted(now.stage)}`,
  ].filter(Boolean);
  const line = `${now.target ? '' : '# '}${parts.join(' ')}  ${tail}`;
  if (at >= 0) lines[at] = line;
  else lines.push(line);
  return lines.join('\n');
}

/** The stage of all figures that say no other, where the text has one. */
export function stageOf(text: string): { stage: string; isOpen: boolean } | null {
  for (const line of text.split('\n')) {
    const found = stageLine.exec(line);
    if (found && !found[1]) return { stage: found[2]!, isOpen: Boolean(found[3]) };
  }
  return null;
}
export function chooseStage(text: string, stage: string): string {
  return text
    .split('\n')
    .map((line) => {
      const found = stageLine.exec(line);
      return found && !found[1] ? `stage ${stage}${found[4] ?? ''}` : line;
    })
    .join('\n');
}

/** How much is still a question. */
export const openIn = (text: string): number =>
  text.split('\n').filter((line) => readLine(line)?.isOpen).length +
  (stageOf(text)?.isOpen ? 1 : 0);
