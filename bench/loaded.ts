import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PolicyDefinition, PolicySetDefinition, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import type { Storage } from '@sluice/storage';
import { createClient, type DemoServer, startDemoServer, stopDemoServers } from './demo-server.ts';
import { type Figure, figure } from './figure.ts';

const ASSIGNMENTS = 1_000;
/** Azure's limit for one scope. */
const TO_A_SCOPE = 200;
/** An initiative with fewer definitions of its own is left out. */
const FEWEST_NEW = 5;
/** Longer than the scanner's thread waits for work. */
const QUIET_SECONDS = 45;

/**
 * Memory of a server on a database with Azure's definitions and initiatives (all that can be assigned, as initiatives and one by one) and
 * whatever resources are there: after a start and some requests, and while it scans.
 */
export async function measureLoaded(
  beside: DemoServer,
  storage: Storage,
  databaseUrl: string,
  scope: string,
): Promise<readonly Figure[]> {
  await importEverything(databaseUrl, beside.folder);
  const made = await assignAll(storage, scope);
  const server = await startDemoServer({ beside, databaseUrl });
  try {
    const ask = await createClient(server.demo);
    const insights = `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest`;
    await ask('POST', `${insights}/summarize?api-version=2024-10-01`);
    await ask(
      'POST',
      `${insights}/queryResults?api-version=2024-10-01&$top=1000&$filter=complianceState eq 'NonCompliant'`.replaceAll(
        ' ',
        '%20',
      ),
    );
    let peak = 0;
    // Imports have everything judged again: a second snapshot, in the scanner's thread, until that has nothing to do for half a minute.
    for (let quiet = 0; quiet < QUIET_SECONDS; ) {
      await sleep(1_000);
      peak = Math.max(peak, residentMegabytes(server.child.pid));
      quiet = (await storage.scans.progress()).running > 0 ? 0 : quiet + 1;
    }
    const note = `resident, one server; ${made.definitions} definitions and ${made.initiatives} initiatives stored, ${made.assigned} assignments, which compile ${made.rules} rules of ${made.used} definitions`;
    return [
      figure('memory.loaded', residentMegabytes(server.child.pid), 'MB', { goal: 'under 400', note }),
      figure('memory.loaded-scanning', peak, 'MB', {
        note: 'the most, while it works on a scan of everything',
      }),
    ];
  } finally {
    await stopDemoServers({ ...server, folder: mkdtempSync(join(tmpdir(), 'sluice-bench-')) });
  }
}

const CORPUS = fileURLToPath(new URL('../../shared/corpus/azure-policy.tar.gz', import.meta.url));

async function importEverything(databaseUrl: string, folder: string): Promise<void> {
  if (!existsSync(CORPUS)) throw new Error('the real definitions are not beside the project');
  const unpacked = mkdtempSync(join(tmpdir(), 'sluice-corpus-'));
  try {
    execFileSync('tar', ['xzf', CORPUS, '-C', unpacked]);
    const run = (...args: readonly string[]) =>
      execFileSync(process.execPath, ['packages/cli/dist/main.js', ...args, '--data', folder], {
        env: { ...process.env, DATABASE_URL: databaseUrl },
        stdio: 'ignore',
      });
    run('aliases', 'import', join(unpacked, 'aliases.json'), '--extra', join(unpacked, 'aliases-extra.json'));
    run('import', 'azure-policy', join(unpacked, 'policyDefinitions.jsonl'));
    run('import', 'azure-policy', join(unpacked, 'policySetDefinitions.jsonl'));
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

/** A few initiatives that have most definitions, then definitions that none of them has, then definitions again, in groups of their own. */
async function assignAll(storage: Storage, scope: string) {
  const { revision, changes } = await storage.changes.current();
  const definitions = changes.flatMap(each =>
    each.kind === 'policyDefinition' && each.record ? [each.record] : [],
  );
  const initiatives = changes.flatMap(each =>
    each.kind === 'policySetDefinition' && each.record ? [each.record] : [],
  );
  const known = new Set(definitions.map(({ id }) => id.toLowerCase()));
  const whole = initiatives.filter(({ members }) =>
    members.every(each => known.has(each.policyDefinitionId.toLowerCase())),
  );
  const cover = covering(whole);
  const members = cover.flatMap(initiative => initiative.members);
  const used = new Set(members.map(each => each.policyDefinitionId.toLowerCase()));
  const others = definitions.filter(({ id }) => !used.has(id.toLowerCase()) && isJudged(id, definitions));
  const chosen: (PolicyDefinition | PolicySetDefinition)[] = [...cover, ...others, ...definitions].slice(
    0,
    ASSIGNMENTS,
  );
  const made = chosen.map((policy, n) =>
    assignment(policy, `${scope}/resourceGroups/loaded-${Math.floor(n / TO_A_SCOPE)}`, n),
  );
  await storage.commit({
    revision,
    expect: [],
    resources: [],
    changes: made,
    states: [],
    events: [],
    entries: [],
    decisions: [],
    jobs: [],
  });
  for (const policy of chosen) if (!('members' in policy)) used.add(policy.id.toLowerCase());
  return {
    definitions: definitions.length,
    initiatives: initiatives.length,
    assigned: made.length,
    rules: members.length + chosen.length - cover.length,
    used: used.size,
  };
}

/** Initiatives, each of which brings more than it repeats: the one with most new definitions first. */
function covering(initiatives: readonly PolicySetDefinition[]): readonly PolicySetDefinition[] {
  const chosen: PolicySetDefinition[] = [];
  const used = new Set<string>();
  const freshOf = ({ members }: PolicySetDefinition) =>
    new Set(members.map(each => each.policyDefinitionId.toLowerCase()).filter(id => !used.has(id))).size;
  for (;;) {
    const [best] = initiatives.toSorted((one, other) => freshOf(other) - freshOf(one));
    if (best === undefined || freshOf(best) < FEWEST_NEW) return chosen;
    chosen.push(best);
    for (const { policyDefinitionId } of best.members) used.add(policyDefinitionId.toLowerCase());
  }
}

/** Those that judge resources; other modes are stored and not evaluated. */
function isJudged(id: string, definitions: readonly PolicyDefinition[]): boolean {
  const mode = definitions.find(each => each.id === id)?.mode.toLowerCase();
  return mode === 'all' || mode === 'indexed';
}

function assignment(
  policy: PolicyDefinition | PolicySetDefinition,
  scope: string,
  n: number,
): SnapshotChange {
  const id = `${scope}/providers/Microsoft.Authorization/policyAssignments/loaded-${n}`;
  const declared =
    'members' in policy ? policy.parameters : ((policy.document['parameters'] ?? {}) as JsonObject);
  return {
    kind: 'policyAssignment',
    key: id.toLowerCase(),
    record: {
      id,
      name: `loaded-${n}`,
      scope,
      notScopes: [],
      policyDefinitionId: policy.id,
      parameters: Object.fromEntries(
        Object.entries(declared as Record<string, Declaration>)
          .filter(([, { defaultValue }]) => defaultValue === undefined)
          .map(([name, each]) => [name, valueFor(each)]),
      ),
      enforcementMode: 'Default',
      nonComplianceMessages: [],
      instanceId: `loaded-${n}`,
    },
  };
}

type Declaration = {
  readonly type: string;
  readonly defaultValue?: JsonValue;
  readonly allowedValues?: readonly JsonValue[];
};

function valueFor({ type, allowedValues }: Declaration): JsonValue {
  const [allowed] = allowedValues ?? [];
  const isArray = type.toLowerCase() === 'array';
  if (allowed !== undefined) return isArray ? [allowed] : allowed;
  const values: Readonly<Record<string, JsonValue>> = {
    array: ['x'],
    object: {},
    boolean: true,
    integer: 1,
    float: 1,
  };
  return values[type.toLowerCase()] ?? 'x';
}

function residentMegabytes(pid = 0): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
