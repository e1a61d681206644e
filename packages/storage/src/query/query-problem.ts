import { StorageQueryProblem } from '../errors.ts';

/** `message` without a full stop: the place follows it. */
export function queryProblem(message: string, position: number, option: string): StorageQueryProblem {
  const where = option === '$filter' ? 'the filter' : option;
  return new StorageQueryProblem(`${message} (at character ${position} of ${where}).`, { option, position });
}
