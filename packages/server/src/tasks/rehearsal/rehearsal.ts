import { parseResourceId } from '@sluice/arm/ids';
import type { JsonValue } from '@sluice/arm/protocol';
import { findType } from '@sluice/providers/types';
import { explain } from '../../explain/explain.ts';
import { createModelReader } from '../../explain/model-reader.ts';
import { createPolicyReader } from '../../explain/policy-reader.ts';
import { askedToWire, explanationToWire } from '../../explain/to-wire.ts';
import type { Caller } from '../../write/caller.ts';
import { rehearse } from '../../write/rehearse.ts';
import type { TaskAnswer, TaskDependencies } from '../task.ts';

/** The PUT that is rehearsed. Plain JSON. */
export type RehearsalInput = {
  /** Of a type that policy judges. */
  readonly resourceId: string;
  readonly body: JsonValue | undefined;
  readonly apiVersion: string;
  readonly correlationId: string;
  readonly caller: Caller;
  /** Judged by this revision or a later one. */
  readonly revision: number;
  readonly engineVersion: string;
};

/** What policy would say of a PUT, told as its decision would be. Nothing is kept. Throws ApiError as the PUT would, but for a denial. */
export async function rehearsal(
  { resourceId, body, apiVersion, correlationId, caller, revision, engineVersion }: RehearsalInput,
  dependencies: TaskDependencies,
): Promise<TaskAnswer> {
  const id = parseResourceId(resourceId);
  const type = findType(id?.typeKey ?? '');
  if (id === undefined || type === undefined) throw new Error(`'${resourceId}' is of no type.`);
  const snapshot = await dependencies.snapshots.since(revision);
  const request = { body, apiVersion, correlationId };
  const { judged, warnings } = await rehearse(
    { verb: 'PUT', type, id, request, caller },
    snapshot,
    dependencies,
  );
  if (judged === undefined) throw new Error(`'${type.type}' is not judged.`);
  await dependencies.breathe();
  const { tenantId } = dependencies;
  const options = {
    mayRead: createModelReader(snapshot, tenantId, caller),
    mayReadPolicy: createPolicyReader(snapshot, tenantId, caller, id.id),
  };
  const explained = explain(snapshot, type, judged.request, judged.decision, options);
  const properties = {
    at: judged.request.at,
    revision: snapshot.revision,
    engineVersion,
    verdict: judged.decision.verdict,
    ...askedToWire(snapshot, judged.request),
    ...explanationToWire(snapshot, explained),
    warnings: warnings.map(each => ({ ...each })),
  };
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-sluice-revision': String(snapshot.revision),
    },
    text: [JSON.stringify({ properties })],
  };
}
