import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { API, arm } from '../arm.ts';
import { isObject, listAt, numberAt, objectAt, objectsAt, textAt } from '../json.ts';
import { readLink } from '../pages.ts';

/** What would be done to a policy object: written like this, or deleted. */
export type Change =
  | { readonly operation: 'put'; readonly resource: JsonObject }
  | { readonly operation: 'delete' };

export type Period = { readonly from: string; readonly to: string };

/** How a rule stands to a resource; undefined where it does not judge it. */
export type Standing = {
  readonly complianceState: string;
  readonly effect: string;
  readonly enforcementMode: string;
};

/** Why a rule says what it says: the assignment's message, what was seen, or why it could not be seen. */
export type Reason = {
  readonly message: string | undefined;
  readonly error: string | undefined;
  readonly expressions: readonly JsonValue[];
};

/** What becomes of one resource under one rule. */
export type PreviewRow = {
  readonly verdict: 'newlyNonCompliant' | 'newlyCompliant' | 'couldNotJudge';
  readonly resourceId: string;
  readonly resourceType: string;
  readonly assignmentId: string;
  readonly definitionId: string;
  readonly referenceId: string | undefined;
  readonly before: Standing | undefined;
  readonly after: Standing | undefined;
  readonly reason: Reason;
};

/** What would have become of a request of the past. */
export type ReplayRow = {
  readonly verdict: 'wouldBeRefused' | 'wouldBeLetThrough' | 'couldNotJudge';
  readonly decisionId: string;
  readonly at: string;
  readonly resourceId: string;
  /** Whether the change makes the difference; other policies may have changed since. */
  readonly isDueToChange: boolean;
  readonly violations: readonly { readonly assignmentId: string; readonly reason: Reason }[];
};

export type PreviewCounts = {
  readonly resources: number;
  readonly newlyNonCompliant: number;
  readonly newlyCompliant: number;
  readonly unchanged: number;
  readonly couldNotJudge: number;
  /** Resources that were looked at, and that no rule in question applies to. */
  readonly notConcerned: number;
};
export type ReplayCounts = {
  readonly requests: number;
  readonly wouldBeRefused: number;
  readonly wouldBeLetThrough: number;
  readonly couldNotJudge: number;
};

export type Warning = { readonly code: string; readonly message: string };

/** A page of what a change would mean. The counts are of all of it, on every page. */
export type PreviewPage = {
  readonly revision: number;
  /** Some of what the change can affect may not be read by who asks, and is left out. */
  readonly isNarrowed: boolean;
  readonly warnings: readonly Warning[];
  readonly counts: PreviewCounts;
  readonly replayCounts: ReplayCounts | undefined;
  readonly rows: readonly PreviewRow[];
  readonly replayed: readonly ReplayRow[];
  readonly next: string | undefined;
};

/** The first page of what a change would mean, or the page that a `next` names. Rejects as the write itself would. */
export async function getPreview(
  id: string,
  change: Change,
  {
    replay,
    top = 500,
    next,
  }: { readonly replay?: Period; readonly top?: number; readonly next?: string } = {},
): Promise<PreviewPage> {
  const content: JsonObject = { ...change, ...(replay === undefined ? {} : { replay: { ...replay } }) };
  const first = { path: `${id}/preview`, apiVersion: API.governance, query: { $top: String(top) } };
  const { path, apiVersion, query } = next === undefined ? first : readLink(next);
  const { body } = await arm().act(path, apiVersion, content, { query });
  return readPreview(body);
}

/** Whether a change would be taken, and what the server warns of: no existing resource is looked at. Rejects as the write itself would. */
export async function checkChange(id: string, change: Change): Promise<readonly Warning[]> {
  const { body } = await arm().act(`${id}/preview`, API.governance, { ...change, checkOnly: true });
  return readWarnings(body);
}

export function readPreview(body: JsonValue | undefined): PreviewPage {
  const counts = objectAt(body, 'counts');
  const replay = counts['replay'];
  const replayed = objectAt(body, 'replay');
  const next = textAt(body, 'nextLink');
  return {
    revision: numberAt(body, 'revision') ?? 0,
    isNarrowed: isObject(body) && body['narrowed'] === true,
    warnings: readWarnings(body),
    counts: {
      resources: numberAt(counts, 'resources') ?? 0,
      newlyNonCompliant: numberAt(counts, 'newlyNonCompliant') ?? 0,
      newlyCompliant: numberAt(counts, 'newlyCompliant') ?? 0,
      unchanged: numberAt(counts, 'unchanged') ?? 0,
      couldNotJudge: numberAt(counts, 'couldNotJudge') ?? 0,
      notConcerned: numberAt(counts, 'notConcerned') ?? 0,
    },
    replayCounts: isObject(replay)
      ? {
          requests: numberAt(replay, 'requests') ?? 0,
          wouldBeRefused: numberAt(replay, 'wouldBeRefused') ?? 0,
          wouldBeLetThrough: numberAt(replay, 'wouldBeLetThrough') ?? 0,
          couldNotJudge: numberAt(replay, 'couldNotJudge') ?? 0,
        }
      : undefined,
    rows: VERDICTS.flatMap(verdict => objectsAt(body, verdict).map(row => readRow(row, verdict))),
    replayed: REPLAY_VERDICTS.flatMap(verdict =>
      objectsAt(replayed, verdict).map(row => readReplayed(row, verdict)),
    ),
    next: next === '' ? undefined : next,
  };
}

/** What the server says is allowed but hardly meant, of a preview or of a write. */
export function readWarnings(body: JsonValue | undefined): readonly Warning[] {
  return objectsAt(body, 'warnings').map(each => ({
    code: textAt(each, 'code') ?? '',
    message: textAt(each, 'message') ?? '',
  }));
}

const VERDICTS = ['newlyNonCompliant', 'newlyCompliant', 'couldNotJudge'] as const;
const REPLAY_VERDICTS = ['wouldBeRefused', 'wouldBeLetThrough', 'couldNotJudge'] as const;

function readRow(row: JsonObject, verdict: PreviewRow['verdict']): PreviewRow {
  return {
    verdict,
    resourceId: textAt(row, 'resourceId') ?? '',
    resourceType: textAt(row, 'resourceType') ?? '',
    assignmentId: textAt(row, 'policyAssignmentId') ?? '',
    definitionId: textAt(row, 'policyDefinitionId') ?? '',
    referenceId: textAt(row, 'policyDefinitionReferenceId'),
    before: readStanding(row['before']),
    after: readStanding(row['after']),
    reason: readReason(row),
  };
}

function readReplayed(row: JsonObject, verdict: ReplayRow['verdict']): ReplayRow {
  return {
    verdict,
    decisionId: textAt(row, 'decisionId') ?? '',
    at: textAt(row, 'at') ?? '',
    resourceId: textAt(row, 'resourceId') ?? '',
    isDueToChange: row['isDueToChange'] === true,
    violations: objectsAt(row, 'violations').map(violation => ({
      assignmentId: textAt(violation, 'policyAssignmentId') ?? '',
      reason: readReason(violation),
    })),
  };
}

function readStanding(standing: JsonValue | undefined): Standing | undefined {
  if (!isObject(standing)) return undefined;
  return {
    complianceState: textAt(standing, 'complianceState') ?? '',
    effect: textAt(standing, 'effect') ?? '',
    enforcementMode: textAt(standing, 'enforcementMode') ?? '',
  };
}

function readReason(row: JsonObject): Reason {
  return {
    message: textAt(row, 'message'),
    error: textAt(objectAt(row, 'error'), 'message'),
    expressions: listAt(row, 'evaluatedExpressions'),
  };
}
