import type { JsonObject, JsonValue } from '../values/json.ts';
import type { Path } from './path.ts';

/** What a rule may ask about the world besides the resource. All of it is handed in; nothing is read from outside. */
export type EvaluationContext = {
  /** ISO 8601 instant that `utcNow()` gives. */
  readonly now: string;
  readonly subscription?: JsonObject;
  readonly resourceGroup?: JsonObject;
  /** `{apiVersion, identity}` */
  readonly requestContext?: JsonObject;
  /** `{assignmentId, definitionId, setDefinitionId, definitionReferenceId}` */
  readonly policy?: JsonObject;
};

/** One thing to judge: an ARM resource (`id, name, type, location, tags, properties...`) or a component. */
export type EvaluationInput = {
  readonly resource: JsonObject;
  readonly context: EvaluationContext;
  /** Chooses between an alias's versioned paths; absent: default paths. */
  readonly apiVersion?: string;
};

/** A member that a `count` is looking at: `current()` reads it, field look-ups of the counted alias see only it. */
export type CountScope = {
  /** Folded alias (`...rules[*]`) of a field count, or the folded name of a value count. */
  readonly key: string;
  /** How many `[*]` the counted path has; 0 for a value count. */
  readonly wildcards: number;
  readonly member: JsonValue;
  readonly outer?: CountScope | undefined;
};

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

/** What the names in a rule mean: fixed when the rule is compiled, shared by all its evaluations. */
export type Names = {
  /** The reader of a field, whatever the name is; throws `EvaluationError` for a name that no rule may use. */
  field(name: string): FieldReader;
  /** Undefined when there is no parameter of that name (ignoring case). */
  parameter(name: string): JsonValue | undefined;
};

/** State of one evaluation, handed to every compiled closure. */
export type Run = {
  readonly input: EvaluationInput;
  /** What `field` conditions read: the resource judged, or the related one inside an existence condition. */
  readonly resource: JsonObject;
  readonly count: CountScope | undefined;
  /** Work still allowed before the evaluation fails: see limits.ts. */
  readonly budget: { nodes: number };
  readonly names: Names;
};

/** A compiled expression. Throws `EvaluationError` when it has no value. */
export type Evaluate = (run: Run) => JsonValue;

/** The one exception of the language: an expression that cannot be evaluated. Never leaves `Program`. */
export class EvaluationError extends Error {
  readonly code: string;
  /** JSON pointer of the condition in the definition, once it is known. */
  readonly pointer: string | undefined;
  constructor(code: string, message: string, pointer?: string) {
    super(message);
    this.name = 'EvaluationError';
    this.code = code;
    this.pointer = pointer;
  }
}
