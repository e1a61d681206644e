import { ApiError, fromErrorBody } from '@sluice/arm/errors';
import { encodePath, type JsonValue } from '@sluice/arm/protocol';
import { common } from '#strings/common';
import { API, session } from './arm.ts';
import { saveFile } from './save-file.ts';

export type ExportFormat = 'csv' | 'ndjson';

/** What is asked of the server's exports. */
export type ExportRequest = {
  /** Which export: `policyStates`, `policyEvents`, `activityLog`. */
  readonly kind: string;
  /** The resource id of the scope; '' for the tenant. */
  readonly scope: string;
  readonly format: ExportFormat;
  /** `from`, `to`, `$filter`; those that are undefined are not asked. */
  readonly query: Readonly<Record<string, string | undefined>>;
};

/** Has the server write all rows of a kind into a file, however many there are, and saves it. Rejects with `ApiError`. */
export async function saveExport({ kind, scope, format, query }: ExportRequest, name: string): Promise<void> {
  const asked = Object.entries({ 'api-version': API.governance, format, ...query }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  const answer = await fetch(
    `${encodePath(scope)}/providers/Sluice.Governance/exports/${kind}?${new URLSearchParams(asked)}`,
    { headers: { authorization: `Bearer ${await session().token()}` } },
  );
  if (!answer.ok) throw await refusalOf(answer);
  saveFile(name, await answer.blob());
}

async function refusalOf(answer: Response): Promise<ApiError> {
  const body = await answer.json().then(
    value => value as JsonValue,
    () => undefined,
  );
  return new ApiError(
    answer.status,
    fromErrorBody(body) ?? {
      code: 'UnexpectedResponse',
      message: common.noReason(answer.status),
    },
    Object.fromEntries(answer.headers),
  );
}
