import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
import { isObject } from '../../../lib/json.ts';
import { type Exemption, readExemption } from '../../../lib/policy/exemption.ts';
import { forgetAfterWrite } from '../../../lib/policy/forget-after-write.ts';

/** Writes an exemption. A new one is refused where there is one of its id already. Answers since which revision it is in force. */
export async function putExemption(
  id: string,
  body: JsonObject,
  isNew: boolean,
): Promise<{ readonly exemption: Exemption; readonly revision: string | undefined }> {
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
