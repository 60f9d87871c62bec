// api.ts: asks the server. Every mistake comes back as a Problem that says what, where, what next.
// SPDX-License-Identifier: Apache-2.0
import { inEnglish } from './law';
import { language, say } from './texts';

export interface ProblemDocument {
  type?: string;
  title?: string;
  detail?: string;
  where?: string;
  status?: number;
  fields?: Record<string, string>;
  current?: unknown;
  findings?: {
    severity?: string;
    zh?: string;
    en?: string;
    what?: string;
    next?: string;
    file?: string;
    sheet?: string;
    row?: number;
    column?: string;
  }[];
}

export class Problem extends Error {
  readonly status: number;
  readonly document: ProblemDocument;
  constructor(status: number, document: ProblemDocument) {
    super(document.title ?? say('problem.unknown', String(status)));
    this.status = status;
    this.document = document;
  }
}

const base = new URL('api/v1/', new URL('.', document.baseURI.split('#')[0])).href;

/** What is wrong with which field of a form: by its name. */
export function fieldsOf(error: Error | null): Record<string, string> {
  const document = error instanceof Problem ? error.document : {};
  return document.fields ?? (document.where ? { [document.where]: document.title ?? '' } : {});
}

type Word = string | number | boolean | undefined | null;
export interface Asking {
  query?: Record<string, Word | Word[]>;
  body?: unknown;
  form?: FormData;
  match?: string; // If-Match
  signal?: AbortSignal;
}

export function address(path: string, query?: Asking['query']): string {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '')
        url.searchParams.append(name, String(one));
  return url.href;
}

let onStranger: () => void = () => undefined;
/** Called when the server no longer knows who asks. */
export function whenStranger(act: () => void): void {
  onStranger = act;
}

async function problemOf(answer: Response): Promise<Problem> {
  const text = await answer.text();
  let document: ProblemDocument = {};
  try {
    document = JSON.parse(text) as ProblemDocument;
  } catch {
    document = { title: text.slice(0, 200) || undefined };
  }
  return new Problem(answer.status, document);
}

export async function ask<T>(method: string, path: string, asking: Asking = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': language.value };
  let body: BodyInit | undefined = asking.form;
  if (asking.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(asking.body);
  }
  if (asking.match) headers['If-Match'] = asking.match;
  let answer: Response;
  try {
    answer = await fetch(address(path, asking.query), {
      method,
      headers,
      body,
      signal: asking.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Problem(0, {
      title: say('problem.unreachable'),
      detail: say('problem.unreachable_next'),
    });
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (answer.status === 401 && path !== 'session') onStranger();
    throw problem;
  }
  if (answer.status === 204) return undefined as T;
  const told = (await answer.json()) as T;
  if (language.value === 'en') inEnglish(told);
  return told;
}

export const get = <T>(path: string, query?: Asking['query']): Promise<T> =>
  ask<T>('GET', path, { query });
