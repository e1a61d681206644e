import type { TypeTable } from '../snapshot/snapshot.ts';

/** Namespaces and types (with what is below them) that Azure Policy never looks at, and policy's own objects. */
const NEVER: readonly string[] = [
  'microsoft.billing',
  'microsoft.capacity/reservationorders',
  'microsoft.help',
  'microsoft.resources',
  'microsoft.authorization/policyassignments',
  'microsoft.authorization/policydefinitions',
  'microsoft.authorization/policyenrollments',
  'microsoft.authorization/policyexemptions',
  'microsoft.authorization/policysetdefinitions',
];

/** The exceptions below Microsoft.Resources: judged by mode All, never by Indexed. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'microsoft.resources/subscriptions',
  'microsoft.resources/subscriptions/resourcegroups',
]);

/** Whether policy looks at resources of this type (lower case) at all. A type that nobody describes is judged. */
export function isJudged(types: TypeTable, typeKey: string): boolean {
  const facts = types.get(typeKey);
  if (facts && !facts.judged) return false;
  if (CONTAINERS.has(typeKey)) return true;
  return !NEVER.some(prefix => typeKey === prefix || typeKey.startsWith(`${prefix}/`));
}

/** Whether mode Indexed sees the type: it carries tags and a location, and is no container. */
export function isIndexed(types: TypeTable, typeKey: string): boolean {
  return types.get(typeKey)?.tracked === true && !CONTAINERS.has(typeKey);
}
