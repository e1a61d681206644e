import type { Resource } from '@sluice/engine/model';
import { objectAt, textAt } from '../../json-value.ts';
import { refuse } from '../../refuse.ts';

/** Throws when a definition or initiative is built in. Whether something still needs it, the engine tells. */
export function checkCustomToDelete({ name, body }: Pick<Resource, 'name' | 'body'>): void {
  if (textAt(objectAt(body, 'properties'), 'policyType') === 'Custom') return;
  throw refuse('BuiltInPolicyDefinitionCannotBeChanged', `'${name}' is built in and cannot be deleted.`);
}
