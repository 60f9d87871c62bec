// changes.ts: what changed between two assessments, as docs/comparison-json.md has it, in words.
// SPDX-License-Identifier: Apache-2.0
import type { Claim, Mark, Stage } from './documents';
import { signOf } from './signs';
import { say, sayWord } from './texts';

export interface State {
  holds?: Claim;
  mark?: Mark;
  value?: string | null;
  why?: string;
  grade?: string;
  grade_title?: string;
  passes?: Claim;
  yes?: number;
  no?: number;
  unknown?: number;
}
export interface Change {
  kind: string;
  key: string;
  statement?: string;
  title: string;
  stage: Stage;
  unit?: string;
  name?: string;
  verdict_changed: boolean;
  before: State | null;
  after: State | null;
  causes: string[];
  figures: number[];
}

export const wordOf = (state: State | null): string =>
  state?.passes ?? state?.mark ?? state?.holds ?? '';

/** A state as its sign and number; a grade is what the verdict says of itself. */
export function tellState(state: State | null): string {
  if (!state) return say('compare.not_judged');
  if (state.grade) return `${signOf(state.passes)} ${state.grade_title ?? state.grade}`;
  const value = state.value ?? (state.value === null ? sayWord('why', state.why) : '');
  const counts =
    state.no !== undefined
      ? say('compare.counts', state.yes ?? 0, state.no, state.unknown ?? 0)
      : '';
  return [signOf(wordOf(state)), value, counts].filter(Boolean).join(' ');
}

/** What a change, or a row of several assessments side by side, is about. */
export function subjectOf(
  one: Pick<Change, 'kind' | 'key' | 'title' | 'stage' | 'name'>,
  shortTitle: (key: string) => string,
): string {
  const isOfOne = one.kind === 'limit' || one.kind === 'indicator';
  return [
    one.name,
    one.stage === 'whole' ? '' : sayWord('stage', one.stage),
    isOfOne ? shortTitle(one.key) : one.title,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The figure that a change opens to. */
export function figureOf(one: Change): string {
  if (one.kind === 'limit') return `${one.statement ?? ''} ${one.key} ${one.stage}`;
  if (one.kind === 'indicator') return `${one.key} ${one.unit ?? ''} ${one.stage}`;
  if (one.kind === 'rule' && one.unit) return one.unit;
  return one.kind === 'grade' ? 'verdict' : one.key;
}
