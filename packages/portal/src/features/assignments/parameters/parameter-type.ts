import type { PolicyParameter } from '../../../lib/policy/parameters.ts';

const TYPES = ['String', 'Array', 'Object', 'Boolean', 'Integer', 'Float', 'DateTime'] as const;
export type ParameterType = (typeof TYPES)[number];

/** The type of a parameter; names of types have no letter case. One that is not known here is taken for a text. */
export function typeOf({ type }: Pick<PolicyParameter, 'type'>): ParameterType {
  return TYPES.find(each => each.toLowerCase() === type.toLowerCase()) ?? 'String';
}
