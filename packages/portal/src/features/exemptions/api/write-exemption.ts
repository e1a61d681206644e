import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
import { isObject } from '../../../lib/json.ts';
import { type Exemption, readExemption } from '../../../lib/policy/exemption.ts';
import { forgetAfterWrite } from '../../../lib/policy/forget-after-write.ts';

/** An exemption as the server took it, and the revision since which it is in force. */
export type WrittenExemption = { readonly exemption: Exemption; readonly revision: string | undefined };

/** Writes an exemption. A new one is refused where there is one of its name already. */
export async function putExemption(id: string, body: JsonObject, isNew: boolean): Promise<WrittenExemption> {
  const answer = await arm().put(
    id,
    API.exemptions,
    body,
    isNew ? { headers: { 'if-none-match': '*' } } : {},
  );
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
