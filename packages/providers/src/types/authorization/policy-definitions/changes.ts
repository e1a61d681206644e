import type { FactTable, Snapshot } from '@sluice/engine';
import type { PolicyDefinition, Resource, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
import { withCurrent } from '../merge-versions.ts';
import { storedPolicyType } from '../policy-texts.ts';

/** A stored definition as the engine judges by it. */
export function toPolicyDefinition({ id, name, body }: Resource): PolicyDefinition {
  const document = objectAt(body, 'properties');
  const displayName = textAt(document, 'displayName');
  const category = textAt(objectAt(document, 'metadata'), 'category');
  return {
    id,
    name,
    policyType: storedPolicyType(document),
    mode: textAt(document, 'mode') ?? 'Indexed',
    version: textAt(document, 'version') ?? '1.0.0',
    document,
    ...(displayName === undefined ? {} : { displayName }),
    ...(category === undefined ? {} : { category }),
  };
}

/** What a written or deleted definition changes. Of a custom one the versions that are fixed stay. */
export function policyDefinitionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
  _?: FactTable,
  snapshot?: Snapshot,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  if (key === undefined) return [];
  if (after === undefined) return [{ kind: 'policyDefinition', key, record: null }];
  const current = toPolicyDefinition(after);
  const known = current.policyType === 'Custom' ? snapshot?.definitions.get(key) : undefined;
  return [{ kind: 'policyDefinition', key, record: withCurrent(known, current) }];
}
