import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decide, scopeContext } from '@sluice/engine';
import { createApp, type ImportEntry, importAliasFiles, importPolicies } from '@sluice/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignmentAt, openWorld, type World } from '../server/harness.ts';

// The whole corpus of real definitions, initiatives and aliases, imported into a database whose server runs.

const ARCHIVE = join(import.meta.dirname, '../../../shared/corpus/azure-policy.tar.gz');
const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const SETS = '/providers/Microsoft.Authorization/policySetDefinitions';
const STORAGE = 'Microsoft.Storage/storageAccounts';

/** Files that are not imported. One that is imported does not belong here. */
const REFUSED: ReadonlyMap<string, { readonly code: string; readonly because: string }> = new Map([
  [
    'built-in-policies/policySetDefinitions/Azure Government/Regulatory Compliance/DOD_IL5_audit.json',
    {
      code: 'UndefinedPolicyParameter',
      because:
        'it wants version 7 of a definition as Azure Government has it; the public version 7, which is imported, has not the parameters of that one',
    },
  ],
]);

let w: World;
let corpus = '';
let first: readonly ImportEntry[] = [];

beforeAll(async () => {
  corpus = mkdtempSync(join(tmpdir(), 'sluice-corpus-'));
  execFileSync('tar', ['-xzf', ARCHIVE, '-C', corpus]);
  w = await openWorld();
});
afterAll(async () => {
  await w?.close();
  rmSync(corpus, { recursive: true, force: true });
});

const installation = () => ({ place: w.storage.address, folder: w.folder });
const options = { dryRun: false, onProgress: () => {} };

/** Says how long something took. */
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
  return result;
}

/** Bytes that are still needed. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

function counted(entries: readonly ImportEntry[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind, outcome } of entries) {
    const key = `${kind} ${outcome}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function importAliases() {
  const files = { file: join(corpus, 'aliases.json'), extra: join(corpus, 'aliases-extra.json') };
  return importAliasFiles(installation(), files, options);
}

describe.runIf(existsSync(ARCHIVE))('the corpus', () => {
  test('every alias is imported, and a second time nothing is', async () => {
    const done = await measured('79,066 aliases', importAliases);
    expect(done).toEqual({ types: 1_552, aliases: 79_082, changed: 1_552, problems: [] });
    const again = await measured('the same again', importAliases);
    expect(again.changed).toBe(0);
  });

  test('every definition and initiative is imported, or refused for a reason that is named', async () => {
    first = await measured('5,009 + 257 files', () => importPolicies(installation(), corpus, options));
    const refused = first.filter(({ outcome }) => outcome === 'refused');
    expect(new Map(refused.map(({ path, code }) => [path, code]))).toEqual(
      new Map([...REFUSED].map(([path, { code }]) => [path, code])),
    );
    expect(counted(first)).toEqual({
      'definition imported': 3_598,
      'definition repeated': 1_408,
      'definition kept': 3,
      'initiative imported': 182,
      'initiative refused': 1,
      'initiative repeated': 74,
    });
    const foreign = first.filter(({ notEvaluated }) => notEvaluated !== undefined);
    const reasons = new Map<string, number>();
    for (const { notEvaluated = '' } of foreign)
      reasons.set(notEvaluated, (reasons.get(notEvaluated) ?? 0) + 1);
    console.log(`not evaluated: ${foreign.length}`, Object.fromEntries(reasons));
    // The catalogue holds what Azure has dropped since; other names are all of modes that nothing here judges by.
    expect(first.filter(({ unknownAliases = 0 }) => unknownAliases > 0)).toEqual([]);
    console.log(
      `initiatives with versions that are not published: ${first.filter(({ missingVersions = 0 }) => missingVersions > 0).length}`,
    );
  });

  test('a second run changes nothing and makes no revision', async () => {
    const revision = await w.storage.changes.revision();
    const again = await measured('the same again', () => importPolicies(installation(), corpus, options));
    expect(counted(again)).toEqual({
      'definition unchanged': 3_598,
      'definition repeated': 1_408,
      'definition kept': 3,
      'initiative unchanged': 182,
      'initiative refused': 1,
      'initiative repeated': 74,
    });
    expect(await w.storage.changes.revision()).toBe(revision);
  });

  test('of the old samples those would be imported that are built in, all others are refused', async () => {
    const file = join(corpus, 'samples.jsonl');
    const entries = await importPolicies(installation(), file, { ...options, dryRun: true });
    const codes = new Map<string, number>();
    for (const { outcome, code = outcome } of entries) codes.set(code, (codes.get(code) ?? 0) + 1);
    expect(Object.fromEntries(codes)).toEqual({
      imported: 23,
      InvalidResourceId: 113,
      'parameter/unknown': 1,
    });
  });

  test('the running server has all of it', async () => {
    const names = new Set<string>();
    let path = `${w.production}${DEFINITIONS}?$top=1000`;
    for (;;) {
      const { body } = await w.as.owner('GET', path);
      for (const { name } of body.value) names.add(name);
      if (body.nextLink === undefined) break;
      const next = new URL(body.nextLink);
      next.searchParams.delete('api-version');
      path = `${next.pathname}${next.search}`;
    }
    expect(names.size).toBeGreaterThanOrEqual(3_601);
    const sets = await w.as.owner('GET', `${w.production}${SETS}`);
    expect(sets.body.value).toHaveLength(182);
    const provider = await w.as.owner(
      'GET',
      `${w.production}/providers/Microsoft.Storage?$expand=resourceTypes/aliases`,
    );
    const accounts = provider.body.resourceTypes.find(
      ({ resourceType }: { resourceType: string }) => resourceType === 'storageAccounts',
    );
    expect(accounts.aliases.length).toBeGreaterThan(100);
  });

  test('a custom definition with an imported alias is saved, assigned and judged by', async () => {
    const definition = `${w.sandbox}${DEFINITIONS}/https-only`;
    const saved = await w.as.owner('PUT', definition, {
      body: {
        properties: {
          mode: 'All',
          policyRule: {
            if: {
              allOf: [
                { field: 'type', equals: STORAGE },
                { field: `${STORAGE}/supportsHttpsTrafficOnly`, notEquals: true },
              ],
            },
            then: { effect: 'deny' },
          },
        },
      },
    });
    expect(saved.status).toBe(201);
    const assigned = await w.as.owner('PUT', assignmentAt(w.sandbox, 'https-only'), {
      body: { properties: { policyDefinitionId: definition } },
    });
    expect([assigned.status, assigned.headers['x-sluice-warnings']]).toEqual([201, undefined]);
    await judgedByTheSnapshot();
  });

  /** Storage accounts are no resources here yet, so the judge is asked itself, with what is stored. */
  async function judgedByTheSnapshot(): Promise<void> {
    const before = heapInUse();
    const app = await measured('reading the snapshot', () =>
      createApp({
        storage: w.storage,
        tenantId: w.demo.tenantId,
        now: () => new Date(),
        onError: error => expect(error).toBeUndefined(),
      }),
    );
    console.log(`with it the heap grew by ${Math.round((heapInUse() - before) / 1e6)} MB`);
    const snapshot = app.services.snapshots.current();
    const verdictOf = (properties: object, apiVersion: string) => {
      const id = `${w.sandbox}/resourceGroups/rg/providers/${STORAGE}/acc`;
      return decide(snapshot, {
        decisionId: 'd',
        at: '2026-11-01T00:00:00Z',
        occasion: 'write',
        resource: { id, name: 'acc', type: STORAGE, location: 'westeurope', properties: { ...properties } },
        context: scopeContext(snapshot, id.toLowerCase()),
        apiVersion,
        correlationId: 'c',
        action: `${STORAGE}/write`,
      }).verdict;
    };
    const verdicts = [
      verdictOf({ supportsHttpsTrafficOnly: true }, '2024-01-01'),
      verdictOf({ supportsHttpsTrafficOnly: false }, '2024-01-01'),
      verdictOf({}, '2016-01-01'),
    ];
    await app.close();
    expect(verdicts).toEqual(['allow', 'deny', 'deny']);
  }

  test('a built-in of ours and one of Azure are both as they should be', async () => {
    const ours = await w.as.owner('GET', `${DEFINITIONS}/19539b54-c61e-4196-9a38-67598701be90`);
    expect(ours.status).toBe(200);
    const mcsb = first.find(({ path }) => path.endsWith('/Security Center/MCSBv2.json'));
    expect(mcsb?.outcome).toBe('imported');
    const initiative = await w.as.owner('GET', mcsb?.id ?? '');
    const members: readonly { policyDefinitionId: string }[] = initiative.body.properties.policyDefinitions;
    expect(members.some(({ policyDefinitionId }) => policyDefinitionId === ours.body.id)).toBe(true);
  });

  test('another server starts on it', async () => {
    const other = await measured('a further server', () => w.secondServer());
    const answer = await other.as.owner('GET', `${DEFINITIONS}?$top=1`);
    expect(answer.status).toBe(200);
  });
});
