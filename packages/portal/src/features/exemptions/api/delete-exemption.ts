import { API, arm } from '../../../lib/arm.ts';
import { forgetAfterWrite } from '../../../lib/policy/forget-after-write.ts';

/** Deletes an exemption. Answers the revision since which it is not in force. */
export async function deleteExemption(id: string): Promise<string | undefined> {
  const answer = await arm().delete(id, API.exemptions);
  forgetAfterWrite();
  return answer.header('x-sluice-revision');
}
