import { effectiveParameters, resolveVersion, type Snapshot } from '@sluice/engine';
import type {
  PolicyAssignment,
  PolicyDefinition,
  PolicySetDefinition,
  SnapshotKind,
  StateResult,
} from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import type { Storage } from '@sluice/storage';

/** What the rule of a result was given, as texts of JSON; '' where it is not known any more, or there is nothing. */
export type RuleParameters = {
  /** What the assignment gives. */
  readonly assignment: string;
  /** What the definition was bound with, defaults included. */
  readonly effective: string;
  /** The same of the initiative. */
  readonly initiative: string;
};

export type Judged = { readonly result: StateResult; readonly revision: number };

/**
 * The parameters of rules, of each once. `isCurrent`: rows tell what holds now, and so of the assignments as they are; otherwise, and for
 * assignments that are gone, of those of the revision of the row.
 */
export async function ruleParameters(
  rows: readonly Judged[],
  snapshot: Snapshot,
  storage: Pick<Storage, 'insights'>,
  isCurrent: boolean,
): Promise<(row: Judged) => RuleParameters> {
  const isKnown = ({ result, revision }: Judged) =>
    (isCurrent || revision === snapshot.revision) && snapshot.assignments.has(result.assignmentKey);
  const wanted = new Map<string, { kind: SnapshotKind; key: string; revision: number }>();
  for (const row of rows) {
    if (isKnown(row)) continue;
    for (const { kind, key } of keysOf(row.result))
      wanted.set(pastKey(kind, key, row.revision), { kind, key, revision: row.revision });
  }
  const past = new Map(
    (await storage.insights.recordsAt([...wanted.values()])).map(
      ({ kind, key, revision, record }) => [pastKey(kind, key, revision), record] as const,
    ),
  );
  const made = new Map<string, RuleParameters>();
  return row => {
    const { result, revision } = row;
    const known = isKnown(row);
    const name = `${known ? '' : revision} ${result.assignmentKey} ${result.definitionKey} ${result.definitionVersion} ${result.definitionReferenceId ?? ''} ${result.initiativeVersion ?? ''}`;
    let parameters = made.get(name);
    if (parameters === undefined) {
      const [assignment, definition, initiative] = known
        ? [
            snapshot.assignments.get(result.assignmentKey),
            snapshot.definitions.get(result.definitionKey),
            snapshot.initiatives.get(result.initiativeId?.toLowerCase() ?? ''),
          ]
        : [
            // A record was written under its kind.
            past.get(pastKey('policyAssignment', result.assignmentKey, revision)) as
              | PolicyAssignment
              | undefined,
            past.get(pastKey('policyDefinition', result.definitionKey, revision)) as
              | PolicyDefinition
              | undefined,
            past.get(pastKey('policySetDefinition', result.initiativeId?.toLowerCase() ?? '', revision)) as
              | PolicySetDefinition
              | undefined,
          ];
      parameters = toParameters(result, assignment, definition, initiative);
      made.set(name, parameters);
    }
    return parameters;
  };
}

function keysOf(result: StateResult): readonly { readonly kind: SnapshotKind; readonly key: string }[] {
  const { assignmentKey, definitionKey, initiativeId } = result;
  return [
    { kind: 'policyAssignment', key: assignmentKey },
    { kind: 'policyDefinition', key: definitionKey },
    ...(initiativeId === null
      ? []
      : [{ kind: 'policySetDefinition' as const, key: initiativeId.toLowerCase() }]),
  ];
}

function pastKey(kind: string, key: string, revision: number): string {
  return `${revision} ${kind} ${key}`;
}

function toParameters(
  { definitionVersion, definitionReferenceId, initiativeVersion }: StateResult,
  assignment: PolicyAssignment | undefined,
  definition: PolicyDefinition | undefined,
  initiative: PolicySetDefinition | undefined,
): RuleParameters {
  if (assignment === undefined) return { assignment: '', effective: '', initiative: '' };
  const given = toText(assignment.parameters);
  if (definition === undefined) return { assignment: given, effective: '', initiative: '' };
  const member =
    initiative === undefined || definitionReferenceId === null
      ? undefined
      : {
          initiative: resolveVersion(initiative, initiativeVersion ?? undefined) ?? initiative,
          referenceId: definitionReferenceId,
        };
  const effective = effectiveParameters(
    assignment,
    resolveVersion(definition, definitionVersion) ?? definition,
    member,
  );
  return {
    assignment: given,
    effective: toText(effective.definition),
    initiative: effective.initiative === undefined ? '' : toText(effective.initiative),
  };
}

/** Values as assignments have them: `{"name":{"value":...}}`. */
function toText(values: JsonObject): string {
  return JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])));
}
