// router.ts: the addresses of the pages. What concerns a county begins with /c/COUNTY/YEAR.
// SPDX-License-Identifier: Apache-2.0
import { createRouter, createWebHashHistory } from 'vue-router';
import Cockpit from './pages/Cockpit.vue';
import Login from './pages/Login.vue';
import { whenStranger } from './api';
import { findOut, forget, loadCounties, may, readLaw, session } from './session';

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    { path: '/', name: 'start', component: () => import('./pages/Start.vue') },
    {
      path: '/me',
      name: 'me',
      component: () => import('./pages/Me.vue'),
      meta: { isKept: true },
    },
    {
      path: '/accounts',
      name: 'accounts',
      component: () => import('./pages/Accounts.vue'),
      meta: { isKept: true },
    },
    { path: '/deeds', name: 'deeds', component: () => import('./pages/Deeds.vue') },
    { path: '/login', name: 'login', component: Login, meta: { open: true, isKept: true } },
    {
      path: '/setup/:token',
      name: 'setup',
      component: () => import('./pages/Begin.vue'),
      props: { kind: 'setup' },
      meta: { open: true, isKept: true },
    },
    {
      path: '/invitation/:token',
      name: 'invitation',
      component: () => import('./pages/Begin.vue'),
      props: { kind: 'invitation' },
      meta: { open: true, isKept: true },
    },
    {
      path: '/c/:county/:period/indicator/:key?',
      name: 'indicator',
      component: () => import('./pages/Indicator.vue'),
    },
    {
      path: '/c/:county/:period/collect/:cycle?',
      name: 'collect',
      component: () => import('./pages/Collect.vue'),
    },
    {
      path: '/c/:county/:period/collect/:cycle/:code',
      name: 'form',
      component: () => import('./pages/Form.vue'),
    },
    ...[
      ['comparison', () => import('./pages/Comparison.vue')] as const,
      ['quality', () => import('./pages/Quality.vue')] as const,
      ['standard', () => import('./pages/Standard.vue')] as const,
      ['map', () => import('./pages/Map.vue')] as const,
      ['import', () => import('./pages/Import.vue')] as const,
      ['edit', () => import('./pages/Edit.vue')] as const,
      ['sandbox', () => import('./pages/Sandbox.vue')] as const,
      ['plan', () => import('./pages/Plan.vue')] as const,
      ['papers', () => import('./pages/Papers.vue')] as const,
      ['audit', () => import('./pages/Audit.vue')] as const,
    ].map(([name, component]) => ({
      path: `/c/:county/:period/${name}`,
      name,
      component,
      meta: { isKept: name === 'import' },
    })),
    { path: '/c/:county/:period/cockpit', name: 'cockpit', component: Cockpit },
    {
      path: '/c/:county/:period/schools/:code',
      name: 'school',
      component: () => import('./pages/School.vue'),
    },
  ],
});

whenStranger(() => {
  forget();
  const now = router.currentRoute.value;
  if (!now.meta.open) void router.push({ name: 'login', query: { to: now.fullPath } });
});

router.beforeEach(async (to, from) => {
  if (to.meta.open) return true;
  if (!session.visitor) await findOut();
  if (!session.visitor) return { name: 'login', query: { to: to.fullPath } };
  const hasCounty = may('view_school') || may('audit');
  if (hasCounty && session.counties.length === 0) await loadCounties();
  // A standard that was chosen stays with its county, until another one is (or none: null).
  const { standard } = from.query;
  const isSame = to.params.county && to.params.county === from.params.county;
  if (isSame && typeof standard === 'string' && to.query.standard === undefined)
    return { ...to, query: { ...to.query, standard } };
  await readLaw(to.query.standard);
  return true;
});
