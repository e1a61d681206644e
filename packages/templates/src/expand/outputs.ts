import { EvaluationError } from '@sluice/language/expressions';
import type { TemplateEnv } from '../functions/env.ts';
import type { OutputDeclaration } from '../parse/parsed-template.ts';
import type { TemplateRuntime } from '../values/context.ts';
import { at } from '../values/json.ts';
import type { TemplateProblem } from '../values/problem.ts';
import { checkValue } from './check-value.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue, type Failure, failureOf } from './evaluate.ts';
import { countOf, turnsOf } from './loop.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { TypedValue } from './parameters.ts';
import type { OutputsResult } from './plan.ts';
import type { TemplateScope } from './template-scope.ts';

/** The outputs of a template; what fails is reported, all of it. */
export function evaluateOutputs(scope: TemplateScope, runtime: TemplateRuntime): OutputsResult {
  const { values, failures } = collectOutputs(scope, runtime);
  return failures.length === 0
    ? { values }
    : { problems: failures.map(each => toProblem(each, scope, runtime)) };
}

/** The same at any time: also before the deployment, when those that need it fail with `template/needs-runtime`. */
export function collectOutputs(
  scope: TemplateScope,
  runtime: TemplateRuntime | undefined,
): { readonly values: readonly TypedValue[]; readonly failures: readonly Failure[] } {
  const env = createEnv(scope, runtime);
  const values: TypedValue[] = [];
  const failures: Failure[] = [];
  for (const output of scope.template.outputs) {
    try {
      values.push(...evaluateOutput(output, env, scope));
    } catch (error) {
      failures.push(failureOf(error, output.pointer));
    }
  }
  return { values, failures };
}

function evaluateOutput(
  output: OutputDeclaration,
  env: TemplateEnv,
  scope: TemplateScope,
): readonly TypedValue[] {
  const { name, type, isSecure, condition, loop, pointer } = output;
  if (condition !== undefined && evaluateValue(condition, env, at(pointer, 'condition')) === false) return [];
  const value =
    loop === undefined
      ? evaluateValue(output.value, env, at(pointer, 'value'))
      : turnsOf(
          'resource',
          undefined,
          countOf(evaluateValue(loop.count, env, `${pointer}/copy/count`), undefined, loop.pointer),
        ).map(turn =>
          evaluateValue(output.value, { ...env, turns: [...env.turns, turn] }, `${pointer}/copy/input`),
        );
  const wrong = checkValue(value, output.schema, scope.template.definitions);
  if (wrong === undefined) return [{ name, type, isSecure, value }];
  throw new EvaluationError(
    'template/output',
    `The template output '${name}' is not valid. ${wrong.message}`,
    pointer,
  );
}

function toProblem(
  { code, message, pointer }: Failure,
  scope: TemplateScope,
  runtime: TemplateRuntime,
): TemplateProblem {
  const masked = maskSecrets(message, scope, runtime);
  if (code === 'template/not-found') return { code: 'ResourceNotFound', message: masked, pointer };
  return {
    code: 'DeploymentOutputEvaluationFailed',
    message: `Unable to evaluate template outputs: '${pointer}'. ${masked}`,
    pointer,
  };
}
