import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { listAt, numberAt, objectAt, textAt } from '../../../lib/json.ts';

export const RETENTIONS = ['activityLogDays', 'decisionDays', 'stateHistoryDays'] as const;
export type Retention = (typeof RETENTIONS)[number];

export const TARGET_LISTS = ['allowedHosts', 'allowedPrivateHosts'] as const;
export type TargetList = (typeof TARGET_LISTS)[number];

/** What happens to something that the catalog cannot tell. */
export type Choice = 'allow' | 'refuse';

export const CATALOG_CHOICES = ['unknownModels', 'unresolvedVersions'] as const;
export type CatalogChoice = (typeof CATALOG_CHOICES)[number];

/** The settings of the tenant. */
export type Settings = {
  readonly catalog: Readonly<Record<CatalogChoice, Choice>>;
  /** Days; null: for ever. */
  readonly retention: Readonly<Record<Retention, number | null>>;
  readonly webhooks: Readonly<Record<TargetList, readonly string[]>>;
  /** By name: later versions have others. */
  readonly limits: Readonly<Record<string, number>>;
};

export function readSettings(body: JsonValue | undefined): Settings {
  const properties = objectAt(body, 'properties');
  return {
    catalog: record(CATALOG_CHOICES, name => readChoice(objectAt(properties, 'catalog'), name)),
    retention: record(RETENTIONS, name => numberAt(objectAt(properties, 'retention'), name) ?? null),
    webhooks: record(TARGET_LISTS, name =>
      listAt(objectAt(properties, 'webhooks'), name).filter(each => typeof each === 'string'),
    ),
    limits: Object.fromEntries(
      Object.entries(objectAt(properties, 'limits')).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      ),
    ),
  };
}

function readChoice(catalog: JsonObject, name: CatalogChoice): Choice {
  return textAt(catalog, name) === 'allow' ? 'allow' : 'refuse';
}

/** One value for each name. */
function record<Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map(name => [name, of(name)])) as Record<Name, Value>;
}
