import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyChanges, createSnapshot, decide, type Snapshot } from '@sluice/engine';
import { createProviderVocabulary, createTypeTable } from '@sluice/providers/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenStates, disorderedStates, query, staleStates, untilIdle } from './compliance.ts';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  PHI4,
  type Send,
  type World,
} from './harness.ts';
import { type Change, type Observation, unexplained } from './linearize.ts';

// Policies change while two servers deploy: no verdict by a policy that had been replaced, no denial without its records.
// SLUICE_CONSISTENCY_SECONDS: how long.

const SECONDS = Number(process.env['SLUICE_CONSISTENCY_SECONDS'] ?? 4);
const DEPLOYERS = 6;

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

type Policy = { readonly allowed: string | undefined; readonly isExempt: boolean };
type Refusal = { readonly correlation: string; readonly decision: string; readonly key: string };

const REGISTRIES = { [PHI4]: 'azureml', [LLAMA]: 'azureml-meta' };
const denies = ({ allowed, isExempt }: Policy, model: keyof typeof REGISTRIES) =>
  allowed !== undefined && !isExempt && REGISTRIES[model] !== allowed;

const assignment = () => assignmentAt(w.production, 'consistent');
const exemption = () =>
  `${w.production}/resourceGroups/rg-chat/providers/Microsoft.Authorization/policyExemptions/consistent`;

/** What may come after a policy: everything that changes it by one request. */
function steps({
  allowed,
  isExempt,
}: Policy): readonly { readonly after: Policy; ask(send: Send): Promise<Answer> }[] {
  const assign = (registry: string) => ({
    after: { allowed: registry, isExempt },
    ask: (send: Send) => send('PUT', assignment(), { body: onlyRegistry(registry) }),
  });
  if (allowed === undefined) return [assign('azureml'), assign('azureml-meta')];
  const other = assign(allowed === 'azureml' ? 'azureml-meta' : 'azureml');
  const properties = { policyAssignmentId: assignment(), exemptionCategory: 'Waiver' };
  return isExempt
    ? [other, { after: { allowed, isExempt: false }, ask: send => send('DELETE', exemption()) }]
    : [
        other,
        { after: { allowed: undefined, isExempt }, ask: send => send('DELETE', assignment()) },
        {
          after: { allowed, isExempt: true },
          ask: send => send('PUT', exemption(), { body: { properties } }),
        },
      ];
}

test(`for ${SECONDS} s: no stale verdict, no lost denial, and states by the last policy`, {
  timeout: SECONDS * 1_000 + 120_000,
}, async () => {
  const other = await w.secondServer();
  const sides = [w.as, other.as] as const;
  const initial: Policy = { allowed: undefined, isExempt: false };
  const changes: Change<Policy>[] = [];
  const observations: Observation<Policy>[] = [];
  const refusals: Refusal[] = [];
  const problems: string[] = [];
  let busy = 0;
  let isOver = false;

  async function deploy(send: Send, name: string): Promise<void> {
    for (let n = 0; !isOver; n++) {
      const model = n % 2 === 0 ? PHI4 : LLAMA;
      const path = chatDeployment(w, name);
      const correlation = randomUUID();
      const headers = { 'x-ms-correlation-request-id': correlation };
      const invoked = performance.now();
      const { status, headers: told, body } = await send('PUT', path, { body: deploymentOf(model), headers });
      const answered = performance.now();
      if (status === 503) busy++;
      else if (![200, 201, 403].includes(status)) problems.push(`${name}: ${status} ${JSON.stringify(body)}`);
      else {
        const isDenied = status === 403;
        const decision = String(told['x-sluice-decision-id']);
        observations.push({
          name: `${name} ${REGISTRIES[model]} ${status} by ${decision}`,
          invoked,
          answered,
          fits: policy => denies(policy, model) === isDenied,
        });
        if (isDenied) refusals.push({ correlation, decision, key: path.toLowerCase() });
      }
    }
  }

  async function change(): Promise<void> {
    const until = performance.now() + SECONDS * 1_000;
    let policy = initial;
    for (let n = 0; performance.now() < until; n++) {
      const possible = steps(policy);
      const step = possible[Math.floor(Math.random() * possible.length)];
      if (step === undefined) break;
      const invoked = performance.now();
      const { status, body } = await step.ask(sides[n % 2 === 0 ? 0 : 1].owner);
      if (![200, 201].includes(status)) problems.push(`change ${n}: ${status} ${JSON.stringify(body)}`);
      policy = step.after;
      changes.push({ state: policy, invoked, answered: performance.now() });
      await sleep(Math.random() * 30);
    }
    isOver = true;
  }

  // One name from both servers, so that they are in one another's way.
  const deployers = Array.from({ length: DEPLOYERS }, (_, n) =>
    deploy(sides[n % 2 === 0 ? 0 : 1].mlEngineer, `consistent-${Math.max(1, n)}`),
  );
  await Promise.all([change(), ...deployers]);

  expect(problems).toEqual([]);
  expect(unexplained(initial, changes, observations).map(({ name }) => name)).toEqual([]);
  // It must have been a test at all.
  expect(changes.length).toBeGreaterThan(10);
  expect(refusals.length).toBeGreaterThan(20);
  expect(observations.length - refusals.length).toBeGreaterThan(20);
  expect(busy).toBeLessThan(observations.length / 10);

  expect(await query(w.storage, LOST_DENIALS, [JSON.stringify(refusals)])).toEqual([]);
  expect(await notDeniedAgain(refusals)).toEqual([]);
  await untilIdle(w.storage);
  expect(await staleStates(w.storage)).toEqual([]);
  expect(await brokenStates(w.storage)).toEqual([]);
  expect(await disorderedStates(w.storage)).toEqual([]);
  console.log(
    `${changes.length} policy changes, ${observations.length} verdicts, ${refusals.length} denials, ${busy} busy`,
  );
});

/** Denials that were answered and have not exactly one entry of each category and one decision; and entries that nobody was told of. */
const LOST_DENIALS = `
  with told as (
    select * from json_to_recordset($1::json) as t(correlation text, decision text, key text)
  ), found as (
    select t.*, (select array_agg(l.category || ' ' || l.status order by l.category) from sluice.activity_log l
        where l.correlation_id = t.correlation and lower(l.resource_id) = t.key) as entries,
      (select array_agg(d.verdict) from sluice.decisions d where d.id = t.decision and d.resource_key = t.key) as verdicts
    from told t
  )
  select * from found
  where entries is distinct from array['Administrative Failed', 'Policy Failed'] or verdicts is distinct from array['deny']
  union all
  select l.correlation_id, l.event_id, lower(l.resource_id), null, null from sluice.activity_log l
  where l.category = 'Policy' and l.status = 'Failed' and l.operation = 'Microsoft.Authorization/policies/deny/action'
    and lower(l.resource_id) like '%/deployments/consistent-%'
    and l.correlation_id not in (select correlation from told)`;

/** Denials whose decision, computed once more at its revision, is none. */
async function notDeniedAgain(refusals: readonly Refusal[]): Promise<readonly string[]> {
  const snapshots = new Map<number, Snapshot>();
  const wrong: string[] = [];
  for (const { decision: id } of refusals) {
    const record = await w.storage.decisions.get(id);
    if (record === undefined) wrong.push(`${id} is not there`);
    else {
      const { revision } = record;
      const snapshot = snapshots.get(revision) ?? (await snapshotAt(revision));
      snapshots.set(revision, snapshot);
      if (decide(snapshot, record.request).verdict !== 'deny')
        wrong.push(`${id} is no denial at ${revision}`);
    }
  }
  return wrong;
}

async function snapshotAt(revision: number): Promise<Snapshot> {
  const { changes } = await w.storage.changes.at(revision);
  return applyChanges(createSnapshot(createTypeTable(), createProviderVocabulary()), revision, changes);
}
