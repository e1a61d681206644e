import type { EvaluatedExpression } from '@sluice/language';
import type { StateDetail, StateResult } from '../model/write-set.ts';

/**
 * Why a result is not compliant, in sentences: one for each condition that the verdict rests on, saying what the value would have to be.
 * A condition that stands under `not` was false, and so asks for its opposite. For the IfNotExists effects also that nothing was found;
 * for what could not be evaluated, why; and where no condition decides, what does. The words are ours; those of Azure say the same.
 */
export function reasonsOf(
  result: StateDetail & Partial<Pick<StateResult, 'effect' | 'complianceState'>>,
): readonly string[] {
  const { evaluatedExpressions = [], error, related, effect = '', complianceState } = result;
  const undecided = complianceState === 'Compliant' ? undefined : WITHOUT_CONDITION[effect];
  const reasons = [
    ...(undecided === undefined ? [] : [undecided]),
    ...(error === undefined ? [] : [`The policy could not be evaluated: ${error.message}`]),
    ...(related === undefined ? [] : [NOTHING_RELATED]),
    ...evaluatedExpressions.flatMap(each => reasonOf(each) ?? []),
  ];
  return [...new Set(reasons)];
}

const NOTHING_RELATED = 'No related resource matches the effect details.';

/** By effect: what says the state where conditions only say which resources it is about. */
const WITHOUT_CONDITION: Readonly<Record<string, string>> = {
  manual:
    'The effect is manual: the state is that of an attestation, or else the default state of the policy.',
  denyaction: 'The effect is denyAction: the resource is protected from what the policy names.',
};

/** Undefined for what only says which resources the rule is about. */
function reasonOf({ operator, result, expression, targetValue }: EvaluatedExpression): string | undefined {
  if (ABOUT.has(expression.toLowerCase())) return undefined;
  const words = WORDS[operator.toLowerCase()];
  if (words === undefined) return undefined;
  const held = result === 'True';
  // `exists: false` that holds asks for the opposite of `exists: true` that does.
  const asked = operator.toLowerCase() === 'exists' && targetValue !== 'True' ? !held : held;
  return `${expression}: the current value must ${asked ? words.opposite : words.asIs}.`;
}

/** The fields by which rules choose what they are about. */
const ABOUT: ReadonlySet<string> = new Set(['type']);

type Words = { readonly asIs: string; readonly opposite: string };

/** What a value must be for an operator to hold, and for it not to. */
const PAIRS: Readonly<Record<string, Words>> = {
  equals: { asIs: 'be the target value', opposite: 'not be the target value' },
  in: { asIs: 'be among the target values', opposite: 'not be among the target values' },
  like: { asIs: 'be like the target value', opposite: 'not be like the target value' },
  match: { asIs: 'match the target value', opposite: 'not match the target value' },
  matchInsensitively: {
    asIs: 'match the target value in any letter case',
    opposite: 'not match the target value in any letter case',
  },
  contains: { asIs: 'contain the target value', opposite: 'not contain the target value' },
  containsKey: {
    asIs: 'contain the target value as a key',
    opposite: 'not contain the target value as a key',
  },
};

const BOUNDS: Readonly<Record<string, Words>> = {
  less: { asIs: 'be less than the target value', opposite: 'be greater than or equal to the target value' },
  lessOrEquals: {
    asIs: 'be less than or equal to the target value',
    opposite: 'be greater than the target value',
  },
  greater: {
    asIs: 'be greater than the target value',
    opposite: 'be less than or equal to the target value',
  },
  greaterOrEquals: {
    asIs: 'be greater than or equal to the target value',
    opposite: 'be less than the target value',
  },
  exists: { asIs: 'exist', opposite: 'not exist' },
};

/** By the operator's name in lower case; a negated one has the words of its positive the other way round. */
const WORDS: Readonly<Record<string, Words>> = Object.fromEntries(
  [
    ...Object.entries(PAIRS).flatMap(([name, { asIs, opposite }]) => [
      [name, { asIs, opposite }] as const,
      [`not${name}`, { asIs: opposite, opposite: asIs }] as const,
    ]),
    ...Object.entries(BOUNDS),
  ].map(([name, words]) => [name.toLowerCase(), words]),
);
