// pages.ts: what the frame offers, in its order; each with the permission without which it is of no
// use. Whoever may not see a page is not offered it; the server decides all the same.
// SPDX-License-Identifier: Apache-2.0
import type { Key } from './texts';

export interface Page {
  name: string;
  title: Key;
  permission?: string;
  isCommon?: boolean; // of no one county
}

export const pages: { title: Key; pages: Page[] }[] = [
  {
    title: 'nav.see',
    pages: [
      { name: 'cockpit', title: 'nav.cockpit', permission: 'view' },
      { name: 'indicator', title: 'nav.indicator', permission: 'view' },
      { name: 'comparison', title: 'nav.comparison', permission: 'view' },
      { name: 'standard', title: 'nav.standard', permission: 'view' },
    ],
  },
  {
    title: 'nav.do',
    pages: [
      { name: 'quality', title: 'nav.quality', permission: 'view' },
      { name: 'edit', title: 'nav.edit', permission: 'change' },
      { name: 'papers', title: 'nav.papers', permission: 'view' },
    ],
  },
  {
    title: 'nav.run',
    pages: [
      { name: 'audit', title: 'nav.audit', permission: 'audit' },
      { name: 'me', title: 'nav.me', isCommon: true },
    ],
  },
];
