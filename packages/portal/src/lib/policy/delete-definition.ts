import { API, arm } from '../arm.ts';
import { queryClient } from '../query-client.ts';
import { DEFINITION_KEY } from './use-definition.ts';
import { DEFINITIONS_KEY } from './use-definitions.ts';

/** Deletes a custom definition or initiative; answers the revision since which it is gone. */
export async function deleteDefinition(id: string): Promise<string | undefined> {
  const answer = await arm().delete(id, API.policy);
  forgetDefinitions();
  return answer.header('x-sluice-revision');
}

/** After a write: lists and details are read anew when somebody looks at them. */
export function forgetDefinitions(): void {
  for (const key of [DEFINITIONS_KEY, DEFINITION_KEY, 'usage', 'displayName'])
    void queryClient.invalidateQueries({ queryKey: [key] });
}
