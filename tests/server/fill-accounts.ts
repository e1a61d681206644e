import type { Storage } from '@sluice/storage';
import { query } from './compliance.ts';

/**
 * Accounts past the API, so many that no test could write them one by one; nothing has judged them. Every tenth is in another region,
 * every seventh has no tag `env`.
 */
export async function fillAccounts(
  storage: Pick<Storage, 'address'>,
  group: string,
  count: number,
): Promise<void> {
  await query(storage, FILL, [group, count]);
  await query(storage, 'analyze sluice.resources');
}

const FILL = `
  with made as (
    select n, 'acc-' || lpad(n::text, 6, '0') as name, $1 || '/providers/Microsoft.CognitiveServices/accounts/acc-' || lpad(n::text, 6, '0') as id
    from generate_series(1, $2::int) n
  )
  insert into sluice.resources (key, id, type, type_key, parent_key, name, body, system_data, etag, instance_id, api_version)
  select lower(id), id, 'Microsoft.CognitiveServices/accounts', 'microsoft.cognitiveservices/accounts', lower($1), name,
    json_build_object('location', case when n % 10 = 0 then 'northeurope' else 'westeurope' end, 'kind', 'OpenAI',
      'sku', json_build_object('name', 'S0'),
      'tags', case when n % 7 = 0 then '{}'::json else json_build_object('env', 'prod') end,
      'properties', json_build_object('provisioningState', 'Succeeded')),
    json_build_object('createdBy', 'test', 'createdByType', 'Application', 'createdAt', '2026-01-01T00:00:00.000Z',
      'lastModifiedBy', 'test', 'lastModifiedByType', 'Application', 'lastModifiedAt', '2026-01-01T00:00:00.000Z'),
    'filled', lower(id), '2025-09-01'
  from made`;
