import type { DiagnosticCode } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Lines } from './lines.ts';

/** Where something stands in a document: a JSON pointer, and offsets when there is a text (else -1). */
export type Place = { readonly pointer: string; readonly start: number; readonly end: number };

/** Collects what is wrong with one document, in the order it was found; what is said twice of one place counts once. */
export type Report = {
  readonly diagnostics: readonly Diagnostic[];
  error(code: DiagnosticCode, message: string, place: Place): void;
  warning(code: DiagnosticCode, message: string, place: Place): void;
};

export function createReport(lines: Lines | undefined): Report {
  const diagnostics: Diagnostic[] = [];
  const said = new Set<string>();
  const add = (
    severity: Diagnostic['severity'],
    code: DiagnosticCode,
    message: string,
    place: Place,
  ): void => {
    // An expression that names the same thing four times has one problem.
    const key = JSON.stringify([code, place.pointer, message]);
    if (said.has(key)) return;
    said.add(key);
    const range =
      lines === undefined || place.start < 0 ? {} : { range: lines.range(place.start, place.end) };
    diagnostics.push({ code, severity, message, pointer: place.pointer, ...range });
  };
  return {
    diagnostics,
    error: (code, message, place) => add('error', code, message, place),
    warning: (code, message, place) => add('warning', code, message, place),
  };
}

/** The place of a member or item below another one. */
export function placeBelow(parent: Place, key: string | number, span: { start: number; end: number }): Place {
  const escaped = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  return { pointer: `${parent.pointer}/${escaped}`, start: span.start, end: span.end };
}
