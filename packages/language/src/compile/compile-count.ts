import { boundScope } from '../runtime/count-scope.ts';
import { spend } from '../runtime/limits.ts';
import { wildcardsOf } from '../runtime/path.ts';
import { type CountScope, EvaluationError, type Run } from '../runtime/run.ts';
import type { CountSubject, FieldSubject, ValueSubject } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { compileTemplate, toEvaluate } from './compile-expression.ts';
import { type CompiledSubject, selectCounted, textOf } from './compile-subject.ts';
import type { CompileContext, Frame } from './context.ts';

/** What a count goes through: its members, and how `where` sees each one. */
export type Counted = {
  readonly frame: Frame;
  readonly expression: string;
  members(run: Run): readonly (JsonValue | undefined)[];
  /** The run in which `where` judges one member. */
  enter(run: Run, member: JsonValue | undefined): Run;
};

/** The name of a value count that has none. */
const UNNAMED = 'default';

export function compileCounted(subject: CountSubject, context: CompileContext): Counted {
  return subject.over.kind === 'field'
    ? countedField(subject.over, context)
    : countedValue(subject.over, subject.name, context);
}

function countedField(field: FieldSubject, context: CompileContext): Counted {
  const name = compileTemplate(field.field, context);
  const expression = textOf(field.field);
  if (!name.constant || typeof name.value !== 'string')
    return failing(expression, 'A count over a field needs a name that is known when the rule is assigned.');
  const key = name.value.toLowerCase();
  const counted = name.value;
  if (!key.endsWith('[*]'))
    return failing(
      expression,
      `A count over a field needs an array alias that ends with [*]; '${counted}' does not.`,
    );
  return {
    frame: { kind: 'field', key },
    expression: counted,
    members: run => selectCounted(run.names.field(counted), run, boundScope(run.count, counted)),
    enter(run, member) {
      const path = run.names.field(counted).path(run.resource, run);
      return within(run, {
        key,
        wildcards: path === undefined ? 1 : wildcardsOf(path),
        member: member ?? null,
        outer: run.count,
      });
    },
  };
}

function countedValue(value: ValueSubject, name: string | undefined, context: CompileContext): Counted {
  const evaluate = toEvaluate(compileTemplate(value.value, context));
  const key = (name ?? UNNAMED).toLowerCase();
  return {
    frame: { kind: 'value', key },
    expression: textOf(value.value),
    members(run) {
      const members = evaluate(run);
      if (Array.isArray(members)) return members;
      throw new EvaluationError(
        'count/not-array',
        `A count over a value needs an array, and got ${JSON.stringify(members)}.`,
      );
    },
    enter: (run, member) => within(run, { key, wildcards: 0, member: member ?? null, outer: run.count }),
  };
}

function within(run: Run, count: CountScope): Run {
  return { input: run.input, resource: run.resource, count, budget: run.budget, names: run.names };
}

function failing(expression: string, message: string): Counted {
  return {
    frame: { kind: 'field', key: '' },
    expression,
    members() {
      throw new EvaluationError('count/field', message);
    },
    enter: run => run,
  };
}

/** A count as the left side of a condition: how many members satisfy `where`. */
export function countSubject(counted: Counted, where: ((run: Run) => boolean) | undefined): CompiledSubject {
  const count = (run: Run): number => {
    const members = counted.members(run);
    spend(run, members.length);
    if (where === undefined) return members.length;
    let found = 0;
    for (const member of members) if (where(counted.enter(run, member))) found += 1;
    return found;
  };
  return {
    kind: 'Count',
    canFail: true,
    holds: (run, test) => test(count(run)),
    isLocation: false,
    expression: () => counted.expression,
    path: () => undefined,
    value: count,
  };
}
