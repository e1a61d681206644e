import type { TemplateFunction } from '../functions/template-function.ts';
import type { Names } from '../runtime/run.ts';

/** A count around what is being compiled. */
export type Frame = { readonly kind: 'field' | 'value'; readonly key: string };

/** What the compiler knows while it walks down a rule. */
export type CompileContext = {
  readonly names: Names;
  /** Counts around this place, innermost first: at run time each has one `CountScope`. */
  readonly frames: readonly Frame[];
  /** Functions that rules do not have, looked up first: those of deployment templates. */
  readonly findMore?: (name: string) => TemplateFunction | undefined;
  /** The resource's type, in lower case, where an earlier condition has made sure of it. */
  readonly type?: string;
  /** A missing property makes its condition false instead of failing: only for cases from elsewhere. */
  readonly lenient: boolean;
};
