import { DEFAULT_LIMITS } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, objectAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { ownShape } from '../../../shape-parts.ts';
import { GOVERNANCE_VERSIONS } from '../versions.ts';
import { isTargetPattern, NO_TARGETS } from '../webhook-targets.ts';

/** What holds where nobody has chosen otherwise. */
export const SETTINGS_DEFAULTS = {
  catalog: {
    /** Whether a model that the catalog does not know may be judged by its id alone. */
    unknownModels: 'allow',
    /** What happens to a label or missing version that the catalog cannot resolve. */
    unresolvedVersions: 'refuse',
  },
  /** How many policy objects there may be, and how large. */
  limits: DEFAULT_LIMITS,
  /** Days after which records go; null: never. */
  retention: { activityLogDays: null, decisionDays: null, stateHistoryDays: null },
  /** Where events may be sent. */
  webhooks: NO_TARGETS,
} as const;

const LIMIT = { kind: 'integer', minimum: 0, maximum: 1_000_000 } as const;
/** A hundred years: more is never. */
const DAYS = { kind: 'integer', minimum: 1, maximum: 36_500 } as const;
const HOSTS = { kind: 'array', maxItems: 1_000, items: { kind: 'string', maxLength: 300 } } as const;
const ALLOW_OR_REFUSE = { kind: 'string', oneOf: ['allow', 'refuse'] } as const;

const SETTINGS_SHAPE = ownShape(
  {
    kind: 'object',
    unknown: 'refuse',
    properties: {
      catalog: {
        kind: 'object',
        unknown: 'refuse',
        properties: { unknownModels: ALLOW_OR_REFUSE, unresolvedVersions: ALLOW_OR_REFUSE },
      },
      limits: {
        kind: 'object',
        unknown: 'refuse',
        properties: Object.fromEntries(Object.keys(DEFAULT_LIMITS).map(name => [name, LIMIT])),
      },
      retention: {
        kind: 'object',
        unknown: 'refuse',
        properties: { activityLogDays: DAYS, decisionDays: DAYS, stateHistoryDays: DAYS },
      },
      webhooks: {
        kind: 'object',
        unknown: 'refuse',
        properties: { allowedHosts: HOSTS, allowedPrivateHosts: HOSTS },
      },
    },
  },
  { required: [] },
);

/** The settings of the tenant: one object called `default`. A PUT replaces all of them, a PATCH some. */
export const SETTINGS: ResourceType = {
  type: 'Sluice.Governance/settings',
  apiVersions: GOVERNANCE_VERSIONS,
  scopes: ['tenant'],
  verbs: ['get', 'put', 'patch', 'list'],
  shape: SETTINGS_SHAPE,
  tracked: false,
  judged: false,
  alwaysThere: true,
  namePattern: { test: /^default$/i, says: "there is one, 'default'" },
  complete: completeSettings,
  changesOf: settingsChanges,
};

function completeSettings(body: JsonObject): JsonObject {
  const given = objectAt(body, 'properties');
  return {
    properties: {
      catalog: { ...SETTINGS_DEFAULTS.catalog, ...objectAt(given, 'catalog') },
      limits: { ...SETTINGS_DEFAULTS.limits, ...objectAt(given, 'limits') },
      retention: { ...SETTINGS_DEFAULTS.retention, ...objectAt(given, 'retention') },
      webhooks: { ...SETTINGS_DEFAULTS.webhooks, ...checkedTargets(objectAt(given, 'webhooks')) },
    },
  };
}

function checkedTargets(webhooks: JsonObject): JsonObject {
  for (const list of Object.keys(NO_TARGETS)) {
    for (const [index, entry] of arrayAt(webhooks, list).entries()) {
      if (typeof entry === 'string' && isTargetPattern(entry)) continue;
      const pointer = `/properties/webhooks/${list}/${index}`;
      throw refuse(
        'InvalidSettings',
        `'${pointer}' must be a host name or address with an optional port, such as hooks.example.com, *.example.com:8443 or [2001:db8::1], found '${entry}'.`,
        pointer,
      );
    }
  }
  return webhooks;
}

function settingsChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'settings', key, record: after ? objectAt(after.body, 'properties') : null }];
}
