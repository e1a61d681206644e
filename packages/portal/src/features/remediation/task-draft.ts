import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';

/** A task that is being written, as its form holds it. */
export type TaskDraft = {
  readonly name: string;
  /** A resource id. */
  readonly scope: string;
  readonly locations: readonly string[];
  /** Ids, one a line. */
  readonly resources: string;
  readonly reEvaluates: boolean;
  readonly resourceCount: string;
  readonly parallelDeployments: string;
  /** In percent; '' for none. */
  readonly failureThreshold: string;
};

/** The most of the numbers of a task; both begin at 1. */
export const MOST = { resourceCount: 50_000, parallelDeployments: 30 } as const;

export type TaskProblem =
  | { readonly kind: 'name' }
  | { readonly kind: 'resource'; readonly line: string }
  | { readonly kind: 'number'; readonly most: number }
  | { readonly kind: 'percent' };

export type TaskProblems = Readonly<
  Partial<
    Record<'name' | 'resources' | 'resourceCount' | 'parallelDeployments' | 'failureThreshold', TaskProblem>
  >
>;

/** A draft to begin with, for an assignment of that name. */
export function newDraft(scope: string, assignmentName: string, now: Date): TaskDraft {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/\D/g, '');
  return {
    name: `${assignmentName.replaceAll(/[<>*%&:\\?.+/]/g, '-').slice(0, 200)}-${stamp}`,
    scope,
    locations: [],
    resources: '',
    reEvaluates: false,
    resourceCount: '500',
    parallelDeployments: '10',
    failureThreshold: '',
  };
}

export function checkDraft(draft: TaskDraft): TaskProblems {
  const wrong = linesOf(draft.resources).find(line => parseResourceId(line) === undefined);
  return {
    ...(/^[^<>*%&:\\?.+/]{1,260}$/.test(draft.name.trim()) ? {} : { name: { kind: 'name' as const } }),
    ...(wrong === undefined ? {} : { resources: { kind: 'resource' as const, line: wrong } }),
    ...numberProblem(draft, 'resourceCount'),
    ...numberProblem(draft, 'parallelDeployments'),
    ...(isPercent(draft.failureThreshold) ? {} : { failureThreshold: { kind: 'percent' as const } }),
  };
}

/** Where the task is written to. */
export function idOfDraft({ scope, name }: TaskDraft): string {
  return `${scope}/providers/Microsoft.PolicyInsights/remediations/${name.trim()}`;
}

/** What the server is asked for. */
export function toProperties(
  draft: TaskDraft,
  assignmentId: string,
  referenceId: string | undefined,
): JsonObject {
  const resourceIds = linesOf(draft.resources);
  const { locations, failureThreshold } = draft;
  const filters = {
    ...(locations.length === 0 ? {} : { locations: [...locations] }),
    ...(resourceIds.length === 0 ? {} : { resourceIds: [...resourceIds] }),
  };
  return {
    policyAssignmentId: assignmentId,
    ...(referenceId === undefined ? {} : { policyDefinitionReferenceId: referenceId }),
    resourceDiscoveryMode: draft.reEvaluates ? 'ReEvaluateCompliance' : 'ExistingNonCompliant',
    ...(Object.keys(filters).length === 0 ? {} : { filters }),
    resourceCount: Number(draft.resourceCount),
    parallelDeployments: Number(draft.parallelDeployments),
    // A fraction, as Azure's own portal sends it.
    ...(failureThreshold.trim() === ''
      ? {}
      : { failureThreshold: { percentage: Number(failureThreshold) / 100 } }),
  };
}

function numberProblem(draft: TaskDraft, field: keyof typeof MOST): TaskProblems {
  const text = draft[field].trim();
  const value = Number(text);
  const isGood = /^\d+$/.test(text) && value >= 1 && value <= MOST[field];
  return isGood ? {} : { [field]: { kind: 'number', most: MOST[field] } };
}

function isPercent(text: string): boolean {
  const value = Number(text);
  return text.trim() === '' || (value >= 0 && value <= 100);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}
