import {
  EvaluationError,
  FUNCTIONS,
  type JsonValue,
  type Run,
  type TemplateFunction,
} from '@sluice/language/expressions';
import type { TemplateEnv, UserFunction } from './env.ts';
import { TEMPLATE_FUNCTIONS } from './index.ts';
import { LIST_FUNCTION, listFunction } from './list.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Functions of rules that templates do not have, in lower case. */
const RULES_ONLY: ReadonlySet<string> = new Set([
  'field',
  'current',
  'policy',
  'requestcontext',
  'claims',
  'adddays',
  'iprangecontains',
]);

const OWN = new Map(TEMPLATE_FUNCTIONS.map(fn => [fn.name.toLowerCase(), fn]));
const SHARED = new Map(
  FUNCTIONS.filter(fn => !RULES_ONLY.has(fn.name.toLowerCase())).map(fn => [fn.name.toLowerCase(), fn]),
);

/** What can be said of a function without calling it. */
export type FunctionShape = Pick<TemplateOnlyFunction, 'name' | 'minArgs' | 'maxArgs' | 'place'>;

/** The shape of a function that every template has, its name in any letter case. */
export function functionShape(name: string): FunctionShape | undefined {
  const lower = name.toLowerCase();
  if (lower === 'utcnow') return { name: 'utcNow', minArgs: 0, maxArgs: 1, place: 'default' };
  return OWN.get(lower) ?? SHARED.get(lower) ?? (LIST_FUNCTION.test(name) ? listFunction(name) : undefined);
}

/**
 * How the language finds functions while an expression of a template is evaluated. No function is taken to be
 * constant, so that all of them draw on one budget.
 */
export function functionFinder(env: TemplateEnv): (name: string) => TemplateFunction | undefined {
  const found = new Map<string, TemplateFunction | undefined>();
  return name => {
    if (!found.has(name)) found.set(name, metered(bind(name, env)));
    return found.get(name);
  };
}

function bind(name: string, env: TemplateEnv): TemplateFunction {
  const lower = name.toLowerCase();
  const own = OWN.get(lower) ?? (LIST_FUNCTION.test(name) ? listFunction(name) : undefined);
  if (own !== undefined)
    return { ...own, constant: false, evaluate: (args, run) => own.evaluate(args, env, run) };
  const shared = SHARED.get(lower);
  if (shared !== undefined) return { ...shared, constant: false };
  const user = name.includes('.') ? env.userFunction(name) : undefined;
  return user === undefined ? unknown(name) : ofUser(name, user);
}

function ofUser(name: string, user: UserFunction): TemplateFunction {
  return {
    name,
    minArgs: user.arity,
    maxArgs: user.arity,
    constant: false,
    evaluate: (args, run) => user.call(args.map(argument => argument(run))),
  };
}

function unknown(name: string): TemplateFunction {
  return {
    name,
    minArgs: 0,
    maxArgs: Number.POSITIVE_INFINITY,
    constant: false,
    evaluate: () => {
      throw new EvaluationError('function/unknown', `The template function '${name}' is not valid.`);
    },
  };
}

/** Texts cost too: the language counts members only. */
function metered(fn: TemplateFunction): TemplateFunction {
  return {
    ...fn,
    evaluate: (args, run) => {
      const value = fn.evaluate(args, run);
      spendText(value, run);
      return value;
    },
  };
}

function spendText(value: JsonValue, run: Run): void {
  run.budget.nodes -= 1 + (typeof value === 'string' ? value.length >> 5 : 0);
  if (run.budget.nodes < 0)
    throw new EvaluationError('limit/work', 'The template needs more steps than one expansion may take.');
}
