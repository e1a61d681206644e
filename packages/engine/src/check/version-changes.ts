import { resolveVersion } from '../snapshot/resolve-version.ts';
import type { ChangeProblem } from './change-problem.ts';
import type { Pin } from './version-pins.ts';

type Versioned<T> = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly otherVersions?: readonly T[];
};

/**
 * What a write does to versions that it must not: give one that is fixed another content, or take away one that is asked for.
 *
 * A version is fixed once it is a resource of its own, or there is another one beside it, or somebody asks for it; until then the only
 * version of a definition changes in place (ADR 13). `contentOf` is what judges: texts may always change.
 */
export function versionProblems<T extends Versioned<T>>(
  before: T,
  after: T,
  pins: readonly Pin[],
  contentOf: (record: T) => string,
): readonly ChangeProblem[] {
  const target = after.id;
  const now = [after, ...(after.otherVersions ?? [])];
  for (const old of [before, ...(before.otherVersions ?? [])]) {
    const changed = now.find(each => each.version === old.version && contentOf(each) !== contentOf(old));
    if (changed === undefined || !isFixed(before, after, old, pins)) continue;
    const message =
      `The version '${old.version}' of '${before.name}' is fixed, since it is pinned or not the only one; its rule, mode, ` +
      'parameters and members do not change. Give the new content another version.';
    return [{ code: 'PolicyDefinitionVersionExists', message, target }];
  }
  const lost = pins.find(
    ({ pattern }) =>
      pattern !== undefined &&
      resolveVersion(before, pattern) !== undefined &&
      resolveVersion(after, pattern) === undefined,
  );
  if (lost === undefined) return [];
  const message = `'${lost.by}' asks for the version '${lost.pattern}' of '${before.name}', which there would be no more.`;
  return [{ code: 'PolicyDefinitionVersionInUse', message, target }];
}

function isFixed<T extends Versioned<T>>(before: T, after: T, old: T, pins: readonly Pin[]): boolean {
  if ((before.otherVersions ?? []).length > 0) return true;
  if ((after.otherVersions ?? []).some(({ version }) => version === old.version)) return true;
  return pins.some(
    ({ pattern }) => pattern !== undefined && resolveVersion(before, pattern)?.version === old.version,
  );
}
