import type { Test } from '../operators/operator.ts';
import { boundScope, isInside } from '../runtime/count-scope.ts';
import { normalizeLocation } from '../runtime/location.ts';
import { follow, type Path, selectAll, wildcardsOf } from '../runtime/path.ts';
import type { Key } from '../runtime/property.ts';
import { orNull, selectIn } from '../runtime/read-field.ts';
import { type CountScope, EvaluationError, type FieldReader, type Run } from '../runtime/run.ts';
import type { FieldSubject, Template, ValueSubject } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { compileTemplate, scopeAt, toEvaluate } from './compile-expression.ts';
import type { CompileContext } from './context.ts';

/** The left side of a condition. `run` decides what it sees. */
export type CompiledSubject = {
  readonly kind: 'Field' | 'Value' | 'Count';
  /** Whether what it sees satisfies the test; over `[*]`, whether every member does. */
  holds(run: Run, test: Test): boolean;
  /** The place of the resource that it sees, where that is one and known now. */
  readonly keys?: readonly Key[];
  /** Location texts on both sides are to be normalised. A function where only the run can tell. */
  readonly isLocation: boolean | ((run: Run) => boolean);
  /** Known now, and the same for every run. */
  readonly constantValue?: JsonValue;
  /** True when `holds` can fail. */
  readonly canFail: boolean;
  /** For the trace: what was written, where that is, what is there. */
  expression(run: Run): string;
  path(run: Run): string | undefined;
  value(run: Run): JsonValue | undefined;
};

const nowhere = (): undefined => undefined;

export function compileFieldSubject(subject: FieldSubject, context: CompileContext): CompiledSubject {
  const name = compileTemplate(subject.field, context);
  if (!name.constant) {
    return fieldSubject(
      run => readerFor(name.evaluate(run), run),
      (run, reader) => boundScope(run.count, reader.name),
      true,
    );
  }
  if (typeof name.value !== 'string') return failingSubject(notAName(name.value));
  try {
    return namedField(context.names.field(name.value), context);
  } catch (error) {
    if (error instanceof EvaluationError) return failingSubject(error, name.value);
    throw error;
  }
}

/** A field whose name is known: the count it belongs to is known too, and for most there is none. */
function namedField(reader: FieldReader, context: CompileContext): CompiledSubject {
  const lower = reader.name.toLowerCase();
  const depth = context.frames.findIndex(frame => frame.kind === 'field' && isInside(frame.key, lower));
  const general = fieldSubject(() => reader, depth < 0 ? nowhere : run => scopeAt(run.count, depth), false);
  const known = { ...general, isLocation: reader.isLocation };
  if (depth >= 0 || reader.isLocation || reader.compute !== undefined) return known;
  const path = reader.pathOnType(context.type);
  if (path !== undefined && wildcardsOf(path) === 0) return { ...known, keys: path.parts[0] ?? [] };
  return reader.name.includes('[*]')
    ? known
    : { ...known, holds: (run, test) => holdsPlain(reader, run, test) };
}

function holdsPlain(reader: FieldReader, run: Run, test: Test): boolean {
  const path = reader.path(run.resource, run);
  if (path === undefined) return test(undefined);
  const [keys = []] = path.parts;
  return path.parts.length === 1
    ? test(follow(run.resource, keys))
    : selectAll(run.resource, path).every(test);
}

type ReaderOf = (run: Run) => FieldReader;
type ScopeOf = (run: Run, reader: FieldReader) => CountScope | undefined;

function fieldSubject(readerOf: ReaderOf, scopeOf: ScopeOf, canFail: boolean): CompiledSubject {
  const see = (run: Run, normalized: boolean): Seen => {
    const reader = readerOf(run);
    return seeField(reader, run, scopeOf(run, reader), normalized);
  };
  return {
    kind: 'Field',
    canFail,
    holds(run, test) {
      const seen = see(run, true);
      return seen.many ? seen.values.every(test) : test(seen.value);
    },
    isLocation: run => readerOf(run).isLocation,
    expression: run => readerOf(run).name,
    path(run) {
      const reader = readerOf(run);
      return reader.path(run.resource, run)?.text;
    },
    value(run) {
      const seen = see(run, false);
      return seen.many ? seen.values.map(value => value ?? null) : seen.value;
    },
  };
}

type Seen =
  | { readonly many: false; readonly value: JsonValue | undefined }
  | { readonly many: true; readonly values: readonly (JsonValue | undefined)[] };

/** `normalized` for comparing, not for showing: a location in its one form. */
function seeField(reader: FieldReader, run: Run, scope: CountScope | undefined, normalized: boolean): Seen {
  if (reader.compute !== undefined) return { many: false, value: reader.compute(run.resource) };
  const path = reader.path(run.resource, run);
  if (path === undefined)
    return reader.name.includes('[*]') ? { many: true, values: [] } : { many: false, value: undefined };
  const from = scope === undefined ? 0 : scope.wildcards;
  if (wildcardsOf(path) > from) return { many: true, values: selectIn(run.resource, path, scope) };
  const value = scope === undefined ? follow(run.resource, path.parts[0] ?? []) : inMember(path, scope);
  return {
    many: false,
    value: normalized && reader.isLocation && value !== undefined ? normalizeLocation(value) : value,
  };
}

function inMember(path: Path, scope: CountScope): JsonValue | undefined {
  return follow(scope.member, path.parts[scope.wildcards] ?? []);
}

function readerFor(name: JsonValue, run: Run): FieldReader {
  if (typeof name !== 'string') throw notAName(name);
  return run.names.field(name);
}

function notAName(value: JsonValue): EvaluationError {
  return new EvaluationError(
    'field/not-text',
    `A field is named by a text; the expression gave ${JSON.stringify(value)}.`,
  );
}

/** Everything a field with `[*]` selects, for a count over it. */
export function selectCounted(
  reader: FieldReader,
  run: Run,
  scope: CountScope | undefined,
): readonly (JsonValue | undefined)[] {
  const seen = seeField(reader, run, scope, false);
  return seen.many ? seen.values : [];
}

export function compileValueSubject(subject: ValueSubject, context: CompileContext): CompiledSubject {
  const compiled = compileTemplate(subject.value, context);
  const evaluate = orNull(toEvaluate(compiled));
  const text = textOf(subject.value);
  return {
    kind: 'Value',
    canFail: !compiled.constant,
    holds: (run, test) => test(evaluate(run)),
    isLocation: false,
    expression: () => text,
    path: nowhere,
    value: evaluate,
    ...(compiled.constant ? { constantValue: compiled.value } : {}),
  };
}

/** A template as the definition has it, for a trace. */
export function textOf(template: Template): string {
  if (template.kind === 'expression') return template.text;
  return template.kind === 'constant' && typeof template.value === 'string'
    ? template.value
    : JSON.stringify(plain(template));
}

function plain(template: Template): JsonValue {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'expression':
      return template.text;
    case 'array':
      return template.items.map(plain);
    case 'object':
      return Object.fromEntries(template.members.map(member => [member.name, plain(member.value)]));
  }
}

/** A subject that cannot be read at all, whatever the resource. */
export function failingSubject(error: EvaluationError, expression = ''): CompiledSubject {
  const fail = (): never => {
    throw error;
  };
  return {
    kind: 'Field',
    canFail: true,
    holds: fail,
    isLocation: false,
    expression: () => expression,
    path: nowhere,
    value: fail,
  };
}
