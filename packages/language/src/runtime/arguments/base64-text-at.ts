import { decodeBase64 } from '../../values/base64.ts';
import { decodeUtf8 } from '../../values/utf8.ts';
import { type Arguments, complaint, textAt } from './arguments.ts';

/** The text whose UTF-8 bytes an argument has in base64; fails for what is no base64. */
export function base64TextAt(args: Arguments, index: number): string {
  const bytes = decodeBase64(textAt(args, index));
  if (bytes === undefined) throw complaint('function/bad-format', args, index, 'base64 with padding');
  return decodeUtf8(bytes);
}
