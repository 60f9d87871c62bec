// form.ts: a school's form being filled in. What is typed and not saved outlives a reload and a
// log-out; where somebody else saved meanwhile, the cells both changed are shown, nothing is lost.
// SPDX-License-Identifier: Apache-2.0
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { ask, get, Problem } from './api';
import {
  cellKey,
  readCell,
  textOf,
  type FormCell,
  type FormCheck,
  type FormDocument,
} from './collect';

interface Typed {
  text: string;
  base: number | null; // what was saved when the typing began
}
export interface Clash {
  cell: FormCell;
  mine: string;
  theirs: string;
}

function restored(place: string): Record<string, Typed> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Record<string, Typed>;
  } catch {
    return {};
  }
}

export function useForm(path: string) {
  const place = `junheng.form ${path}`;
  const form = shallowRef<FormDocument | null>(null);
  const check = shallowRef<FormCheck | null>(null);
  const typed = reactive(restored(place));
  const clashes = shallowRef<Clash[]>([]);
  const merged = ref(0); // cells that somebody else saved meanwhile, taken over
  const isBusy = ref(false);
  const isChecking = ref(false);
  const fault = ref<Error | null>(null);
  const cells = computed(() => new Map(form.value?.cells.map((one) => [cellKey(one), one]) ?? []));
  const shownOf = (cell: FormCell): string => typed[cellKey(cell)]?.text ?? textOf(cell.value);
  const wrong = computed(() => {
    const found = new Map<string, string>();
    for (const [key, { text }] of Object.entries(typed)) {
      const said = cells.value.get(key) && readCell(cells.value.get(key)!, text).wrong;
      if (said) found.set(key, said);
    }
    return found;
  });
  const changes = computed(() =>
    Object.entries(typed).flatMap(([key, { text }]) => {
      const cell = cells.value.get(key);
      const read = cell && readCell(cell, text);
      if (!cell || !read || read.wrong || read.value === textOf(cell.value)) return [];
      if (read.value === null && cell.value === null) return [];
      return [{ element: cell.element, stage: cell.stage, value: read.value }];
    }),
  );
  const isChanged = computed(() => changes.value.length > 0 || wrong.value.size > 0);

  watch(typed, (now) => {
    try {
      sessionStorage.setItem(place, JSON.stringify(now));
    } catch {
      // Without storage what is typed lives as long as the page.
    }
  });

  function type(cell: FormCell, text: string): void {
    const key = cellKey(cell);
    if (text.trim() === textOf(cell.value)) delete typed[key];
    else typed[key] = { text, base: typed[key]?.base ?? cell.value };
  }
  function take(answer: FormDocument): void {
    form.value = answer;
    check.value = answer.check;
    for (const [key, { text }] of Object.entries(typed)) {
      const cell = answer.cells.find((one) => cellKey(one) === key);
      if (!cell || readCell(cell, text).value === (cell.value === null ? null : textOf(cell.value)))
        if (!cell || !readCell(cell, text).wrong) delete typed[key];
    }
  }
  async function load(): Promise<void> {
    try {
      take(await get<FormDocument>(path));
      fault.value = null;
    } catch (error) {
      fault.value = error as Error;
    }
  }

  // Checked as one types: half a second after the last key, the newest question only.
  let timer = 0;
  let asked: AbortController | null = null;
  watch(changes, (now, was) => {
    if (JSON.stringify(now) === JSON.stringify(was)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void recheck(), 450);
  });
  async function recheck(): Promise<void> {
    asked?.abort();
    if (!changes.value.length) {
      check.value = form.value?.check ?? null;
      isChecking.value = false;
      return;
    }
    const mine = (asked = new AbortController());
    isChecking.value = true;
    try {
      const answer = await ask<FormDocument>('POST', `${path}/check`, {
        body: { changes: changes.value },
        signal: mine.signal,
      });
      check.value = answer.check;
    } catch (error) {
      if ((error as Error).name !== 'AbortError') fault.value = error as Error;
    } finally {
      if (asked === mine) isChecking.value = false;
    }
  }

  /** Somebody saved meanwhile: what both changed is asked about, the rest is laid together. */
  async function meet(): Promise<boolean> {
    const newest = await get<FormDocument>(path);
    const before = new Map(form.value?.cells.map((one) => [cellKey(one), one.value]) ?? []);
    const found: Clash[] = [];
    merged.value = newest.cells.filter((one) => one.value !== before.get(cellKey(one))).length;
    for (const cell of newest.cells) {
      const mine = typed[cellKey(cell)];
      if (!mine) continue;
      const value = readCell(cell, mine.text).value;
      if (cell.value !== mine.base && value !== (cell.value === null ? null : textOf(cell.value)))
        found.push({ cell, mine: mine.text, theirs: textOf(cell.value) });
    }
    take(newest);
    clashes.value = found;
    return found.length === 0;
  }
  function settle(clash: Clash, isMine: boolean): void {
    const key = cellKey(clash.cell);
    if (isMine) typed[key] = { text: clash.mine, base: clash.cell.value };
    else delete typed[key];
    clashes.value = clashes.value.filter((one) => one !== clash);
  }

  /** A step of the form; false where it was not taken. */
  async function act(word: string, more: object = {}): Promise<boolean> {
    isBusy.value = true;
    fault.value = null;
    try {
      await step(word, more);
      return true;
    } catch (error) {
      const isBehind = error instanceof Problem && error.status === 409 && word === 'save';
      try {
        if (isBehind && (await meet()) && form.value?.form.may.includes('save')) {
          await step(word, more);
          return true;
        }
        if (!isBehind || clashes.value.length === 0) fault.value = error as Error;
      } catch (again) {
        fault.value = again as Error;
      }
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  async function step(word: string, more: object): Promise<void> {
    const body = { after: form.value!.form.after, ...more };
    take(
      await (word === 'save'
        ? ask<FormDocument>('PUT', path, { body: { ...body, changes: changes.value } })
        : ask<FormDocument>('POST', `${path}/${word}`, { body })),
    );
  }
  /** The form filled in as a workbook: what is typed here and not saved stays as it is. */
  async function bring(file: File): Promise<boolean> {
    const body = new FormData();
    body.append('file', file, file.name);
    isBusy.value = true;
    fault.value = null;
    try {
      const query = { after: form.value!.form.after };
      take(await ask<FormDocument>('POST', `${path}/workbook`, { form: body, query }));
      return true;
    } catch (error) {
      fault.value = error as Error;
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  async function save(): Promise<boolean> {
    return changes.value.length === 0 || act('save');
  }
  return {
    form,
    check,
    typed,
    cells,
    wrong,
    changes,
    isChanged,
    clashes,
    merged,
    isBusy,
    isChecking,
    fault,
    shownOf,
    type,
    load,
    act,
    bring,
    save,
    settle,
  };
}
