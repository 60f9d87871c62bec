// session.ts: who asks, which county and year are open, and what the account may do.
// SPDX-License-Identifier: Apache-2.0
import { reactive, readonly } from 'vue';
import { ask, get, Problem } from './api';
import { knows, learn } from './law';
import { language, say } from './texts';

export interface Visitor {
  login: string;
  name?: string;
  role: string;
  permissions: string[];
  scope?: string;
}

export interface County {
  code: string;
  name: string;
  periods: string[];
  revision: number;
  standard: string;
}

const state = reactive({
  visitor: null as Visitor | null,
  counties: [] as County[],
  isAsked: false,
  routes: new Set<string>(), // "GET /counties/{county}/plans": what this server answers
});
export const session = readonly(state);

export const may = (permission: string): boolean =>
  state.visitor?.permissions?.includes(permission) ?? false;

export const offers = (route: string): boolean => state.routes.has(route);

/** The page of a county one lands on: a school has no view of it, but a form. */
export function home(): string {
  if (may('view')) return 'cockpit';
  return may('view_school') ? 'collect' : 'audit';
}

async function readRoutes(): Promise<void> {
  const document = await get<{ paths: Record<string, Record<string, unknown>> }>('openapi.json');
  state.routes = new Set(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    ),
  );
}

export async function findOut(): Promise<Visitor | null> {
  try {
    state.visitor = await get<Visitor>('session');
    if (!state.routes.size) await readRoutes();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    state.visitor = null;
  }
  state.isAsked = true;
  return state.visitor;
}

export async function logIn(login: string, password: string, code?: string): Promise<void> {
  state.visitor = await ask<Visitor>('POST', 'session', {
    body: { login, password, ...(code ? { code } : {}) },
  });
  if (!state.routes.size) await readRoutes();
}

export async function logOut(): Promise<void> {
  await ask('DELETE', 'session');
  forget();
}

export function forget(): void {
  state.visitor = null;
  state.counties = [];
}

export async function loadCounties(): Promise<readonly County[]> {
  const answer = await get<{ items: County[] }>('counties');
  state.counties = answer.items;
  await readLaw();
  return state.counties;
}

/** The English of the standards that the counties are judged by, and of one that was chosen, when
 * it is asked for. */
export async function readLaw(chosen?: unknown): Promise<void> {
  if (language.value !== 'en') return;
  const keys = state.counties.map((one) => one.standard);
  if (typeof chosen === 'string') keys.push(chosen);
  const wanted = new Set(keys.filter((one) => !knows(one)));
  for (const standard of wanted)
    try {
      const path = `standards/${encodeURIComponent(standard)}`;
      const { english } = await get<{ english: Record<string, string> }>(path);
      learn(standard, english);
    } catch {
      // Without it titles stay as the regulation has them.
    }
}

/** A scope in words: `*` is all; a county that is known is named, with its code. */
export function tellScope(scope: string | undefined): string {
  return (scope ?? '')
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      if (word === '*') return say('me.all');
      const known = state.counties.find((one) => one.code === word);
      return known ? `${known.name} ${word}` : word;
    })
    .join(say('shell.comma'));
}
