import { apiError, badRequest } from '@sluice/arm/errors';
import type { JsonValue } from '@sluice/arm/protocol';
import { parseJson } from './json/parse-json.ts';

const JSON_TYPE = /^(?:[a-z]+\/)?(?:[a-z0-9.+-]*\+)?json$/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON of a body; undefined for an empty one. A missing content type counts as JSON, as some clients leave it out.
 *
 * `templates`: as `parseJson` has it. Throws `UnsupportedMediaType` for another type, `InvalidRequestContent` with line and column for what is no JSON.
 */
export function readJsonBody(
  contentType: string | undefined,
  bytes: Uint8Array | undefined,
  options?: { readonly templates?: boolean },
): JsonValue | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined;
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !JSON_TYPE.test(type)) {
    throw apiError(
      'UnsupportedMediaType',
      `The request body must be JSON (application/json), not '${type.slice(0, 64)}'.`,
    );
  }
  const text = decodeUtf8(bytes);
  if (text.trim() === '') return undefined;
  const { value, problem } = parseJson(text, options);
  if (problem === undefined) return value;
  throw badRequest(
    'InvalidRequestContent',
    `The request content was invalid and could not be read as JSON: ${problem.message} (line ${problem.line}, column ${problem.column}).`,
  );
}

/** The text of a body. Throws `InvalidRequestContent` for bytes that are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw badRequest('InvalidRequestContent', 'The request content is not UTF-8 text.');
  }
}
