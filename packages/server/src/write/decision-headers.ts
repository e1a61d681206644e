import type { Warning } from '@sluice/engine';

/** Room that clients leave for one header; Node's own limit for all of them is 16 KiB. */
const MAX_WARNINGS_LENGTH = 6000;

/** Which decision allowed or refused a write, and the revision it was taken at. */
export function decisionHeaders(
  decisionId: string | undefined,
  revision: number,
): Readonly<Record<string, string>> {
  return {
    ...(decisionId === undefined ? {} : { 'x-sluice-decision-id': decisionId }),
    'x-sluice-revision': String(revision),
  };
}

/** Warnings about a saved policy object as a compact JSON array; as many as fit. No header without warnings. */
export function warningHeaders(warnings: readonly Warning[]): Readonly<Record<string, string>> {
  const fitting: string[] = [];
  let length = 2;
  for (const { code, message, target } of warnings) {
    const text = toAscii(JSON.stringify({ code, message, target }));
    length += text.length + 1;
    if (length > MAX_WARNINGS_LENGTH) break;
    fitting.push(text);
  }
  return fitting.length === 0 ? {} : { 'x-sluice-warnings': `[${fitting.join(',')}]` };
}

/** Header values are ASCII; JSON has a way to write the rest. */
function toAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
