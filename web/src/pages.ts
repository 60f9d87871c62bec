// pages.ts: what the frame offers, in its order; each with the permission without which it is of no
// use. Whoever may not see a page is not offered it; the server decides all the same.
// SPDX-License-Identifier: Apache-2.0
import type { Key } from './texts';

export interface Page {
  name: string;
  title: Key;
  permission?: string;
  route?: string; // without which the page has nothing to show
  isCommon?: boolean; // of no one county
}

export const pages: { title: Key; pages: Page[] }[] = [
  {
    title: 'nav.see',
    pages: [
      { name: 'cockpit', title: 'nav.cockpit', permission: 'view' },
      { name: 'indicator', title: 'nav.indicator', permission: 'view' },
      { name: 'map', title: 'nav.map', permission: 'view', route: 'GET /counties/{county}/map' },
      { name: 'comparison', title: 'nav.comparison', permission: 'view' },
      { name: 'standard', title: 'nav.standard', permission: 'view' },
    ],
  },
  {
    title: 'nav.do',
    pages: [
      {
        name: 'collect',
        title: 'nav.collect',
        permission: 'view_school',
        route: 'GET /counties/{county}/cycles',
      },
      {
        name: 'import',
        title: 'nav.import',
        permission: 'change',
        route: 'POST /counties/{county}/imports',
      },
      { name: 'quality', title: 'nav.quality', permission: 'view' },
      {
        name: 'edit',
        title: 'nav.edit',
        permission: 'change',
        route: 'PATCH /counties/{county}/figures',
      },
      {
        name: 'sandbox',
        title: 'nav.sandbox',
        permission: 'view',
        route: 'POST /counties/{county}/sandbox',
      },
      {
        name: 'plan',
        title: 'nav.plan',
        permission: 'view',
        route: 'GET /counties/{county}/plans',
      },
      { name: 'papers', title: 'nav.papers', permission: 'view' },
    ],
  },
  {
    title: 'nav.run',
    pages: [
      { name: 'audit', title: 'nav.audit', permission: 'audit' },
      {
        name: 'accounts',
        title: 'nav.accounts',
        permission: 'see_accounts',
        route: 'GET /accounts',
        isCommon: true,
      },
      { name: 'deeds', title: 'nav.deeds', permission: 'audit', isCommon: true },
      { name: 'me', title: 'nav.me', isCommon: true },
    ],
  },
];
