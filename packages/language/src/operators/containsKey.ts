import { possession } from '../values/possession.ts';
import type { Operator } from './operator.ts';

/** True when the object has a property of that name, ignoring case. Anything that is no object has none. */
export const containsKey: Operator = {
  name: 'containsKey',
  displayName: 'ContainsKey',
  operand: 'scalar',
  opposite: 'notContainsKey',
  prepare: possession,
};
