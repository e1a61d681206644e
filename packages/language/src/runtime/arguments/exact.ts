import { EvaluationError } from '../run.ts';
import type { Arguments } from './arguments.ts';

/** A result of arithmetic; fails beyond 2^53, where whole numbers are no longer told apart. */
export function exact(args: Arguments, result: number): number {
  if (Math.abs(result) <= Number.MAX_SAFE_INTEGER) return result;
  throw new EvaluationError('function/out-of-range', `${args.of}(): the result ${result} is beyond ±2^53.`);
}
