import { activityLog as words } from '#strings/activity-log';
import { typeWord } from '../../lib/format/resource.ts';

/** An operation, as RBAC calls it, in words: "Create or update online deployment". */
export function operationWords(operation: string): string {
  const key = operation.toLowerCase();
  const known = Object.hasOwn(words.operations, key) ? words.operations[key] : undefined;
  if (known !== undefined) return known;
  const parts = operation.split('/');
  const end = parts.pop()?.toLowerCase();
  if (end === 'write') return words.write(lowered(typeWord(parts.join('/'))));
  if (end === 'delete') return words.delete(lowered(typeWord(parts.join('/'))));
  if (end !== 'action' || parts.length < 3) return operation;
  const verb = parts.pop() ?? '';
  return words.action(spaced(verb), lowered(typeWord(parts.join('/'))));
}

/** Inside a sentence; what is an abbreviation stays one. */
function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** `listKeys` as "List keys". */
function spaced(verb: string): string {
  const text = verb.replaceAll(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
}
