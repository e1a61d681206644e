import { FUNCTIONS, findFunction } from '../functions/index.ts';
import { whyNotInRules } from '../functions/not-in-rules.ts';
import type { TemplateFunction } from '../functions/template-function.ts';
import { isInside } from '../runtime/count-scope.ts';
import type { Place } from '../source/report.ts';
import type { Call, Expression, Template } from '../syntax/ast.ts';
import { callsOf, parameterOf } from '../syntax/walk.ts';
import { didYouMean, similarNames } from '../vocabulary/similar.ts';
import { AUTHORING_LIMITS } from './authoring-limits.ts';
import type { CheckContext, Surroundings } from './check-context.ts';
import { checkField } from './check-field.ts';
import { isLanguageFunction } from './known-names.ts';

/** Checks every expression in a value: its functions, their arguments, the parameters, fields and counts they name. */
export function checkTemplate(template: Template, around: Surroundings, context: CheckContext): void {
  switch (template.kind) {
    case 'constant':
      return;
    case 'array':
      for (const item of template.items) checkTemplate(item, around, context);
      return;
    case 'object':
      for (const member of template.members) checkTemplate(member.value, around, context);
      return;
    case 'expression':
      checkSize(template.text, template.expression, template.at, context);
      for (const call of callsOf(template)) checkCall(call, template.at, around, context);
  }
}

function checkSize(text: string, expression: Expression, at: Place, { report }: CheckContext): void {
  if (text.length > AUTHORING_LIMITS.expressionLength) {
    report.error(
      'limit/expression-length',
      `An expression has at most ${AUTHORING_LIMITS.expressionLength} characters; this has ${text.length}.`,
      at,
    );
  }
  const depth = callDepth(expression);
  if (depth > AUTHORING_LIMITS.nestedCalls) {
    report.error(
      'limit/nested-calls',
      `Calls are nested ${depth} deep; the limit is ${AUTHORING_LIMITS.nestedCalls}.`,
      at,
    );
  }
}

function callDepth(expression: Expression): number {
  switch (expression.kind) {
    case 'literal':
      return 0;
    case 'call':
      return 1 + Math.max(0, ...expression.args.map(callDepth));
    case 'property':
      return callDepth(expression.of);
    case 'index':
      return Math.max(callDepth(expression.of), callDepth(expression.index));
  }
}

function checkCall(call: Call, at: Place, around: Surroundings, context: CheckContext): void {
  const { report } = context;
  context.tally.functions += 1;
  const fn = findFunction(call.name);
  if (fn === undefined) {
    reportUnknown(call, at, context);
    return;
  }
  checkArity(call, fn, at, context);
  if (around.without.includes(fn.name.toLowerCase())) {
    report.error('function/not-here', `${fn.name}() may not be used here.`, at);
  }
  checkNamed(call, fn, at, around, context);
}

function reportUnknown(call: Call, at: Place, { report }: CheckContext): void {
  const why = whyNotInRules(call.name);
  if (isLanguageFunction(call.name)) {
    report.error('feature/not-supported', `The function ${call.name}() is not supported yet.`, at);
  } else if (why !== undefined) {
    report.error('function/not-in-rules', `${call.name}() cannot be used in a policy rule: ${why}.`, at);
  } else {
    const similar = similarNames(
      call.name,
      FUNCTIONS.map(known => known.name),
    );
    report.error('function/unknown', `There is no function ${call.name}().${didYouMean(similar)}`, at);
  }
}

function checkArity(call: Call, fn: TemplateFunction, at: Place, { report }: CheckContext): void {
  const given = call.args.length;
  if (given > AUTHORING_LIMITS.arguments) {
    report.error(
      'limit/arguments',
      `A call has at most ${AUTHORING_LIMITS.arguments} arguments; ${fn.name}() has ${given}.`,
      at,
    );
  } else if (given < fn.minArgs || given > fn.maxArgs) {
    report.error('function/arguments', `${fn.name}() takes ${arityOf(fn)}, not ${given}.`, at);
  }
}

function arityOf({ minArgs, maxArgs }: TemplateFunction): string {
  if (minArgs === maxArgs) return `${minArgs} argument${minArgs === 1 ? '' : 's'}`;
  return maxArgs === Number.POSITIVE_INFINITY
    ? `at least ${minArgs} arguments`
    : `${minArgs} to ${maxArgs} arguments`;
}

/** Functions whose argument names something of the definition. */
function checkNamed(
  call: Call,
  fn: TemplateFunction,
  at: Place,
  around: Surroundings,
  context: CheckContext,
): void {
  const [argument] = call.args;
  const name =
    argument?.kind === 'literal' && typeof argument.value === 'string' ? argument.value : undefined;
  if (fn.name === 'current') checkCurrent(name, call.args.length > 0, at, around, context);
  else if (fn.name === 'field' && name !== undefined) checkField(name, at, context);
  else if (fn.name === 'parameters' && name !== undefined) checkParameter(call, name, at, context);
}

function checkParameter(
  call: Call,
  name: string,
  at: Place,
  { definition, report, usedParameters, malformedParameters }: CheckContext,
): void {
  usedParameters.add(parameterOf(call) ?? name);
  const key = name.toLowerCase();
  if (definition.parameters.has(key) || malformedParameters.has(key)) return;
  const similar = similarNames(name, [
    ...[...definition.parameters.values()].map(parameter => parameter.name),
    ...malformedParameters,
  ]);
  report.error('parameter/unknown', `The definition has no parameter '${name}'.${didYouMean(similar)}`, at);
}

function checkCurrent(
  name: string | undefined,
  isNamed: boolean,
  at: Place,
  { frames }: Surroundings,
  { report }: CheckContext,
): void {
  if (frames.length === 0) {
    report.error('current/outside-count', 'current() means something only inside the where of a count.', at);
    return;
  }
  if (!isNamed || name === undefined) return;
  const lower = name.toLowerCase();
  const known = frames.some(
    frame => frame.key === lower || (frame.kind === 'field' && isInside(frame.key, lower)),
  );
  if (!known) {
    report.error(
      'current/unknown',
      `No count around this is named '${name}'.${didYouMean(
        similarNames(
          name,
          frames.map(frame => frame.key),
        ),
      )}`,
      at,
    );
  }
}
