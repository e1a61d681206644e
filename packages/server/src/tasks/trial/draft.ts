import { ApiError } from '@sluice/arm/errors';
import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { checkChanges, type Snapshot, type Warning } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { type Diagnostic, diagnose } from '@sluice/language';
import { findType } from '@sluice/providers/types';
import { isObject, textAt } from '../../json-value.ts';
import type { Caller } from '../../write/caller.ts';
import { prepareWrite } from '../../write/prepare-write.ts';
import type { TaskDependencies } from '../task.ts';

/** A definition as somebody is writing it, and how it would be assigned. Plain JSON. */
export type Draft = {
  readonly definition: JsonObject | string;
  /** `{name: {value}}` */
  readonly parameters?: JsonObject;
  readonly effect?: string;
  /** Id of the management group, subscription, resource group or resource that it would be assigned at. */
  readonly scope: string;
  readonly caller: Caller;
  readonly correlationId: string;
  /** The api-version of the request that asks. */
  readonly requestedVersion: string;
};

/** Why an assignment of a draft would be refused. `target`: a pointer into the request that asks. */
export type DraftProblem = { readonly code: string; readonly message: string; readonly target: string };

export type CheckedDraft = {
  /** Pointers lead into the definition as it was given. */
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly DraftProblem[];
  readonly warnings: readonly Warning[];
  /** What would be written, and the key of the assignment; only where nothing is wrong. */
  readonly written?: { readonly changes: readonly SnapshotChange[]; readonly assignmentKey: string };
};

/**
 * A draft as the PUTs of a definition and of an assignment would take it, under names that nobody has: prepared and checked by the same
 * code. Never throws for what is wrong with it.
 */
export function checkDraft(snapshot: Snapshot, draft: Draft, dependencies: TaskDependencies): CheckedDraft {
  const { diagnostics } = diagnose(draft.definition, snapshot.vocabulary);
  const found = { diagnostics, problems: [], warnings: [] };
  if (diagnostics.some(({ severity }) => severity === 'error')) return found;
  const given = readDefinition(draft.definition);
  const names = freeNames(snapshot, draft.scope);
  const definition = attempt(
    () => prepared(snapshot, draft, names.definitionId, { properties: given.properties }, dependencies),
    target => target.replace(/^\/properties/, given.pointer),
    given.pointer,
  );
  if ('problems' in definition) return { ...found, problems: definition.problems };
  const assignment = attempt(
    () =>
      prepared(
        snapshot,
        draft,
        names.assignmentId,
        assignmentOf(draft, names, given.properties),
        dependencies,
      ),
    ofAssignment,
    given.pointer,
  );
  if ('problems' in assignment) return { ...found, problems: assignment.problems };

  const changes = [...definition.changes, ...assignment.changes];
  const checked = checkChanges(snapshot, changes);
  // Nothing is added to what the scope has.
  const problems = checked.problems.filter(({ code }) => !code.endsWith('QuotaExceeded'));
  if (problems.length > 0)
    return {
      ...found,
      problems: problems.flatMap(problem =>
        (problem.details ?? [problem]).map(({ code, message, target = '' }) => ({
          code,
          message,
          target: target.startsWith('/properties/') ? ofAssignment(target) : given.pointer,
        })),
      ),
    };
  const warnings = checked.warnings
    .filter(
      ({ code, message }) => !OF_NO_TRIAL.has(code) && !diagnostics.some(each => each.message === message),
    )
    .map(warning => ({ ...warning, target: given.pointer }));
  return { ...found, warnings, written: { changes, assignmentKey: names.assignmentId.toLowerCase() } };
}

/** Nothing that is tried acts later. */
const OF_NO_TRIAL: ReadonlySet<string> = new Set(['assignment/no-identity']);

const DEFINITIONS = 'Microsoft.Authorization/policyDefinitions';
const ASSIGNMENTS = 'Microsoft.Authorization/policyAssignments';

/** What is in the envelope, or all of it where there is none; and where that stands in the request. */
function readDefinition(definition: JsonObject | string): {
  readonly properties: JsonObject;
  readonly pointer: string;
} {
  const value = typeof definition === 'string' ? JSON.parse(definition) : definition;
  const document: JsonObject = isObject(value) ? value : {};
  const { properties } = document;
  return document['policyRule'] === undefined && isObject(properties)
    ? { properties, pointer: '/definition/properties' }
    : { properties: document, pointer: '/definition' };
}

type Names = { readonly definitionId: string; readonly assignmentId: string };

/** The definition stands at the subscription or management group that the scope is in. */
function freeNames({ definitions, assignments }: Snapshot, scope: string): Names {
  const place = parseScopeId(scope);
  const home = place?.subscriptionId === undefined ? scope : `/subscriptions/${place.subscriptionId}`;
  for (let count = 0; ; count++) {
    const name = count === 0 ? 'tried' : `tried-${count}`;
    const definitionId = `${home}/providers/${DEFINITIONS}/${name}`;
    const assignmentId = `${scope}/providers/${ASSIGNMENTS}/${name}`;
    if (!definitions.has(definitionId.toLowerCase()) && !assignments.has(assignmentId.toLowerCase()))
      return { definitionId, assignmentId };
  }
}

function assignmentOf(
  { parameters, effect }: Draft,
  { definitionId }: Names,
  definition: JsonObject,
): JsonObject {
  return {
    properties: {
      policyDefinitionId: definitionId,
      displayName: textAt(definition, 'displayName') || 'the tried definition',
      ...(parameters === undefined ? {} : { parameters }),
      ...(effect === undefined ? {} : { overrides: [{ kind: 'policyEffect', value: effect }] }),
    },
  };
}

/** The changes that the PUT of a policy object would make. Throws ApiError as the PUT would. */
function prepared(
  snapshot: Snapshot,
  { caller, correlationId, requestedVersion }: Draft,
  id: string,
  body: JsonObject,
  dependencies: TaskDependencies,
): readonly SnapshotChange[] {
  const parsed = parseResourceId(id);
  const type = findType(parsed?.typeKey ?? '');
  if (parsed === undefined || type === undefined) throw new Error(`'${id}' is of no type.`);
  const request = { body, correlationId, apiVersion: requestedVersion };
  const { resource } = prepareWrite(
    snapshot,
    { verb: 'PUT', type, id: parsed, request, caller },
    {},
    dependencies.now(),
    dependencies,
  );
  return type.changesOf?.(resource, undefined, snapshot.facts, snapshot) ?? [];
}

/** `placed`: from a pointer into the body of the PUT to one into the request that asks; `otherwise`: for what has none. */
function attempt(
  prepare: () => readonly SnapshotChange[],
  placed: (target: string) => string,
  otherwise: string,
): { readonly changes: readonly SnapshotChange[] } | { readonly problems: readonly DraftProblem[] } {
  try {
    return { changes: prepare() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { detail } = error;
    return {
      problems: (detail.details ?? [detail]).map(({ code, message, target }) => ({
        code,
        message,
        target: target?.startsWith('/') ? placed(target) : otherwise,
      })),
    };
  }
}

function ofAssignment(target: string): string {
  return target.startsWith('/properties/overrides') ? '/effect' : target.replace(/^\/properties/, '');
}
