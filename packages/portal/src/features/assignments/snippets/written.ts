import type { JsonObject } from '@sluice/arm/protocol';

/** What a snippet writes: the PUT of an assignment. */
export type Written = {
  readonly scope: string;
  readonly name: string;
  /** `identity`, `location` and `properties`. */
  readonly body: JsonObject;
};
