import { complaint, textAt } from '../runtime/arguments/arguments.ts';
import { resolveUri } from '../values/resolve-uri.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the absolute URI that a reference means seen from a base, which must be absolute itself (RFC 3986, section
 * 5.2).
 */
export const uri = pureFunction({ name: 'uri', minArgs: 2, maxArgs: 2 }, args => {
  const resolved = resolveUri(textAt(args, 0), textAt(args, 1));
  if (resolved === undefined)
    throw complaint('function/bad-format', args, 0, 'an absolute URI such as https://host/path');
  return resolved;
});
