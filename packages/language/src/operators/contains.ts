import { containment } from '../values/containment.ts';
import type { Operator } from './operator.ts';

/**
 * True when the operand is a part of the text, an element of the array or a key of the object, ignoring case. Every
 * text contains the empty one. `*` is an ordinary character here.
 */
export const contains: Operator = {
  name: 'contains',
  displayName: 'Contains',
  operand: 'scalar',
  opposite: 'notContains',
  prepare: containment,
};
