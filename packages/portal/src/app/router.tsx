import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { lazyPart } from '../components/lazy-part.tsx';
import { parseSearch, stringifySearch } from '../lib/url-state.ts';
import { Frame } from './frame/frame.tsx';
import { PageFailed } from './frame/page-failed.tsx';
import { UnknownPage } from './frame/unknown-page.tsx';

type PageModule = () => Promise<{ readonly default: ComponentType }>;

/** Every page: its path below /portal, and where it is. Each is a file of its own to load. What a page is about stands in the query. */
const PAGES: Readonly<Record<string, PageModule>> = {
  '/': () => import('../features/home/pages/home-page.tsx'),
  '/search': () => import('../features/search/pages/search-page.tsx'),
  '/scope': () => import('../features/scopes/pages/scope-page.tsx'),
  '/models': () => import('../features/models/pages/catalog-page.tsx'),
  '/models/details': () => import('../features/models/pages/model-page.tsx'),
  '/deploy': () => import('../features/deployments/pages/deploy-page.tsx'),
  '/deployments': () => import('../features/deployments/pages/deployments-page.tsx'),
  '/deployments/details': () => import('../features/deployments/pages/deployment-page.tsx'),
  '/endpoints/details': () => import('../features/deployments/pages/endpoint-page.tsx'),
  '/policy': () => import('../features/compliance/pages/overview-page.tsx'),
  '/policy/compliance': () => import('../features/compliance/pages/compliance-page.tsx'),
  '/policy/compliance/assignment': () =>
    import('../features/compliance/pages/assignment-compliance-page.tsx'),
  '/policy/compliance/resource': () => import('../features/compliance/pages/resource-compliance-page.tsx'),
  '/policy/assignments': () => import('../features/assignments/pages/assignments-page.tsx'),
  '/policy/assignments/details': () => import('../features/assignments/pages/assignment-page.tsx'),
  '/policy/assign': () => import('../features/assignments/pages/assign-page.tsx'),
  '/policy/definitions': () => import('../features/definitions/pages/definitions-page.tsx'),
  '/policy/definitions/details': () => import('../features/definitions/pages/definition-page.tsx'),
  '/policy/definitions/edit': () => import('../features/definitions/pages/edit-definition-page.tsx'),
  '/policy/initiatives': () => import('../features/initiatives/pages/initiatives-page.tsx'),
  '/policy/initiatives/details': () => import('../features/initiatives/pages/initiative-page.tsx'),
  '/policy/initiatives/edit': () => import('../features/initiatives/pages/edit-initiative-page.tsx'),
  '/policy/exemptions': () => import('../features/exemptions/pages/exemptions-page.tsx'),
  '/policy/exemptions/details': () => import('../features/exemptions/pages/exemption-page.tsx'),
  '/policy/exemptions/edit': () => import('../features/exemptions/pages/edit-exemption-page.tsx'),
  '/policy/remediation': () => import('../features/remediation/pages/remediation-page.tsx'),
  '/policy/remediation/details': () => import('../features/remediation/pages/remediation-task-page.tsx'),
  '/audit/activity-log': () => import('../features/activity-log/pages/activity-log-page.tsx'),
  '/audit/events': () => import('../features/events/pages/events-page.tsx'),
  '/audit/decision': () => import('../features/decisions/pages/decision-page.tsx'),
  '/manage/access': () => import('../features/access/pages/access-page.tsx'),
  '/manage/settings': () => import('../features/settings/pages/settings-page.tsx'),
  '/manage/about': () => import('../features/about/pages/about-page.tsx'),
};

const root = createRootRoute({
  component: Frame,
  notFoundComponent: UnknownPage,
  errorComponent: PageFailed,
  validateSearch: (search: { readonly scope?: string }) => search,
  search: { middlewares: [retainSearchParams(['scope'])] },
});

const routes = Object.entries(PAGES).map(([path, load]) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyPart(async () => (await load()).default),
    errorComponent: PageFailed,
  }),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/portal',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
