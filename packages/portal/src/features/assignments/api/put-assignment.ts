import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
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

/** Writes an assignment. A new one is refused where there is one of its name already. */
export async function putAssignment(
  id: string,
  body: JsonObject,
  isNew: boolean,
): Promise<WrittenAssignment> {
  const answer = await arm().put(id, API.policy, body, isNew ? { headers: { 'if-none-match': '*' } } : {});
  forgetAfterWrite();
  return {
    assignment: readAssignment(isObject(answer.body) ? answer.body : {}),
    revision: answer.header('x-sluice-revision'),
    warnings: readWarnings(answer.body),
  };
}
