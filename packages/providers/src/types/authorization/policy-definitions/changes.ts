import type { PolicyDefinition, Resource, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
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

/** What a written or deleted definition changes. */
export function policyDefinitionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'policyDefinition', key, record: after ? toPolicyDefinition(after) : null }];
}
