import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
import { forgetDefinitions } from '../../../lib/policy/delete-definition.ts';

/** Writes a custom initiative; a new one is refused where there is one of its name already. Answers since which revision it is in force. */
export async function putInitiative(
  id: string,
  properties: JsonObject,
  isNew: boolean,
): Promise<string | undefined> {
  const answer = await arm().put(
    id,
    API.policy,
    { properties },
    isNew ? { headers: { 'if-none-match': '*' } } : {},
  );
  forgetDefinitions();
  return answer.header('x-sluice-revision');
}
