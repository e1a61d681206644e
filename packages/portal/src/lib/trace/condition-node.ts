import type { JsonValue } from '@sluice/arm/protocol';

/** A condition as it is drawn, whoever told of it: the trace of a decision or of a trial, the expressions of a state, a definition. */
export type ConditionNode = ConditionGroup | ConditionLeaf;

type Seen = {
  /** Where it stands in the definition (RFC 6901); tells nodes of one tree apart. */
  readonly pointer: string;
  /** Undefined: nobody looked at it, since what came before had decided. */
  readonly result: boolean | undefined;
  /** Whether the result above it is owed to it. */
  readonly matters: boolean;
};

export type ConditionGroup = Seen & {
  readonly kind: 'allOf' | 'anyOf' | 'not';
  readonly children: readonly ConditionNode[];
};

export type ConditionLeaf = Seen & {
  readonly kind: 'condition';
  /** What is looked at: a field, a computed value, how many members there are. */
  readonly subject: 'Field' | 'Value' | 'Count';
  /** As the definition writes it. */
  readonly expression: string;
  /** The field in short, where the server says it. */
  readonly path: string | undefined;
  /** Of the language, in any letter case. */
  readonly operator: string;
  readonly expected: JsonValue | undefined;
  /** Undefined: there is none, or nobody looked. */
  readonly actual: JsonValue | undefined;
  /** Of a count: what each member that counts was found to be. */
  readonly members: readonly ConditionNode[];
};

/** What a rule saw of one resource. */
export type Trace = {
  readonly outcome: 'matched' | 'notMatched' | 'error';
  /** Why the rule could not be evaluated. */
  readonly error: string | undefined;
  /** Undefined: the rule could not be evaluated to the end. */
  readonly root: ConditionNode | undefined;
};
