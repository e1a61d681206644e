import type { Resource, Snapshot } from '@sluice/engine';
import { refuse } from '../../../refuse.ts';

/** Throws when the definition is built in, or when an assignment still refers to it. */
export function checkPolicyDefinitionDelete(definition: Resource, snapshot: Snapshot): void {
  if (snapshot.definitions.get(definition.key)?.policyType !== 'Custom') {
    throw refuse(
      'BuiltInPolicyDefinitionCannotBeChanged',
      `'${definition.name}' is built in and cannot be deleted.`,
    );
  }
  const users = [...snapshot.assignments.values()].filter(
    ({ policyDefinitionId }) => policyDefinitionId.toLowerCase() === definition.key,
  );
  if (users.length === 0) return;
  const named = users.slice(0, 5).map(({ id }) => `'${id}'`);
  const more = users.length > named.length ? ` and ${users.length - named.length} more` : '';
  throw refuse(
    'PolicyDefinitionInUse',
    `'${definition.name}' is assigned by ${named.join(', ')}${more}; delete what assigns it first.`,
  );
}
