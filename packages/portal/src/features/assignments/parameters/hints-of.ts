import { objectAt } from '../../../lib/json.ts';
import { membersOf } from '../../../lib/policy/members-of.ts';
import type { Definition } from '../../../lib/policy/use-definition.ts';
import { parameterIn } from '../../../lib/policy/values-of.ts';
import { type Hint, whatParametersName } from './what-parameters-name.ts';

/**
 * What the parameters of a definition name. Those of an initiative name what the parameters of its members do that they are handed on to.
 */
export function hintsOf(definition: Definition, members: readonly Definition[]): ReadonlyMap<string, Hint> {
  if (definition.kind === 'policy') return whatParametersName(objectAt(definition.properties, 'policyRule'));
  const hints = new Map<string, Hint>();
  for (const { definitionId, parameters } of membersOf(definition)) {
    const member = members.find(({ id }) => id.toLowerCase() === definitionId.toLowerCase());
    if (member === undefined) continue;
    const inside = whatParametersName(objectAt(member.properties, 'policyRule'));
    for (const [name, value] of Object.entries(parameters)) {
      const handed = typeof value === 'string' ? parameterIn(value)?.toLowerCase() : undefined;
      const hint = inside.get(name.toLowerCase());
      if (handed !== undefined && hint !== undefined && !hints.has(handed)) hints.set(handed, hint);
    }
  }
  return hints;
}
