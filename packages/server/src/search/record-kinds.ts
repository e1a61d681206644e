import { parseResourceId } from '@sluice/arm/ids';
import { createWordIndex, type Searchable, toSearchable, type WordIndex } from '@sluice/arm/words';
import { isWithin, type Snapshot } from '@sluice/engine';
import type {
  PolicyAssignment,
  PolicyDefinition,
  PolicyExemption,
  PolicySetDefinition,
  ScopeRecord,
} from '@sluice/engine/model';
import { textAt } from '../json-value.ts';
import { readableKeys } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { KnownKind } from './known-kind.ts';
import type { SearchEntry, SearchKind } from './search-entry.ts';

/** Whether the caller may know of what has a key. */
type Sees = (key: string) => boolean;

type Facts<R> = {
  readonly kind: SearchKind;
  readonly type: string;
  records(snapshot: Snapshot): ReadonlyMap<string, R>;
  toEntry(record: R, key: string): Pick<SearchEntry, 'id' | 'name' | 'displayName' | 'scope' | 'searchable'>;
  /** False: another kind has the record. */
  isOf?(record: R): boolean;
  sees(snapshot: Snapshot, tenantId: string, caller: Caller, action: string): Sees;
};

/** Every kind of record that can be found. */
export const RECORD_KINDS: readonly KnownKind[] = [
  recordKind<PolicyDefinition>({
    kind: 'policyDefinition',
    type: 'Microsoft.Authorization/policyDefinitions',
    records: ({ definitions }) => definitions,
    toEntry: ({ id, name, displayName, category, document }) => ({
      ...placed(id, name, displayName),
      searchable: called(displayName ?? name, [name, category, textAt(document, 'description')]),
    }),
    sees: seesShipped,
  }),
  recordKind<PolicySetDefinition>({
    kind: 'policySetDefinition',
    type: 'Microsoft.Authorization/policySetDefinitions',
    records: ({ initiatives }) => initiatives,
    toEntry: ({ id, name, displayName, category }) => ({
      ...placed(id, name, displayName),
      searchable: called(displayName ?? name, [name, category]),
    }),
    sees: seesShipped,
  }),
  recordKind<PolicyAssignment>({
    kind: 'policyAssignment',
    type: 'Microsoft.Authorization/policyAssignments',
    records: ({ assignments }) => assignments,
    toEntry: ({ id, name, displayName }) => ({
      ...placed(id, name, displayName),
      searchable: called(displayName ?? name, [name]),
    }),
    sees: seesWithin,
  }),
  recordKind<PolicyExemption>({
    kind: 'policyExemption',
    type: 'Microsoft.Authorization/policyExemptions',
    records: ({ exemptions }) => exemptions,
    toEntry: ({ id, name, displayName, exemptionCategory }) => ({
      ...placed(id, name, displayName),
      searchable: called(displayName ?? name, [name, exemptionCategory]),
    }),
    sees: seesWithin,
  }),
  scopeKind('managementGroup', 'Microsoft.Management/managementGroups', seesWithin),
  scopeKind('subscription', 'Microsoft.Resources/subscriptions', seesWayThere),
  scopeKind('resourceGroup', 'Microsoft.Resources/subscriptions/resourceGroups', seesWithin),
];

function scopeKind(
  kind: 'managementGroup' | 'subscription' | 'resourceGroup',
  type: string,
  sees: Facts<ScopeRecord>['sees'],
): KnownKind {
  return recordKind<ScopeRecord>({
    kind,
    type,
    records: ({ scopes }) => scopes,
    isOf: record => record.kind === kind,
    toEntry: ({ id, name, displayName, parent }) => ({
      id,
      name,
      ...(displayName === undefined ? {} : { displayName }),
      ...(parent === undefined || parent === '' ? {} : { scope: parent }),
      searchable: called(displayName ?? name, [name]),
    }),
    sees,
  });
}

/**
 * The entries of a kind are made once for a state of its records, and of those again that have changed: a snapshot shares what did not
 * change with the one before.
 */
function recordKind<R extends object>({ kind, type, records, toEntry, isOf, sees }: Facts<R>): KnownKind {
  const made = new WeakMap<R, SearchEntry>();
  const lists = new WeakMap<ReadonlyMap<string, R>, WordIndex<SearchEntry>>();

  function entryOf(record: R, key: string): SearchEntry {
    const known = made.get(record);
    if (known !== undefined) return known;
    const entry = { kind, type, key, ...toEntry(record, key) };
    made.set(record, entry);
    return entry;
  }

  function listOf(all: ReadonlyMap<string, R>): WordIndex<SearchEntry> {
    const known = lists.get(all);
    if (known !== undefined) return known;
    const entries = [...all]
      .filter(([, record]) => isOf?.(record) ?? true)
      .map(([key, record]) => entryOf(record, key))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    const list = createWordIndex(entries, ({ searchable }) => searchable);
    lists.set(all, list);
    return list;
  }

  return {
    kind,
    list: snapshot => listOf(records(snapshot)),
    sees(snapshot, tenantId, caller) {
      const isSeen = sees(snapshot, tenantId, caller, `${type}/read`);
      return ({ key }) => isSeen(key);
    },
  };
}

function placed(
  id: string,
  name: string,
  displayName: string | undefined,
): Pick<SearchEntry, 'id' | 'name' | 'displayName' | 'scope'> {
  const scope = parseResourceId(id)?.scope.id ?? '';
  return {
    id,
    name,
    ...(displayName === undefined ? {} : { displayName }),
    ...(scope === '' ? {} : { scope }),
  };
}

function called(title: string, more: readonly (string | undefined)[]): Searchable {
  return toSearchable(
    title,
    more.flatMap(text => (text === undefined || text === '' ? [] : [text])),
  );
}

function seesWithin(snapshot: Snapshot, tenantId: string, caller: Caller, action: string): Sees {
  const keys = readableKeys(snapshot, tenantId, caller, action);
  return key => isWithin(keys, key);
}

/** What the house ships is the same for everybody who may read such things anywhere. */
function seesShipped(snapshot: Snapshot, tenantId: string, caller: Caller, action: string): Sees {
  const keys = readableKeys(snapshot, tenantId, caller, action);
  return key =>
    keys.length > 0 && (key.startsWith('/providers/microsoft.authorization/') || isWithin(keys, key));
}

/** Who may read something in a subscription finds the way there. */
function seesWayThere(snapshot: Snapshot, tenantId: string, caller: Caller, action: string): Sees {
  const keys = readableKeys(snapshot, tenantId, caller, action);
  return key => isWithin(keys, key) || keys.some(each => isWithin([key], each));
}
