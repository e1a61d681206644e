import { parseResourceId } from '@sluice/arm/ids';
import { exemptions } from '#strings/exemptions';
import { MOST_NAME, nameProblem } from '../../../lib/policy/policy-name.ts';
import { type Form, MOST_DESCRIPTION, MOST_DISPLAY_NAME } from './form.ts';

export type Problems = Readonly<Partial<Record<keyof Form, string>>>;

/**
 * What the portal can tell is wrong before the server is asked, by field. `taken`: names at what is exempt, in lower case. `before`: the end
 * that the exemption has, which may be past.
 */
export function checkForm(
  form: Form,
  {
    taken,
    now,
    before,
  }: { readonly taken: ReadonlySet<string>; readonly now: number; readonly before?: string },
): Problems {
  const { problems: words } = exemptions.edit;
  const found: Partial<Record<keyof Form, string>> = {};
  if (form.assignmentId === '') found.assignmentId = words.noAssignment;
  if (form.scope === '') found.scope = words.noScope;
  else if (parseResourceId(form.scope) === undefined) found.scope = words.notId;
  if (form.members?.length === 0) found.members = words.noMember;
  const length = form.displayName.trim().length;
  if (length === 0) found.displayName = words.noDisplayName;
  else if (length > MOST_DISPLAY_NAME) found.displayName = words.tooLong(length, MOST_DISPLAY_NAME);
  const name = nameProblem(form.name, MOST_NAME, taken);
  if (name !== undefined) found.name = words.name[name];
  if (form.description.trim().length > MOST_DESCRIPTION)
    found.description = words.tooLong(form.description.trim().length, MOST_DESCRIPTION);
  if (form.expiresOn === '') found.expiresOn = words.noExpiry;
  else if (form.expiresOn !== undefined && form.expiresOn !== before && Date.parse(form.expiresOn) <= now)
    found.expiresOn = words.past;
  return found;
}
