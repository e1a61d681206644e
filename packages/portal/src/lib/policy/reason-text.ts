import type { JsonValue } from '@sluice/arm/protocol';
import { type EvaluatedExpression, reasonSentence } from '@sluice/providers/models';
import { isObject, textAt } from '../json.ts';
import type { Reason } from './preview.ts';

/**
 * Why a rule says what it says: the assignment's own message, else what was seen, in the sentence that a denial says it in. Empty where a
 * rule asks for nothing but a type.
 */
export function reasonText({ message, error, expressions }: Reason): string {
  if (error !== undefined) return error;
  if (message !== undefined && message !== '') return message;
  const evaluatedExpressions = readExpressions(expressions);
  const saysMore = evaluatedExpressions.some(({ expression }) => expression.toLowerCase() !== 'type');
  return saysMore ? reasonSentence({ evaluatedExpressions }) : '';
}

function readExpressions(expressions: readonly JsonValue[]): readonly EvaluatedExpression[] {
  return expressions.filter(isObject).map(each => {
    const path = textAt(each, 'path');
    const { expressionValue, targetValue } = each;
    return {
      // Azure writes booleans as words here.
      result: String(each['result']).toLowerCase() === 'true' ? 'True' : 'False',
      expression: textAt(each, 'expression') ?? '',
      operator: textAt(each, 'operator') ?? '',
      ...(path === undefined ? {} : { path }),
      ...(expressionValue === undefined ? {} : { expressionValue }),
      ...(targetValue === undefined ? {} : { targetValue }),
    };
  });
}
