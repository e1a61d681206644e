import {
  type EvaluationInput,
  findEffect,
  type JsonObject,
  type JsonValue,
  type Outcome,
} from '@sluice/language';
import type { PreparedRule } from './prepare-rule.ts';

/** What a rule does to one resource. */
export type Verdict =
  | {
      readonly kind: 'effect';
      /** As the definition or the parameter spells it. */
      readonly effect: string;
      readonly details?: JsonValue;
    }
  | { readonly kind: 'none'; readonly because: 'notMatched' | 'disabled' | 'related' }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly pointer: string };

/**
 * Judges one resource. `related` are the resources among which an IfNotExists effect looks for one that satisfies its
 * condition; those without a type count as of the type looked for.
 */
export function judgeResource(
  rule: PreparedRule,
  input: EvaluationInput,
  related: readonly JsonObject[] = [],
): Verdict {
  const { program, details } = rule;
  const effect = findEffect(program.effect);
  if (effect?.name === 'disabled') return { kind: 'none', because: 'disabled' };
  const outcome = program.evaluate(input);
  if (outcome.kind !== 'matched') return notMatched(outcome);
  if (effect === undefined) return noSuchEffect(program.effect);
  if (details === undefined || !effect.takesDetails) return { kind: 'effect', effect: program.effect };
  const resolved = details.resolve(rule.reading.startsWith('lenient') ? asNewest(input) : input);
  if ('error' in resolved) return notMatched(resolved.error);
  if (effect.looksAtRelated) {
    const type = (resolved.details as JsonObject | null)?.['type'] ?? null;
    for (const each of related) {
      const satisfied = details.satisfies(input, { type, ...each });
      if (satisfied.kind === 'matched') return { kind: 'none', because: 'related' };
      if (satisfied.kind === 'error') return satisfied;
    }
  }
  return { kind: 'effect', effect: program.effect, details: resolved.details };
}

/** A parameter may say anything; the definition itself has been checked. */
function noSuchEffect(effect: string): Verdict {
  return {
    kind: 'error',
    code: 'effect/unknown',
    message: `'${effect}' is no effect.`,
    pointer: '/policyRule/then/effect',
  };
}

function notMatched(outcome: Outcome): Verdict {
  return outcome.kind === 'error' ? outcome : { kind: 'none', because: 'notMatched' };
}

/**
 * Without a request there is no api-version, and the conditions of a modify's operations ask for it: then the newest is
 * meant, as in a scan. Versions are dates, and none is later than the day of the evaluation.
 */
function asNewest(input: EvaluationInput): EvaluationInput {
  const { context } = input;
  if (context.requestContext?.['apiVersion'] !== undefined) return input;
  const requestContext = { ...context.requestContext, apiVersion: context.now.slice(0, 10) };
  return { ...input, context: { ...context, requestContext } };
}
