import { isObject } from '../json.ts';
import type { PolicyDefinition } from '../model/records.ts';
import type { ChangeProblem } from './change-problem.ts';

/**
 * What a new version of a definition may not do to its parameters: change a type ever; while it is assigned, take one away,
 * or add one without a default.
 * Source: Azure Policy documentation, "Definition structure, parameters".
 */
export function parameterChanges(
  before: PolicyDefinition,
  after: PolicyDefinition,
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
        `The parameter '${name}' cannot be removed from the policy definition '${after.name}' while it is assigned.`,
      );
  }
  for (const [key, { name, hasDefault }] of now) {
    if (assigned && !old.has(key) && !hasDefault)
      refuse(
        `The new parameter '${name}' needs a defaultValue, since the policy definition '${after.name}' is assigned.`,
      );
  }
  return problems;
}

type Declared = { readonly name: string; readonly type: string; readonly hasDefault: boolean };

function declared(definition: PolicyDefinition): ReadonlyMap<string, Declared> {
  const parameters = definition.document['parameters'];
  if (!isObject(parameters)) return new Map();
  return new Map(
    Object.entries(parameters).map(([name, value]) => {
      const type = isObject(value) && typeof value['type'] === 'string' ? value['type'].toLowerCase() : '';
      return [name.toLowerCase(), { name, type, hasDefault: isObject(value) && 'defaultValue' in value }];
    }),
  );
}
