import type { JsonObject, JsonValue } from '../values/json.ts';

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
  readonly member: JsonValue;
  readonly outer?: CountScope;
};

/** State of one evaluation, handed to every compiled closure. */
export type Run = {
  readonly input: EvaluationInput;
  readonly count: CountScope | undefined;
  /** Nodes still allowed before the evaluation fails: see limits.ts. */
  readonly budget: { nodes: number };
};

/** A compiled expression. Throws `EvaluationError` when it has no value. */
export type Evaluate = (run: Run) => JsonValue;

/** The one exception of the language: an expression that cannot be evaluated. Never leaves `Program`. */
export class EvaluationError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'EvaluationError';
    this.code = code;
  }
}
