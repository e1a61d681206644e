import type { JsonObject, JsonValue } from '../values/json.ts';
import type { Path } from './path.ts';
import type { Run } from './run.ts';

/** How a field name is read. Made once for each name in a rule. */
export type FieldReader = {
  readonly name: string;
  /** `location` and what it is compared with are written in one way before they are compared. */
  readonly isLocation: boolean;
  /** The path that the name stands for on this resource; undefined: the name means nothing for its type. */
  path(resource: JsonObject, run: Run): Path | undefined;
  /** The path on that type (lower case), where it is the same for every api-version; undefined where it is not. */
  pathOnType(type: string | undefined): Path | undefined;
  /** For names that are computed and not looked up (`fullName`). */
  readonly compute?: ((resource: JsonObject) => JsonValue | undefined) | undefined;
};
