import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
import { conditionOf, type Expected } from '../../../lib/expected.ts';
import { isObject } from '../../../lib/json.ts';
import { type Assignment, readAssignment } from '../../../lib/policy/assignment.ts';
import { forgetAfterWrite } from '../../../lib/policy/forget-after-write.ts';
import { readWarnings, type Warning } from '../../../lib/policy/preview.ts';

export type WrittenAssignment = {
  readonly assignment: Assignment;
  /** Since which it is in force. */
  readonly revision: string | undefined;
  readonly warnings: readonly Warning[];
};

/** Writes an assignment. Rejects with `ApiError`: 412 when what is there is not as expected. */
export async function putAssignment(
  id: string,
  body: JsonObject,
  expected: Expected,
): Promise<WrittenAssignment> {
  const answer = await arm().put(id, API.policy, body, { headers: conditionOf(expected) });
  forgetAfterWrite();
  return {
    assignment: readAssignment(isObject(answer.body) ? answer.body : {}),
    revision: answer.header('x-sluice-revision'),
    warnings: readWarnings(answer.body),
  };
}
