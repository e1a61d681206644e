import { complaint, textAt } from '../runtime/arguments/arguments.ts';
import { decodeBase64 } from '../values/base64.ts';
import { decodePercent } from '../values/percent.ts';
import { decodeUtf8 } from '../values/utf8.ts';
import { pureFunction } from './template-function.ts';

/** Gives the text of a data URI, in base64 or percent-encoded, read as UTF-8. */
export const dataUriToString = pureFunction({ name: 'dataUriToString', minArgs: 1, maxArgs: 1 }, args => {
  const parts = DATA_URI.exec(textAt(args, 0))?.groups;
  const data = parts?.['data'] ?? '';
  const bytes = parts?.['base64'] === undefined ? undefined : decodeBase64(data);
  const isWrong = parts === undefined || (parts['base64'] !== undefined && bytes === undefined);
  if (isWrong) throw complaint('function/bad-format', args, 0, 'a data URI such as data:;base64,aGVsbG8=');
  return bytes === undefined ? decodePercent(data) : decodeUtf8(bytes);
});

const DATA_URI = /^data:[^,]*?(?<base64>;base64)?,(?<data>.*)$/is;
