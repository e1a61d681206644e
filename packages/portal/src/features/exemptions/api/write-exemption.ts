import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
import { conditionOf, type Expected } from '../../../lib/expected.ts';
import { isObject } from '../../../lib/json.ts';
import { type Exemption, readExemption } from '../../../lib/policy/exemption.ts';
import { forgetAfterWrite } from '../../../lib/policy/forget-after-write.ts';

/** An exemption as the server took it, and the revision since which it is in force. */
export type WrittenExemption = { readonly exemption: Exemption; readonly revision: string | undefined };

/** Writes an exemption. Rejects with `ApiError`: 412 when what is there is not as expected. */
export async function putExemption(
  id: string,
  body: JsonObject,
  expected: Expected,
): Promise<WrittenExemption> {
  const answer = await arm().put(id, API.exemptions, body, { headers: conditionOf(expected) });
  forgetAfterWrite();
  return {
    exemption: readExemption(isObject(answer.body) ? answer.body : {}),
    revision: answer.header('x-sluice-revision'),
  };
}

/** Deletes an exemption. Answers the revision since which it is not in force. */
export async function deleteExemption(id: string): Promise<string | undefined> {
  const answer = await arm().delete(id, API.exemptions);
  forgetAfterWrite();
  return answer.header('x-sluice-revision');
}
