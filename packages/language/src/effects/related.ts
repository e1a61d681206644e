import type { ObjectNode } from '../source/json-node.ts';
import { isExpression } from '../syntax/parse-expression.ts';
import type { DetailChecks } from './effect-details.ts';
import { type At, asText, checkOneOf, checkTemplate, get, need } from './shape.ts';

const DELAYS = ['AfterProvisioning', 'AfterProvisioningSuccess', 'AfterProvisioningFailure'];
const LONGEST_DELAY_MINUTES = 360;

/** What both IfNotExists effects say of the resource they look for. */
export function checkRelated(details: At<ObjectNode>, checks: DetailChecks): void {
  const type = need(details, 'type', checks.report);
  checkTemplate(type, checks);
  checkTemplate(get(details, 'name'), checks);
  checkTemplate(get(details, 'resourceGroupName'), checks);
  checkOneOf(get(details, 'existenceScope'), 'existenceScope', ['ResourceGroup', 'Subscription'], checks);
  checkDelay(get(details, 'evaluationDelay'), checks);
  const condition = get(details, 'existenceCondition');
  if (condition !== undefined) checks.condition(condition.node, condition.at);
}

function checkDelay(delay: At | undefined, checks: DetailChecks): void {
  const text = delay && asText(delay, 'evaluationDelay', checks.report);
  if (delay === undefined || text === undefined) return;
  if (isExpression(text)) checkTemplate(delay, checks);
  else if (!isDelay(text)) {
    checks.report.error(
      'details/value',
      `'evaluationDelay' is one of ${DELAYS.join(', ')}, or PT0M to PT360M; found '${text}'.`,
      delay.at,
    );
  }
}

function isDelay(text: string): boolean {
  if (DELAYS.some(known => known.toLowerCase() === text.toLowerCase())) return true;
  const duration = /^PT(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?$/i.exec(text)?.groups;
  if (duration === undefined) return false;
  return Number(duration['hours'] ?? 0) * 60 + Number(duration['minutes'] ?? 0) <= LONGEST_DELAY_MINUTES;
}
