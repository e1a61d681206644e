import { ApiError } from '@sluice/arm/client';

/** What a refusal says of one place of the document that was sent, by JSON pointer: of the place itself or of what is inside. Undefined when it is about something else. */
export function problemAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { details = [], ...whole } = error.detail;
  const problem = [whole, ...details].find(
    ({ target }) => target === pointer || target?.startsWith(`${pointer}/`) === true,
  );
  return problem?.message;
}
