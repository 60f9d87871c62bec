// matrix.ts: which rows of the matrix are shown, and in which order. What is missing stands last in
// either direction; equal rows keep the order of the papers.
// SPDX-License-Identifier: Apache-2.0
import { computed, reactive, type ComputedRef } from 'vue';
import type { Assessment, Mark, Row, Stage } from '../documents';

export type Shown = 'all' | 'no' | 'unknown' | 'yes';

const rank: Record<string, number> = { no: 0, unknown: 1, yes: 2, does_not_apply: 3 };
const collator = new Intl.Collator('zh');

function keyOf(row: Row, by: string): number | string | null {
  if (by === 'name') return row.name;
  if (by === 'holds') return rank[row.holds] ?? 4;
  const text = by === 'pupils' ? row.pupils : row.indicators[by]?.value;
  return text === null || text === undefined ? null : Number(text);
}

function sorted(rows: Row[], by: string, isDown: boolean): Row[] {
  const keyed = rows.map((row, at) => ({ row, at, key: keyOf(row, by) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return a.key === b.key ? a.at - b.at : a.key === null ? 1 : -1;
    const way =
      typeof a.key === 'string' ? collator.compare(a.key, String(b.key)) : a.key - Number(b.key);
    return (isDown ? -way : way) || a.at - b.at;
  });
  return keyed.map((one) => one.row);
}

export function useMatrix(assessment: () => Assessment) {
  const view = reactive({
    stage: 'all' as Stage | 'all',
    shown: 'all' as Shown,
    search: '',
    town: '',
    only: { indicator: '', mark: '' as Mark | '' },
    by: '',
    isDown: false,
  });
  const stages = computed(() => [...new Set(assessment().rows.map((row) => row.stage))]);
  const towns = computed(() =>
    [
      ...new Set(
        assessment()
          .rows.map((row) => row.town ?? '')
          .filter(Boolean),
      ),
    ].sort(),
  );
  const staged = computed(() =>
    assessment().rows.filter((row) => view.stage === 'all' || row.stage === view.stage),
  );
  const rows: ComputedRef<Row[]> = computed(() => {
    const words = view.search.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = staged.value.filter((row) => {
      const text = `${row.name} ${row.code} ${row.town ?? ''}`.toLowerCase();
      return (
        (view.shown === 'all' || row.holds === view.shown) &&
        (!view.town || row.town === view.town) &&
        (!view.only.mark || row.indicators[view.only.indicator]?.mark === view.only.mark) &&
        words.every((word) => text.includes(word))
      );
    });
    return view.by ? sorted(found, view.by, view.isDown) : found;
  });
  /** How many of each mark an indicator has, in the stages that are shown. */
  const tally = computed(() =>
    Object.fromEntries(
      assessment().indicators.map(({ key }) => {
        const counts: Record<string, number> = {};
        for (const row of staged.value) {
          const mark = row.indicators[key]?.mark ?? 'noline';
          counts[mark] = (counts[mark] ?? 0) + 1;
        }
        return [key, counts];
      }),
    ),
  );
  function sortBy(by: string): void {
    if (view.by === by && view.isDown) view.by = '';
    else if (view.by === by) view.isDown = true;
    else Object.assign(view, { by, isDown: false });
  }
  function narrow(indicator: string, mark: Mark): void {
    const isSame = view.only.indicator === indicator && view.only.mark === mark;
    view.only = isSame ? { indicator: '', mark: '' } : { indicator, mark };
  }
  return { view, stages, towns, rows, tally, sortBy, narrow };
}
