import type { Diagnostic } from '@sluice/language';

/** A diagnostic on one line, as editors and terminals make it clickable: `file:line:column severity code message`. */
export function diagnosticText(
  file: string,
  { code, severity, message, pointer, range }: Diagnostic,
): string {
  const at = range === undefined ? '' : `:${range.start.line}:${range.start.column}`;
  const where = range === undefined && pointer !== '' ? ` (at ${pointer})` : '';
  return `${file}${at} ${severity} ${code} ${message}${where}`;
}
