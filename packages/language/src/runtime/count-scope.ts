import type { JsonValue } from '../values/json.ts';
import { follow, parsePath, selectAll, wildcardsOf } from './path.ts';
import { type CountScope, EvaluationError, type Run } from './run.ts';

/** True when a field name is the counted array or something inside its members. Both in lower case. */
export function isInside(key: string, name: string): boolean {
  if (!name.startsWith(key)) return false;
  return name.length === key.length || name[key.length] === '.' || name[key.length] === '[';
}

/** The innermost field count that a field name belongs to. */
export function boundScope(innermost: CountScope | undefined, name: string): CountScope | undefined {
  if (innermost === undefined) return undefined;
  const lower = name.toLowerCase();
  for (let scope: CountScope | undefined = innermost; scope !== undefined; scope = scope.outer) {
    if (scope.wildcards > 0 && isInside(scope.key, lower)) return scope;
  }
  return undefined;
}

/**
 * What `current(name)` gives: the member that the count of that name (or over that alias) is looking at, or what the
 * rest of the alias leads to in it. Without a name: of the innermost count. Throws outside a count.
 */
export function currentMember(run: Run, name?: string): JsonValue {
  if (run.count === undefined) {
    throw new EvaluationError(
      'current/outside-count',
      'current() means something only inside the where of a count.',
    );
  }
  if (name === undefined) return run.count.member;
  const lower = name.toLowerCase();
  for (let scope: CountScope | undefined = run.count; scope !== undefined; scope = scope.outer) {
    if (scope.key === lower) return scope.member;
    if (scope.wildcards > 0 && isInside(scope.key, lower)) return inMember(run, scope, name);
  }
  throw new EvaluationError(
    'current/unknown',
    `There is no count named '${name}' around current('${name}').`,
  );
}

function inMember(run: Run, scope: CountScope, name: string): JsonValue {
  const path = run.names.field(name).path(run.resource, run) ?? parsePath(name);
  if (path === undefined)
    throw new EvaluationError('current/unknown', `'${name}' is not a path into a counted array.`);
  if (wildcardsOf(path) > scope.wildcards) {
    return selectAll(scope.member, path, scope.wildcards).filter(value => value !== undefined);
  }
  return follow(scope.member, path.parts[scope.wildcards] ?? []) ?? null;
}
