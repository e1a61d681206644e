/**
 * What a body may hold: known properties with their JSON types.
 *
 * A known property of the wrong type is an error with its JSON pointer; what happens to an unknown one is said by the object
 * around it. Read-only properties are dropped from what a client sends. Secret ones are masked in records.
 */
export type Shape =
  | {
      readonly kind: 'string';
      readonly oneOf?: readonly string[];
      readonly maxLength?: number;
      readonly minLength?: number;
      readonly format?: 'date-time' | 'resource-id';
      readonly secret?: boolean;
      readonly readOnly?: boolean;
    }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum?: number;
      readonly maximum?: number;
      readonly fromText?: boolean;
      readonly readOnly?: boolean;
    }
  /** `fromText`: 'true' and 'false' in any case mean it too, where clients are known to send that. */
  | { readonly kind: 'boolean'; readonly fromText?: boolean; readonly readOnly?: boolean }
  | { readonly kind: 'any'; readonly readOnly?: boolean }
  | { readonly kind: 'array'; readonly items: Shape; readonly maxItems?: number; readonly readOnly?: boolean }
  /** Free names, one shape for all values (`tags`, `parameters`). */
  | {
      readonly kind: 'map';
      readonly values: Shape;
      readonly readOnly?: boolean;
      readonly secret?: boolean;
      readonly maxEntries?: number;
      readonly maxNameLength?: number;
      /** Two names that differ only by letter case are refused. */
      readonly distinctNames?: boolean;
    }
  | {
      readonly kind: 'object';
      readonly properties: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
      /**
       * `drop`: ARM's policy objects; `keep`: resource types whose newer versions have more than we know; `refuse`: types of our own, where a
       * name that is spelt wrong would otherwise be believed to count.
       */
      readonly unknown: 'drop' | 'keep' | 'refuse';
      /** Known properties that a later step brings: refused with `FeatureNotSupported` when present and not empty. */
      readonly notYet?: readonly string[];
      readonly readOnly?: boolean;
    };
