import type { Page } from 'playwright-core';
import type { Person, PortalWorld } from '../tests/portal/harness.ts';

/** A picture of a page of the portal. */
export type Picture = {
  readonly name: string;
  /** Below `/portal`. */
  readonly path: string;
  /** Default: the owner. */
  readonly person?: Person;
  /** Brings the world about that is to be seen; may be called again. Gives what is added to the path. */
  before?(world: PortalWorld): Promise<string>;
  /** What the reader does before the picture is taken. */
  act?(page: Page): Promise<void>;
};

/** Every page once, and states of it that are worth a look. */
export const PICTURES: readonly Picture[] = [
  { name: 'home', path: '/' },
  { name: 'catalog', path: '/models' },
  { name: 'deployments', path: '/deployments' },
  { name: 'overview', path: '/policy' },
  { name: 'compliance', path: '/policy/compliance' },
  { name: 'assignments', path: '/policy/assignments' },
  { name: 'definitions', path: '/policy/definitions' },
  { name: 'initiatives', path: '/policy/initiatives' },
  { name: 'exemptions', path: '/policy/exemptions' },
  { name: 'remediation', path: '/policy/remediation' },
  { name: 'activity-log', path: '/audit/activity-log' },
  { name: 'events', path: '/audit/events' },
  { name: 'access', path: '/manage/access' },
  { name: 'settings', path: '/manage/settings' },
  { name: 'about', path: '/manage/about' },
];
