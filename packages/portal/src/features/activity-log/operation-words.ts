import { activityLog } from '#strings/activity-log';
import { typeWord } from '../../lib/format/resource.ts';

/** An operation as people say it: "Create or update online deployment". One of an unknown form stays as it is. */
export function operationWords(operation: string): string {
  const known = activityLog.operations[operation.toLowerCase()];
  if (known !== undefined) return known;
  const parts = operation.replace(/\/action$/i, '').split('/');
  const verb = parts.at(-1) ?? '';
  if (parts.length < 3) return operation;
  if (/^Microsoft\.Authorization\/policies\/[^/]+\/action$/i.test(operation))
    return activityLog.policyAct(verb);
  const type = typeWord(parts.slice(0, -1).join('/'));
  const inSentence = /^[A-Z][a-z]/.test(type) ? type.slice(0, 1).toLowerCase() + type.slice(1) : type;
  const words = Object.hasOwn(activityLog.verbs, verb.toLowerCase())
    ? activityLog.verbs[verb.toLowerCase()]
    : undefined;
  return words?.(inSentence) ?? activityLog.act(verb, type);
}
