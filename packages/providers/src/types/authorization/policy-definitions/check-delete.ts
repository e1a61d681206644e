import type { Resource } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';

/** Throws when the definition is built in. Whether something still assigns it, the engine tells. */
export function checkPolicyDefinitionDelete({ name, body }: Resource): void {
  if (textAt(objectAt(body, 'properties'), 'policyType') === 'Custom') return;
  throw refuse('BuiltInPolicyDefinitionCannotBeChanged', `'${name}' is built in and cannot be deleted.`);
}
