import { exemptions } from '#strings/exemptions';
import type { Form } from './form.ts';

/** The request for an exemption as a text to send: what, from what, why, until when, and the form filled in. */
export function requestText(
  form: Form,
  {
    assignmentName,
    who,
    link,
    timeText,
  }: {
    readonly assignmentName: string;
    readonly who: string;
    readonly link: string;
    timeText(time: string): string;
  },
): string {
  const { message } = exemptions.request;
  const { expiresOn } = form;
  return [
    message.greeting,
    '',
    message.what(form.scope),
    message.from(`${assignmentName} (${form.assignmentId})`),
    ...(form.members === undefined ? [] : [message.members(form.members.join(', '))]),
    message.category(exemptions.categories[form.category]),
    message.until(
      expiresOn === undefined || expiresOn === '' ? exemptions.expiry.never : timeText(expiresOn),
    ),
    ...(form.description.trim() === '' ? [] : [message.why(form.description.trim())]),
    message.by(who),
    '',
    message.link(link),
    '',
  ].join('\n');
}
