import type { JsonObject } from '@sluice/language';
import { isObject } from '../json.ts';
import type { ChangeProblem } from './change-problem.ts';

/** What declares parameters: a definition or an initiative. */
type Declaring = { readonly id: string; readonly name: string; readonly parameters: JsonObject };

/**
 * What a new version of a definition (or an initiative: `kind`) may not do to its parameters: change a type ever; while it is assigned, take one away,
 * or add one without a default.
 * Source: Azure Policy documentation, "Definition structure, parameters".
 */
export function parameterChanges(
  before: Declaring,
  after: Declaring,
  kind: 'policy definition' | 'policy set definition',
  assigned: boolean,
): readonly ChangeProblem[] {
  const old = declared(before);
  const now = declared(after);
  const problems: ChangeProblem[] = [];
  const refuse = (message: string) =>
    problems.push({ code: 'InvalidPolicyParameters', message, target: after.id });
  for (const [key, { name, type }] of old) {
    const next = now.get(key);
    if (next && next.type !== type)
      refuse(
        `The type of the parameter '${name}' cannot change from '${type}' to '${next.type}' once it is saved.`,
      );
    if (!next && assigned)
      refuse(
        `The parameter '${name}' cannot be removed from the ${kind} '${after.name}' while it is assigned.`,
      );
  }
  for (const [key, { name, hasDefault }] of now) {
    if (assigned && !old.has(key) && !hasDefault)
      refuse(
        `The new parameter '${name}' needs a defaultValue, since the ${kind} '${after.name}' is assigned.`,
      );
  }
  return problems;
}

type Declared = { readonly name: string; readonly type: string; readonly hasDefault: boolean };

function declared({ parameters }: Declaring): ReadonlyMap<string, Declared> {
  return new Map(
    Object.entries(parameters).map(([name, value]) => {
      const type = isObject(value) && typeof value['type'] === 'string' ? value['type'].toLowerCase() : '';
      return [name.toLowerCase(), { name, type, hasDefault: isObject(value) && 'defaultValue' in value }];
    }),
  );
}
