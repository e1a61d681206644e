import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, textAt } from '../json.ts';

/** A parameter as a definition or an initiative declares it. */
export type PolicyParameter = {
  readonly name: string;
  /** As declared: `String`, `Array`, `Object`, `Boolean`, `Integer`, `Float`, `DateTime`. */
  readonly type: string;
  /** What to call it: its display name, or else its name. */
  readonly displayName: string;
  readonly description: string | undefined;
  /** What kind of name it takes (`location`, `resourceTypes`), where it says so. */
  readonly strongType: string | undefined;
  /** Undefined when a value must be given. */
  readonly defaultValue: JsonValue | undefined;
  /** Empty when any value of the type will do. */
  readonly allowedValues: readonly JsonValue[];
  /** JSON Schema of an object's form. */
  readonly schema: JsonValue | undefined;
  readonly isDeprecated: boolean;
};

/** The parameters of a definition's or an initiative's `properties`, in their order. */
export function readParameters(properties: JsonObject): readonly PolicyParameter[] {
  return Object.entries(objectAt(properties, 'parameters')).map(([name, declared]) => {
    const metadata = objectAt(declared, 'metadata');
    return {
      name,
      type: textAt(declared, 'type') ?? 'String',
      displayName: textAt(metadata, 'displayName') || name,
      description: textAt(metadata, 'description'),
      strongType: textAt(metadata, 'strongType'),
      defaultValue: isObject(declared) ? declared['defaultValue'] : undefined,
      allowedValues: listAt(declared, 'allowedValues'),
      schema: isObject(declared) ? declared['schema'] : undefined,
      isDeprecated: metadata['deprecated'] === true,
    };
  });
}
