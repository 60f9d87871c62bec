// jobs.ts: long work on the server, followed by its events; by asking again where they do not come.
// SPDX-License-Identifier: Apache-2.0
import { address, ask, get, Problem, type ProblemDocument } from './api';

export interface Job<T = unknown> {
  job: string;
  kind?: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  what?: string;
  done?: number;
  total?: number;
  bound?: string;
  gap?: string;
  cost?: string;
  result?: T;
  problem?: ProblemDocument;
}

const isOver = (job: Job): boolean => ['done', 'failed', 'stopped'].includes(job.state);

/** Follows a job to its end; `tell` is called with every step. A failed job throws its Problem. */
export async function follow<T>(id: string, tell: (job: Job<T>) => void): Promise<Job<T>> {
  const path = `jobs/${encodeURIComponent(id)}`;
  const events = new EventSource(address(`${path}/events`));
  let nudge: () => void = () => undefined;
  events.addEventListener('progress', (event) => {
    try {
      tell({
        job: id,
        state: 'running',
        ...(JSON.parse((event as MessageEvent<string>).data) as object),
      });
    } catch {
      // A step that cannot be read is only a step: the next question tells where the work is.
    }
  });
  events.addEventListener('done', () => nudge());
  try {
    for (;;) {
      const job = await get<Job<T>>(path);
      tell(job);
      if (job.state === 'failed') throw new Problem(422, job.problem ?? {});
      if (isOver(job)) return job;
      await new Promise<void>((ready) => {
        nudge = ready;
        window.setTimeout(ready, 700);
      });
    }
  } finally {
    events.close();
  }
}

export const stop = (id: string): Promise<void> => ask('DELETE', `jobs/${encodeURIComponent(id)}`);
