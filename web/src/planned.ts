// planned.ts: a plan as docs/plan-json.md has it, and what the page makes of it for the eye.
// SPDX-License-Identifier: Apache-2.0
import type { Stage } from './documents';
import { sayWord } from './texts';

export type Figure = number | string;
export interface Place {
  code: string;
  name: string;
  stage: Stage;
}
export interface Measure {
  kind: string;
  school?: Place;
  from?: Place;
  to?: Place;
  element?: string;
  measure?: string;
  teachers?: string;
  becomes?: string;
  amount: Figure;
  cost_yuan: Figure;
}
interface OfLimit {
  indicator: string;
  stage: Stage;
}
export interface Planned {
  found: boolean;
  stopped?: boolean; // before it was searched to the end
  cost_yuan: Figure;
  bound_yuan: Figure;
  gap_percent: Figure;
  assessment: string;
  measures: Measure[];
  schools: {
    school: Place;
    at_floor?: string;
    values: { indicator: string; before: Figure; after: Figure }[];
  }[];
  dispersions: (OfLimit & { before: Figure; after: Figure; limit: Figure })[];
  prices: (OfLimit & { rule: 'line' | 'dispersion'; least_yuan: Figure; most_yuan: Figure })[];
  relief?: { school: Place; element: string; beyond: Figure }[];
  raised_limits?: (OfLimit & { limit: Figure })[];
  budget?: Budget;
}
/** What a sum of money does: docs/plan-json.md, `budget`. */
export interface Budget {
  money_yuan: Figure;
  suffices: boolean;
  left_yuan?: Figure; // below 0: lacking
  short_at_least_yuan?: Figure;
  pupils?: number;
  pupils_passing_today?: number;
  pupils_passing_within?: number;
  pupils_at_most?: number;
  spent_yuan?: Figure;
  schools?: { code: string; name: string; pupils: number; cost_yuan: Figure }[];
  measures?: Measure[];
}
export interface KeptPlan {
  plan: number | string;
  name?: string;
  stamp: string;
  author: string;
  cost_yuan: Figure;
  bound_yuan: Figure;
  gap_percent: Figure;
  found: boolean;
}
/** One line of `plan compare`. */
export interface Difference {
  about: 'total' | 'measure' | 'waiver' | 'coefficient' | 'cost';
  key: string;
  label: string;
  before: string;
  after: string;
  change_yuan?: Figure;
}
export interface PlanComparison {
  differences: Difference[];
  /* between these lies how much the least cost of the second is above that of the first */
  least_change_yuan?: Figure;
  most_change_yuan?: Figure;
}
export interface Cost {
  key: string;
  school?: string;
  stage?: Stage;
  value: Figure;
  unit?: string;
  certainty?: string;
  source: string;
  is_built_in: boolean;
}
export interface Costs {
  revision: number;
  author: string | null;
  stamp: string | null;
  costs: Cost[];
}
export const costKey = (one: Cost): string =>
  [one.key, one.school ?? '', one.stage ?? ''].join(' ').trim();

/** Groups of three; the digits are the server's. */
export function yuan(of: Figure): string {
  const [whole = '', part] = String(of).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') + (part ? `.${part}` : '');
}
/** What is proved to be the least, its digits behind the fen left off: so it is the least, too. */
export const atLeast = (of: Figure): string => yuan(String(of).replace(/(\.\d\d)\d+$/, '$1'));
/* A plan's values are not printed ones: decimals as in the papers, all of them on the title. */
export const inPlaces = (of: Figure, places: number): string =>
  typeof of === 'number' ? of.toFixed(places) : of;

export interface Share {
  place: Place;
  lines: Measure[];
  cost: number;
}
/** Who gets what, the dearest first. */
export function bySchool(measures: Measure[]): Share[] {
  const by = new Map<string, Share>();
  for (const one of measures) {
    const place = one.school ?? one.to ?? one.from!;
    const key = `${place.code} ${place.stage}`;
    const share = by.get(key) ?? { place, lines: [], cost: 0 };
    share.lines.push(one);
    share.cost += Number(one.cost_yuan);
    by.set(key, share);
  }
  return [...by.values()].sort((a, b) => b.cost - a.cost);
}
export const isMoved = (one: Planned['schools'][number]): boolean =>
  Boolean(one.at_floor) || one.values.some((of) => String(of.before) !== String(of.after));

/** What lies between two amounts, as the papers tell it (jh_money_range): from nothing "≤ 6.35";
 * near each other the roundest amount between them. */
export function rangeOf(least: number, most: number): string {
  if (least === most) return yuan(most);
  if (least === 0) return `≤ ${yuan(most)}`;
  if (most - least >= least / 200) return `${yuan(least)} – ${yuan(most)}`;
  let about = least;
  for (let power = 0.01; power <= most; power *= 10) {
    const up = Math.ceil(least / power) * power;
    if (up > most) break;
    about = Number(up.toFixed(2));
  }
  return `≈ ${yuan(about)}`;
}
/** What the limit of a coefficient costs: between what and what, as the plan proves it. */
export function limitPrice(plan: Planned, of: OfLimit): string {
  const price = plan.prices?.find(
    (one) => one.rule === 'dispersion' && one.indicator === of.indicator && one.stage === of.stage,
  );
  if (!price) return '';
  return rangeOf(Number(price.least_yuan), Number(price.most_yuan));
}
/** `cost.teaching_area`: the word before the point is a sentence, the one behind it a figure's. */
export function costTitle(one: Cost, titles: Map<string, string>): string {
  const [word = '', ...of] = one.key.split('.');
  const about = of.join('.');
  const told = sayWord('price', word);
  const subject = titles.get(about) ?? sayWord('price_of', about);
  return [told, subject].filter(Boolean).join(' · ');
}
