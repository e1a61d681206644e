import type { JsonValue } from '@sluice/arm/protocol';
import { objectAt, objectsAt, textAt } from '../json.ts';
import type { Definition } from './use-definition.ts';
import { valuesOf } from './values-of.ts';

/** A definition of an initiative. */
export type Member = {
  readonly referenceId: string;
  readonly definitionId: string;
  /** What the initiative gives to the definition, by name. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
};

/** The members of an initiative, in their order; a policy has none. */
export function membersOf({ properties }: Pick<Definition, 'properties'>): readonly Member[] {
  return objectsAt(properties, 'policyDefinitions').map(member => ({
    referenceId: textAt(member, 'policyDefinitionReferenceId') ?? '',
    definitionId: textAt(member, 'policyDefinitionId') ?? '',
    parameters: valuesOf(objectAt(member, 'parameters')),
  }));
}
