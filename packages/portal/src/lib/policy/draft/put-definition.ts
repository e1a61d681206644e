import { ApiError } from '@sluice/arm/client';
import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../arm.ts';
import { conditionOf, type Expected } from '../../expected.ts';
import { forgetDefinitions } from '../delete-definition.ts';

/** What became of a definition that was sent. */
export type SavedDefinition = {
  readonly revision: string | undefined;
};

/** What the server said of a definition that it did not take, problem by problem; empty when it was something else that was wrong. */
export type Refused = { readonly code: string; readonly message: string; readonly target: string };

/** Writes a custom definition or initiative. Rejects with `ApiError`: 400 with all that is wrong, 403, 409, 412 when it is not as expected. */
export async function putDefinition(
  id: string,
  properties: JsonObject,
  expected: Expected,
): Promise<SavedDefinition> {
  const answer = await arm().put(id, API.policy, { properties }, { headers: conditionOf(expected) });
  forgetDefinitions();
  return { revision: answer.header('x-sluice-revision') };
}

/** The problems that a refusal names, each with its place. */
export function refusedParts(error: unknown): readonly Refused[] {
  if (!(error instanceof ApiError)) return [];
  const { code, message, target, details = [] } = error.detail;
  const named = details.length > 0 ? details : [{ code, message, target }];
  return named.flatMap(each =>
    each.target === undefined ? [] : [{ code: each.code, message: each.message, target: each.target }],
  );
}
