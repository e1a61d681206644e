import {
  Add20Regular,
  ClipboardTextLtr20Regular,
  type FluentIcon,
  PersonAdd20Regular,
  Rocket20Regular,
} from '@fluentui/react-icons';
import { matchWords, type Searchable, toSearchable, wordsOf } from '@sluice/arm/words';
import { search as words } from '#strings/search';
import type { Place } from '../../lib/page-of.ts';
import { NAV } from '../nav-items.ts';

/** Somewhere in the portal that a search leads to. */
export type Destination = {
  readonly label: string;
  /** What it belongs to. */
  readonly detail: string;
  readonly icon: FluentIcon;
  readonly place: Place;
  /** What one must be allowed to do for it to be of use. */
  readonly action?: string;
  readonly searchable: Searchable;
};

const AUTHORIZATION = 'Microsoft.Authorization';
const DEPLOYMENTS = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';

/** Every page of the navigation. */
export const PAGES: readonly Destination[] = NAV.flatMap(({ title, items }) =>
  items.map(({ to, label, icon }) => {
    const name = words.pages[to] ?? label;
    return {
      label: name,
      detail: name === label ? (title ?? '') : label,
      icon,
      place: { to, search: {} },
      searchable: toSearchable(name, [label, title ?? '', words.keywords[to] ?? '']),
    };
  }),
);

/** What can be begun from anywhere. */
export const ACTIONS: readonly Destination[] = [
  act('assign', ClipboardTextLtr20Regular, '/policy/assign', `${AUTHORIZATION}/policyAssignments/write`),
  act('definition', Add20Regular, '/policy/definitions/edit', `${AUTHORIZATION}/policyDefinitions/write`),
  act('initiative', Add20Regular, '/policy/initiatives/edit', `${AUTHORIZATION}/policySetDefinitions/write`),
  act('exemption', Add20Regular, '/policy/exemptions/edit', `${AUTHORIZATION}/policyExemptions/write`),
  act('deploy', Rocket20Regular, '/deploy', `${DEPLOYMENTS}/write`),
  act('role', PersonAdd20Regular, '/manage/access', `${AUTHORIZATION}/roleAssignments/write`, {
    dialog: 'assign',
  }),
  act('webhook', Add20Regular, '/manage/settings', 'Sluice.Governance/webhooks/write', {
    tab: 'webhooks',
    dialog: 'create',
  }),
];

function act(
  name: keyof typeof words.actions,
  icon: FluentIcon,
  to: string,
  action: string,
  search: Place['search'] = {},
): Destination {
  const label = words.actions[name];
  return { label, detail: '', icon, place: { to, search }, action, searchable: toSearchable(label) };
}

/** Those that have every word of a text, best first; all of them, in their order, for a text without words. */
export function findDestinations(text: string, all: readonly Destination[]): readonly Destination[] {
  const asked = wordsOf(text);
  if (asked.length === 0) return all;
  return all
    .map(destination => ({ destination, match: matchWords(asked, destination.searchable) }))
    .filter(({ match }) => match.words === asked.length)
    .sort((one, other) => other.match.score - one.match.score)
    .map(({ destination }) => destination);
}
