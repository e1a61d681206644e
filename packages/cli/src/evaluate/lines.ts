import { StringDecoder } from 'node:string_decoder';

/**
 * The lines of a stream of UTF-8, without their ends. Only LF and CRLF end a line: other separators may stand inside a
 * JSON text, where node:readline would cut it.
 */
export async function* splitLines(input: AsyncIterable<Buffer | string>): AsyncIterable<string> {
  const decoder = new StringDecoder('utf8');
  let open: string[] = [];
  let isFirst = true;
  const close = (rest: string): string => {
    const line = [...open, rest].join('');
    open = [];
    const text = isFirst ? line.replace(/^\uFEFF/, '') : line;
    isFirst = false;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  };
  for await (const chunk of input) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) yield close(part);
    if (last !== '') open.push(last);
  }
  const rest = decoder.end();
  if (rest !== '' || open.length > 0) yield close(rest);
}
