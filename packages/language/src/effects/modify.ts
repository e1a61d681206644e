import { parseFieldName } from '../runtime/field-name.ts';
import type { ObjectNode } from '../source/json-node.ts';
import { isExpression } from '../syntax/parse-expression.ts';
import type { DetailChecks, EffectRecord } from './effect-details.ts';
import {
  type At,
  asFilledArray,
  asObject,
  asText,
  checkOneOf,
  checkRoles,
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
  const kind = need(operation, 'operation', checks.report);
  checkOneOf(kind, 'operation', OPERATIONS, checks);
  const removes = kind?.node.kind === 'scalar' && String(kind.node.value).toLowerCase() === 'remove';
  const value = get(operation, 'value');
  if (value !== undefined) checks.template(value.node, value.at);
  else if (!removes)
    checks.report.error('details/missing', `An operation that adds or replaces needs 'value'.`, operation.at);
  checkField(operation, removes, checks);
  checkCondition(get(operation, 'condition'), checks);
}

function checkField(operation: At<ObjectNode>, removes: boolean, checks: DetailChecks): void {
  const field = need(operation, 'field', checks.report);
  const name = field && asText(field, 'field', checks.report);
  if (field === undefined || name === undefined) return;
  checks.field(field.node, field.at);
  if (isExpression(name)) return;
  const isTag = name.toLowerCase() === 'tags' || parseFieldName(name).kind === 'tag';
  if (removes && !isTag)
    checks.report.error('details/value', `Only tags can be removed, not '${name}'.`, field.at);
  if (checks.isModifiable(name) === false) {
    checks.report.warning(
      'modify/not-modifiable',
      `The alias '${name}' is not modifiable: the conflictEffect will decide.`,
      field.at,
    );
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
