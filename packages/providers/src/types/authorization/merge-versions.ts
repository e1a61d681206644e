import { compareVersions } from '@sluice/engine';

/** What a record of a definition or initiative must have to be merged with its versions. */
export type Versioned<T> = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly otherVersions?: readonly T[];
};

/**
 * The record of a definition or initiative that was written itself, with its versions. Where it has another version than before, the
 * one before stays beside it.
 */
export function withCurrent<T extends Versioned<T>>(before: T | undefined, current: T): T {
  if (before === undefined) return current;
  const fixed = before.otherVersions ?? [];
  return record(current, before.version === current.version ? fixed : beside(fixed, before));
}

/** The record after one of its versions was written: the newest is the current one. */
export function withVersion<T extends Versioned<T>>(before: T, version: T): T {
  const fixed = beside(before.otherVersions ?? [], version);
  if (compareVersions(version.version, before.version) <= 0) return record(before, fixed);
  return record({ ...version, id: before.id, name: before.name }, beside(fixed, before));
}

/** The record after one of its versions was deleted. */
export function withoutVersion<T extends Versioned<T>>(before: T, version: string): T {
  return record(
    before,
    (before.otherVersions ?? []).filter(each => each.version !== version),
  );
}

/** All of its versions, the newest first. */
export function versionsOf<T extends Versioned<T>>({ version, otherVersions = [] }: T): readonly string[] {
  const all = new Set([version, ...otherVersions.map(each => each.version)]);
  return [...all].sort((one, other) => compareVersions(other, one));
}

function beside<T extends Versioned<T>>(fixed: readonly T[], version: T): readonly T[] {
  return [...fixed.filter(each => each.version !== version.version), record(version, [])];
}

function record<T extends Versioned<T>>(version: T, fixed: readonly T[]): T {
  const { otherVersions: _, ...bare } = version;
  // What is taken away is optional, and comes back where there is any.
  return (fixed.length === 0 ? bare : { ...bare, otherVersions: fixed }) as T;
}
