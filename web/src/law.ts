// law.ts: documents speak Chinese, as the regulation does. For whoever reads English their titles,
// clauses' doubts and reasons are replaced by what the standard itself says in English; measures
// say theirs themselves: one Chinese word is several (pupils, teachers, persons).
// SPDX-License-Identifier: Apache-2.0
import { language } from './texts';

const english = new Map<string, string>();
const known = new Set<string>();

export function knows(standard: string): boolean {
  return known.has(standard);
}
export function learn(standard: string, words: Record<string, string>): void {
  known.add(standard);
  for (const [own, said] of Object.entries(words)) english.set(own, said);
}

/** Members that a standard words; names of schools, files and people are nobody's to translate. */
const worded = new Set(
  'title short_title measure label doubt note because grade_title'.split(' '),
);

/** A value of an attribute, such as a location. */
export const lawWord = (word: string): string => english.get(word) ?? word;

/** The same document in English, in place. A title keeps what it was, for blocks from workbooks. */
export function inEnglish(document: unknown): void {
  if (Array.isArray(document)) {
    document.forEach(inEnglish);
    return;
  }
  if (!document || typeof document !== 'object') return;
  const members = document as Record<string, unknown>;
  for (const [name, value] of Object.entries(members)) {
    if (name === 'measure' && typeof members.measure_en === 'string') {
      members.measure = members.measure_en;
      continue;
    }
    if (typeof value !== 'string') {
      inEnglish(value);
      continue;
    }
    const said = worded.has(name) ? english.get(value) : undefined;
    if (said === undefined) continue;
    members[name] = said;
    if (name === 'title') members.own_title = value;
  }
}

/** A standard as the list of them says it. */
export interface Known {
  key: string;
  title: string;
  english: string;
  judges: boolean;
  is_own: boolean;
  extends: string[];
  mistake: { where: string; message: string } | null;
}
export const titleOf = (one: Known): string =>
  (language.value === 'en' && one.english) || one.title || one.key;
