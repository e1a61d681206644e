import type { JsonObject } from '@sluice/arm/protocol';
import {
  CATALOG_CHOICES,
  type CatalogChoice,
  type Choice,
  RETENTIONS,
  type Retention,
  type Settings,
  TARGET_LISTS,
  type TargetList,
} from './settings.ts';

/** Settings as they are being typed. */
export type Draft = {
  readonly catalog: Readonly<Record<CatalogChoice, Choice>>;
  /** Empty: for ever. */
  readonly retention: Readonly<Record<Retention, string>>;
  /** A host a line. */
  readonly webhooks: Readonly<Record<TargetList, string>>;
  readonly limits: Readonly<Record<string, string>>;
};

/** Where something typed cannot be meant: JSON pointers. */
export type Problems = ReadonlyMap<string, 'days' | 'limit'>;

export function toDraft({ catalog, retention, webhooks, limits }: Settings): Draft {
  return {
    catalog,
    retention: mapped(retention, days => (days === null ? '' : String(days))),
    webhooks: mapped(webhooks, hosts => hosts.join('\n')),
    limits: mapped(limits, limit => String(limit)),
  };
}

/**
 * What a draft changes, as a merge patch of the settings: only what is different; undefined when nothing is. With `problems` when something
 * typed is no number: then there is nothing to send.
 */
export function changesOf(
  draft: Draft,
  settings: Settings,
): { readonly patch: JsonObject | undefined; readonly problems: Problems } {
  const before = toDraft(settings);
  const problems = new Map<string, 'days' | 'limit'>();
  const catalog = CATALOG_CHOICES.filter(name => draft.catalog[name] !== before.catalog[name]).map(
    name => [name, draft.catalog[name]] as const,
  );
  const retention = RETENTIONS.filter(name => draft.retention[name].trim() !== before.retention[name]).map(
    name => {
      const text = draft.retention[name].trim();
      const days = text === '' ? null : readWhole(text);
      if (days === undefined) problems.set(`/properties/retention/${name}`, 'days');
      return [name, days ?? null] as const;
    },
  );
  const webhooks = TARGET_LISTS.map(name => [name, linesOf(draft.webhooks[name])] as const).filter(
    ([name, hosts]) => hosts.join('\n') !== before.webhooks[name],
  );
  const limits = Object.keys(before.limits)
    .filter(name => draft.limits[name]?.trim() !== before.limits[name])
    .map(name => {
      const limit = readWhole(draft.limits[name] ?? '');
      if (limit === undefined) problems.set(`/properties/limits/${name}`, 'limit');
      return [name, limit ?? 0] as const;
    });
  const groups = Object.entries({ catalog, retention, webhooks, limits }).filter(
    ([, changes]) => changes.length > 0,
  );
  if (groups.length === 0) return { patch: undefined, problems };
  const properties = Object.fromEntries(
    groups.map(([group, changes]) => [group, Object.fromEntries(changes)] as const),
  );
  return { patch: { properties }, problems };
}

/** Records that go sooner than they did: what is older goes for good. */
export function shortened(draft: Draft, { retention }: Settings): readonly Retention[] {
  return RETENTIONS.filter(name => {
    const days = readWhole(draft.retention[name]);
    return days !== undefined && days < (retention[name] ?? Number.POSITIVE_INFINITY);
  });
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** A whole number of digits alone; the server knows how large it may be. */
function readWhole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

function mapped<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  map: (value: From) => To,
): Readonly<Record<Name, To>> {
  const entries = Object.entries<From>(record).map(([name, value]) => [name, map(value)] as const);
  return Object.fromEntries(entries) as Record<Name, To>;
}
