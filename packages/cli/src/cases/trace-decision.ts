import type { Decision, EvaluationRequest, PolicyDefinition } from '@sluice/engine/model';
import type { EvaluationInput, JsonObject } from '@sluice/language';
import { createProviderVocabulary } from '@sluice/providers/types';
import { prepareRule } from '../evaluate/prepare-rule.ts';
import type { SeenRule } from './case-result.ts';

/** A decision with the request that it answers. */
export type Decided = { readonly request: EvaluationRequest; readonly decision: Decision };

const VOCABULARY = createProviderVocabulary();

/**
 * What the conditions of a definition saw of everything that its mode looks at, also where it turned out not to apply.
 * `file` is where it stands, so that pointers lead into it.
 */
export function traceDecision(
  definition: PolicyDefinition,
  file: { readonly path: string; readonly source: JsonObject },
  parameters: JsonObject,
  { request, decision }: Decided,
): SeenRule | undefined {
  const rule = prepareRule({
    definition: file.source,
    parameters,
    vocabulary: VOCABULARY,
    reading: 'asWritten',
  });
  if ('stage' in rule) return undefined;
  const mode = definition.mode.toLowerCase();
  const components = decision.components.filter(component => component.mode.toLowerCase() === mode);
  const subjects = mode.endsWith('.data') ? components.map(({ content }) => content) : [decision.resource];
  const inputs = subjects.map(
    (resource): EvaluationInput => ({
      resource,
      context: contextOf(request),
      apiVersion: request.apiVersion,
    }),
  );
  return {
    definition: rule.definition,
    file: { path: file.path, isBare: false },
    traces: inputs.flatMap(input => rule.program.explain(input).root ?? []),
  };
}

function contextOf({ at, apiVersion, context }: EvaluationRequest): EvaluationInput['context'] {
  const { subscription, resourceGroup } = context;
  return {
    now: at,
    ...(subscription && { subscription }),
    ...(resourceGroup && { resourceGroup }),
    requestContext: { apiVersion },
  };
}
