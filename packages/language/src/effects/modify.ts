import type { ObjectNode } from '../source/json-node.ts';
import { isExpression } from '../syntax/parse-expression.ts';
import { checkChangedField } from './changed-field.ts';
import type { DetailChecks, EffectRecord } from './effect-details.ts';
import {
  type At,
  asFilledArray,
  asObject,
  asText,
  checkKeys,
  checkOneOf,
  checkRoles,
  checkTemplate,
  get,
  itemsOf,
  need,
  needObject,
} from './shape.ts';

const OPERATIONS = ['add', 'addOrReplace', 'remove'];
/** A condition of an operation decides before the resource is looked at. */
const NOT_IN_CONDITION = ['field', 'resourceGroup', 'subscription'];

/** Changes tags, the identity's type or modifiable aliases. Details: roles, operations, conflictEffect. */
export const modify: EffectRecord = {
  name: 'modify',
  inArmModes: true,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    const object = needObject(details, 'modify', checks);
    if (object === undefined) return;
    checkRoles(object, checks.report);
    checkOneOf(get(object, 'conflictEffect'), 'conflictEffect', ['audit', 'deny', 'disabled'], checks);
    const operations = need(object, 'operations', checks.report);
    const list = operations && asFilledArray(operations, 'operations', checks.report);
    for (const operation of list === undefined ? [] : itemsOf(list)) {
      const each = asObject(operation, 'operations', checks.report);
      if (each !== undefined) checkOperation(each, checks);
    }
  },
};

function checkOperation(operation: At<ObjectNode>, checks: DetailChecks): void {
  const { report } = checks;
  const kind = need(operation, 'operation', report);
  checkOneOf(kind, 'operation', OPERATIONS, checks);
  const removes = kind?.node.kind === 'scalar' && String(kind.node.value).toLowerCase() === 'remove';
  const value = get(operation, 'value');
  if (value === undefined && !removes)
    report.error('details/missing', `An operation that adds or replaces needs 'value'.`, operation.at);
  const field = need(operation, 'field', report);
  if (field === undefined) checkTemplate(value, checks);
  else checkField(field, value, removes, checks);
  checkCondition(get(operation, 'condition'), checks);
  checkKeys(operation, ['operation', 'field', 'value', 'condition'], 'An operation', report);
}

function checkField(field: At, value: At | undefined, removes: boolean, checks: DetailChecks): void {
  const name = checkChangedField(field, value, checks);
  if (name === undefined) return;
  const target = checks.target(name);
  if ('refusal' in target) return;
  const isTag = target.type === 'text' || target.type === 'texts';
  if (removes && !isTag) {
    checks.report.error('details/value', `Only tags can be removed, not '${name}'.`, field.at);
  } else if (!target.modifiable) {
    const [code, doubt] =
      checks.isModifiable(name) === undefined
        ? (['modify/unknown-if-modifiable', 'is not known to be modifiable'] as const)
        : (['modify/not-modifiable', 'is not modifiable'] as const);
    checks.report.warning(code, `The alias '${name}' ${doubt}: the conflictEffect will decide.`, field.at);
  }
}

function checkCondition(condition: At | undefined, checks: DetailChecks): void {
  const text = condition && asText(condition, 'condition', checks.report);
  if (condition === undefined || text === undefined) return;
  if (isExpression(text)) checks.template(condition.node, condition.at, NOT_IN_CONDITION);
  else
    checks.report.error(
      'details/value',
      `The condition of an operation is an expression that gives true or false.`,
      condition.at,
    );
}
