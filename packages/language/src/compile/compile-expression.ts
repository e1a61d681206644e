import { findFunction } from '../functions/index.ts';
import type { TemplateFunction } from '../functions/template-function.ts';
import { currentMember, isInside } from '../runtime/count-scope.ts';
import { createRun } from '../runtime/create-run.ts';
import { withinLimits } from '../runtime/limits.ts';
import { markNullable, readReader } from '../runtime/read-field.ts';
import { type CountScope, type Evaluate, EvaluationError, type Run } from '../runtime/run.ts';
import type { Call, Expression, Template } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { accessIndex, accessProperty, missingIsNull } from './access.ts';
import type { CompileContext } from './context.ts';

/** An expression after its parameters are bound: a value known now, or one for each evaluation. */
export type Compiled =
  | { readonly constant: true; readonly value: JsonValue }
  | { readonly constant: false; readonly evaluate: Evaluate };

/** Compiles a JSON value with expressions in it. Never throws: what cannot be evaluated fails when it is evaluated. */
export function compileTemplate(template: Template, context: CompileContext): Compiled {
  switch (template.kind) {
    case 'constant':
      return constant(template.value);
    case 'expression':
      return compileExpression(template.expression, context);
    case 'array': {
      const items = template.items.map(item => compileTemplate(item, context));
      return combine(items, values => values);
    }
    case 'object': {
      const names = template.members.map(member => member.name);
      const members = template.members.map(member => compileTemplate(member.value, context));
      return combine(members, values =>
        Object.fromEntries(values.map((value, index) => [names[index] ?? '', value])),
      );
    }
  }
}

export function compileExpression(expression: Expression, context: CompileContext): Compiled {
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value);
    case 'call':
      return compileCall(expression, context);
    case 'property': {
      const of = compileExpression(expression.of, context);
      const whenMissing = missingIsNull(expression);
      return combine([of], ([value = null]) => accessProperty(value, expression.name, whenMissing));
    }
    case 'index': {
      const of = compileExpression(expression.of, context);
      const index = compileExpression(expression.index, context);
      const whenMissing = missingIsNull(expression);
      return combine([of, index], ([value = null, key = null]) => accessIndex(value, key, whenMissing));
    }
  }
}

/** The closure of a compiled value. */
export function toEvaluate(compiled: Compiled): Evaluate {
  if (!compiled.constant) return compiled.evaluate;
  const { value } = compiled;
  return () => value;
}

function compileCall(call: Call, context: CompileContext): Compiled {
  const args = call.args.map(argument => compileExpression(argument, context));
  const fn = context.findMore?.(call.name) ?? findFunction(call.name);
  if (fn === undefined)
    return failing(new EvaluationError('function/unknown', `There is no function '${call.name}'.`));
  if (args.length < fn.minArgs || args.length > fn.maxArgs) {
    return failing(
      new EvaluationError('function/arguments', `${fn.name}() was called with ${args.length} arguments.`),
    );
  }
  return compileSpecial(fn, args, context) ?? compileOrdinary(fn, args);
}

function compileOrdinary(fn: TemplateFunction, args: readonly Compiled[]): Compiled {
  const closures = args.map(toEvaluate);
  const evaluate: Evaluate = run => withinLimits(fn.evaluate(closures, run), run);
  return fn.constant && args.every(argument => argument.constant)
    ? fold(evaluate)
    : { constant: false, evaluate };
}

/** The three functions whose argument, when it is known now, is a name that is resolved now. */
function compileSpecial(
  fn: TemplateFunction,
  args: readonly Compiled[],
  context: CompileContext,
): Compiled | undefined {
  const [argument] = args;
  const name = argument?.constant === true && typeof argument.value === 'string' ? argument.value : undefined;
  if (fn.name === 'current' && args.length === 0) return compileCurrent(undefined, context);
  if (name === undefined) return undefined;
  if (fn.name === 'parameters') return compileParameter(name, context);
  if (fn.name === 'field') return compileField(name, context);
  return fn.name === 'current' ? compileCurrent(name, context) : undefined;
}

function compileParameter(name: string, context: CompileContext): Compiled {
  const value = context.names.parameter(name);
  if (value !== undefined) return constant(value);
  return failing(new EvaluationError('parameter/unknown', `There is no parameter '${name}'.`));
}

function compileField(name: string, context: CompileContext): Compiled {
  try {
    const reader = context.names.field(name);
    const evaluate: Evaluate = run => readReader(reader, run) ?? '';
    return { constant: false, evaluate: markNullable(evaluate, run => readReader(reader, run)) };
  } catch (error) {
    if (error instanceof EvaluationError) return failing(error);
    throw error;
  }
}

function compileCurrent(name: string | undefined, context: CompileContext): Compiled {
  const lower = name?.toLowerCase();
  const depth =
    lower === undefined
      ? 0
      : context.frames.findIndex(frame => names(frame.kind === 'field', frame.key, lower));
  if (depth < 0 || context.frames[depth]?.key !== lower)
    return { constant: false, evaluate: run => currentMember(run, name) };
  return {
    constant: false,
    evaluate: run => scopeAt(run.count, depth)?.member ?? currentMember(run, name),
  };
}

function names(isField: boolean, key: string, name: string): boolean {
  return key === name || (isField && isInside(key, name));
}

/** The scope `depth` counts further out. */
export function scopeAt(innermost: CountScope | undefined, depth: number): CountScope | undefined {
  let scope = innermost;
  for (let left = depth; left > 0 && scope !== undefined; left -= 1) scope = scope.outer;
  return scope;
}

function combine(parts: readonly Compiled[], make: (values: readonly JsonValue[]) => JsonValue): Compiled {
  const closures = parts.map(toEvaluate);
  const evaluate: Evaluate = run => make(closures.map(closure => closure(run)));
  return parts.every(part => part.constant) ? fold(evaluate) : { constant: false, evaluate };
}

function constant(value: JsonValue): Compiled {
  return { constant: true, value };
}

/** Fails when it is evaluated, not now: a short circuit may never get there. */
function failing(error: EvaluationError): Compiled {
  return {
    constant: false,
    evaluate: () => {
      throw error;
    },
  };
}

function fold(evaluate: Evaluate): Compiled {
  try {
    return constant(evaluate(nowhere()));
  } catch (error) {
    if (error instanceof EvaluationError) return failing(error);
    throw error;
  }
}

/** A run for functions that look at nothing but their arguments. */
function nowhere(): Run {
  const names = {
    field: () => outside('field'),
    parameter: () => undefined,
  };
  return createRun({ resource: {}, context: { now: '' } }, names);
}

function outside(what: string): never {
  throw new EvaluationError('function/outside-evaluation', `${what}() has no meaning before an evaluation.`);
}
