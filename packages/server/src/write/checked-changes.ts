import { ApiError, ERROR_CODES } from '@sluice/arm/errors';
import { checkChanges, type Snapshot, type Warning } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { unmatchedActions } from '@sluice/providers/types';
import { checkCertificates } from './check-certificates.ts';

/**
 * Throws what the engine finds wrong with changes as the things around them are (parameters, scopes, what is in use): the first
 * problem, with all of them as details; wrong values of parameters each with the pointer to it; and for certificates that
 * nobody can sign in by. Gives what is allowed but likely not meant.
 */
export function checkedChanges(snapshot: Snapshot, changes: readonly SnapshotChange[]): readonly Warning[] {
  if (changes.length === 0) return [];
  checkCertificates(changes);
  const { problems, warnings } = checkChanges(snapshot, changes);
  const [first] = problems;
  if (first === undefined) return [...warnings, ...roleWarnings(changes)];
  const { code, message, target } = first;
  const isOne = problems.length === 1 && first.details === undefined;
  const details = isOne ? [] : problems.flatMap(problem => problem.details ?? [withoutDetails(problem)]);
  throw new ApiError(ERROR_CODES[code].status, {
    code,
    message,
    ...(target === undefined ? {} : { target }),
    ...(details.length === 0 ? {} : { details }),
  });
}

/** Built-in roles name what they name. */
function roleWarnings(changes: readonly SnapshotChange[]): readonly Warning[] {
  return changes.flatMap(change =>
    change.kind === 'roleDefinition' && change.record?.assignableScopes !== undefined
      ? unmatchedActions(change.record)
      : [],
  );
}

function withoutDetails({
  code,
  message,
  target,
}: {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}) {
  return { code, message, ...(target === undefined ? {} : { target }) };
}
