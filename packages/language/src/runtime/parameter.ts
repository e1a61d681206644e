import type { JsonValue } from '../values/json.ts';
import { EvaluationError, type Run } from './run.ts';

/** What `parameters(name)` gives when the name is known only while evaluating; otherwise the compiler has put the value in. */
export function readParameter(run: Run, name: string): JsonValue {
  const value = run.names.parameter(name);
  if (value === undefined) throw new EvaluationError('parameter/unknown', `There is no parameter '${name}'.`);
  return value;
}
