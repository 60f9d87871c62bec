// here.ts: the county and year of the page's address, and the assessment of it that pages share.
// SPDX-License-Identifier: Apache-2.0
import { computed, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import { get, type Asking } from './api';
import type { Assessment } from './documents';
import { language } from './texts';

export function useHere() {
  const route = useRoute();
  const county = computed(() => String(route.params.county ?? ''));
  const period = computed(() => String(route.params.period ?? ''));
  const question = computed(() => ({
    period: period.value,
    as_of: typeof route.query.as_of === 'string' ? route.query.as_of : undefined,
    standard: typeof route.query.standard === 'string' ? route.query.standard : undefined,
    frozen: typeof route.query.frozen === 'string' ? route.query.frozen : undefined,
  }));
  const below = (path: string): string => `counties/${encodeURIComponent(county.value)}/${path}`;
  const ask = <T>(path: string, more: Asking['query'] = {}): Promise<T> =>
    get<T>(below(path), { ...question.value, ...more });
  return { county, period, question, below, ask };
}

// Pages that follow each other ask for the same assessment: the last one is kept as long as the
// question is the same. A page that changed something calls `spoil`.
let kept: { question: string; answer: Promise<Assessment> } | null = null;
const spoilt = shallowRef(0);
export function spoil(): void {
  kept = null;
  spoilt.value++;
}

export function useAssessment() {
  const here = useHere();
  const assessment = shallowRef<Assessment | null>(null);
  const fault = shallowRef<Error | null>(null);
  async function load(): Promise<void> {
    // A county that is yet to come in by its workbooks is called `new`.
    if (!here.county.value || here.county.value === 'new') return;
    const question = JSON.stringify([here.county.value, here.question.value, language.value]);
    if (kept?.question !== question)
      kept = { question, answer: here.ask<Assessment>('assessment') };
    const asked = kept;
    try {
      const answer = await asked.answer;
      if (kept === asked || !kept) assessment.value = answer;
      fault.value = null;
    } catch (error) {
      if (kept === asked) kept = null;
      fault.value = error as Error;
      assessment.value = null;
    }
  }
  watch([here.county, here.question, spoilt], load, { immediate: true });
  const shortTitle = (key: string): string => {
    const found = assessment.value?.indicators.find((one) => one.key === key);
    return found?.short_title ?? found?.title ?? key;
  };
  const nameOf = (code: string): string =>
    assessment.value?.rows.find((row) => row.code === code)?.name ??
    assessment.value?.left_out.find((row) => row.code === code)?.name ??
    code;
  return { ...here, assessment, fault, load, shortTitle, nameOf };
}
