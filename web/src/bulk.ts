// bulk.ts: one step taken on many forms, one after the other. Each is refused or done by itself:
// what somebody else moved meanwhile is told, and the others go on.
// SPDX-License-Identifier: Apache-2.0
import { reactive } from 'vue';
import { ask } from './api';
import type { FormAt } from './collect';

export interface Bulk {
  act: string;
  total: number;
  done: number;
  refused: { name: string; why: string }[];
  isOver: boolean;
  isStopped: boolean;
}

export async function takeAll(
  bulk: Bulk,
  forms: FormAt[],
  pathOf: (form: FormAt) => string,
  words: Record<string, string | undefined>,
): Promise<void> {
  for (const form of forms) {
    if (bulk.isStopped) break;
    try {
      await ask('POST', `${pathOf(form)}/${bulk.act}`, {
        query: { brief: 1 },
        body: { after: form.after, ...words },
      });
      bulk.done++;
    } catch (error) {
      bulk.refused.push({ name: form.name, why: (error as Error).message });
    }
  }
  bulk.isOver = true;
}
export const beginBulk = (act: string, total: number): Bulk =>
  reactive({ act, total, done: 0, refused: [], isOver: false, isStopped: false });
