// Compliance taken out on the command line: beside a server that runs, and after it has ended.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { connect, type Rest } from './rest.ts';
import { type Ran, runSluice } from './run-sluice.ts';

let folder: string;
let server: DemoServer;
let rest: Rest;
let before: string;
let production: string;
let group: string;
const REGISTRY = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const BAD = "complianceState eq 'NonCompliant'";

beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
  rest = await connect(server.demo, 'owner');
  before = new Date().toISOString();
  production = `/subscriptions/${server.demo.subscriptionIds.production}`;
  group = `${production}/resourceGroups/rg-chat`;
  const assignment = `${production}/providers/Microsoft.Authorization/policyAssignments/only`;
  const { status } = await rest.send('PUT', `${assignment}?api-version=2024-05-01`, {
    properties: {
      policyDefinitionId: REGISTRY,
      enforcementMode: 'DoNotEnforce',
      parameters: { effect: { value: 'Deny' }, allowedRegistryName: { value: 'azureml-meta' } },
    },
  });
  expect(status).toBe(201);
  await vi.waitFor(
    async () => expect(await queried(production, 'policyStates/latest', BAD)).not.toEqual([]),
    20_000,
  );
  const workspaces = `${group}/providers/Microsoft.MachineLearningServices/workspaces/ws-chat`;
  const blue = `${workspaces}/onlineEndpoints/support-chat/deployments/blue?api-version=2024-10-01`;
  const { body } = await rest.send('GET', blue);
  const { location, properties } = body;
  expect((await rest.send('PUT', blue, { location, properties })).status).toBe(200);
});
afterAll(async () => {
  rest?.close();
  await server?.stop();
  removeFolder(folder);
});

const run = (...args: readonly string[]): Promise<Ran> => runSluice(...args, '--data', folder);

/** The lines of an export that went well. */
async function lines(...args: readonly string[]): Promise<readonly object[]> {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^(states|events) written: \d+ \(.* s\)\n$/)]);
  const found = stdout === '' ? [] : stdout.trimEnd().split('\n');
  expect(stderr).toContain(` written: ${found.length} (`);
  return found.map(line => JSON.parse(line));
}

/** What the REST API says, without the names of OData. */
async function queried(scope: string, set: string, filter: string, more = ''): Promise<readonly object[]> {
  const path = `${scope}/providers/Microsoft.PolicyInsights/${set}/queryResults`;
  const options = `api-version=2024-10-01&$expand=PolicyEvaluationDetails&$filter=${encodeURIComponent(filter)}${more}`;
  const { status, body } = await rest.send('POST', `${path}?${options}`);
  expect(status).toBe(200);
  const { value = [] }: { value?: readonly object[] } = body;
  return value.map(row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('@odata.'))),
  );
}

describe('sluice states export', () => {
  it('writes every state, as the REST API shows it', async () => {
    const rows = await lines('states', 'export', '--filter', BAD);
    expect(rows.length).toBeGreaterThan(0);
    const root = `/providers/Microsoft.Management/managementGroups/${server.demo.tenantId}`;
    expect(rows).toEqual(await queried(root, 'policyStates/latest', BAD));
    expect(await lines('states', 'export', '--scope', root, '--filter', BAD)).toEqual(rows);
  });

  it('of a scope, or a policy object', async () => {
    const all = await lines('states', 'export');
    const ofGroup = await lines('states', 'export', '--scope', group);
    expect(ofGroup.length).toBeLessThan(all.length);
    expect(ofGroup).toEqual(await queried(group, 'policyStates/latest', "resourceId ne ''"));
    const assignment = `${production}/providers/Microsoft.Authorization/policyAssignments/only`;
    expect(await lines('states', 'export', '--scope', assignment)).toEqual(
      await queried(assignment, 'policyStates/latest', "policyAssignmentName eq 'only'"),
    );
  });

  it('as of a time', async () => {
    const only = "policyAssignmentName eq 'only'";
    expect(await lines('states', 'export', '--at', before, '--filter', only)).toEqual([]);
    expect(await lines('states', 'export', '--at', new Date().toISOString(), '--filter', only)).not.toEqual(
      [],
    );
  });

  it('as CSV, to a file', async () => {
    const file = join(folder, 'states.csv');
    const count = (await lines('states', 'export', '--scope', group)).length;
    const { code, stdout } = await run(
      'states',
      'export',
      '--scope',
      group,
      '--format',
      'csv',
      '--output',
      file,
    );
    expect([code, stdout]).toEqual([0, '']);
    const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    expect(rows).toHaveLength(count + 1);
    expect(rows[0]).toMatch(/^timestamp,complianceState,resourceId,/);
  });
});

describe('sluice events export', () => {
  it('writes every event, as the REST API shows it', async () => {
    const only = "policyAssignmentName eq 'only'";
    const rows = await lines('events', 'export', '--filter', only);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(await queried(production, 'policyEvents/default', only));
    expect(await lines('events', 'export', '--filter', only, '--from', before, '--scope', group)).toEqual(
      rows,
    );
    expect(await lines('events', 'export', '--to', before, '--filter', only)).toEqual([]);
  });
});

describe('exports of compliance', () => {
  it.for([
    [['states', 'export', '--at', 'yesterday'], 'no time'],
    [['states', 'export', '--format', 'xml'], 'ndjson, csv'],
    [['states', 'export', '--scope', 'rg-chat'], 'no id'],
    [['states', 'export', '--scope', '/subscriptions/none'], "'none' could not be found"],
    [['states', 'export', '--filter', "colour eq 'red'"], "'colour' is not a column"],
    [['states', 'export', '--filter', 'isCompliant eq'], 'at character'],
    [['states', 'export', '--filter', "resourceTags eq 'x'"], 'resourceTags'],
    [['states', 'export', '--from', '2026-01-01'], 'unknown option'],
    [['events', 'export', '--from', '2026-02-01', '--to', '2026-01-01'], 'later than to'],
    [['states', 'import'], 'sluice states --help'],
  ] as const)('%j is not understood, says so, and leaves the file as it is', async ([args, said]) => {
    const file = join(folder, 'kept.csv');
    writeFileSync(file, 'kept');
    const { code, stdout, stderr } = await run(...args, '--output', file);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('end where the file cannot be written', async () => {
    const file = join(folder, 'no-such-folder', 'states.csv');
    const { code, stderr } = await run('states', 'export', '--output', file);
    expect(code).toBe(2);
    expect(stderr).toContain('no-such-folder');
    expect(existsSync(file)).toBe(false);
  });

  it.for(['states', 'events'])('%s export --help teaches, with an example', async command => {
    const { code, stdout } = await run(command, 'export', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`sluice ${command} export --`);
    expect(stdout).toContain('Exit: 0');
  });

  it('need no server', async () => {
    const rows = await lines('states', 'export');
    expect(await server.stop()).toBe(0);
    expect(await lines('states', 'export')).toEqual(rows);
  });
});
