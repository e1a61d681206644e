import { memberOf } from '../values/member-of.ts';
import type { Operator } from './operator.ts';

/**
 * True when some element of the list equals the value, with the coercions of `equals` but one: null matches nothing,
 * so that a missing field is not in `[""]`. A list of a thousand costs as much as a list of one.
 */
export const inOperator: Operator = {
  name: 'in',
  displayName: 'In',
  operand: 'list',
  opposite: 'notIn',
  prepare: memberOf,
};
