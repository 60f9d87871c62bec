// draft.ts: figures changed on the page and not yet written, of one county and year. They outlive a
// reload and a log-out; the edit grid and the sandbox share them.
// SPDX-License-Identifier: Apache-2.0
import { computed, reactive, watch } from 'vue';
import type { Stage } from './documents';

export interface Drafted {
  unit: string;
  element: string;
  stage: Stage;
  value: string | null; // null: the figure is emptied
  before: string | null;
  name?: string;
  title?: string;
}

export const keyOf = (one: { unit: string; element: string; stage: string }): string =>
  `${one.unit} ${one.element} ${one.stage}`;

const drafts = new Map<string, Record<string, Drafted>>();

function restored(place: string): Record<string, Drafted> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Record<string, Drafted>;
  } catch {
    return {};
  }
}

export function useDraft(county: string, period: string) {
  const place = `junheng.draft ${county} ${period}`;
  let draft = drafts.get(place);
  if (!draft) {
    draft = reactive(restored(place));
    drafts.set(place, draft);
    watch(draft, (now) => {
      try {
        sessionStorage.setItem(place, JSON.stringify(now));
      } catch {
        // Without storage the draft lives as long as the page.
      }
    });
  }
  const changes = computed(() => Object.values(draft!));
  function put(one: Drafted): void {
    if (one.value === one.before) delete draft![keyOf(one)];
    else draft![keyOf(one)] = one;
  }
  function take(one: { unit: string; element: string; stage: string }): void {
    delete draft![keyOf(one)];
  }
  function clear(): void {
    for (const key of Object.keys(draft!)) delete draft![key];
  }
  return { draft: draft!, changes, put, take, clear };
}

/** What was typed or pasted as the server reads it; null for a blank, undefined if no number. */
export function readFigure(typed: unknown): string | null | undefined {
  const text = String(typed ?? '')
    .replace(/[\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\uff0e/g, '.')
    .replace(/[\s,\uff0c\u3000]/g, '');
  if (text === '') return null;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? text : undefined;
}
