// The real Azure SDKs for Python: each file of `python` is a story that says of every step whether it went as it should.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { createRecord } from './record.ts';
import { pinnedVersion, pythonOf } from './tools.ts';

const MINUTES_TO_INSTALL = 15;

/** What a story says of one step. */
type Step = {
  readonly operation: string;
  readonly apiVersions: readonly string[];
  readonly problem?: string;
};

/** `own`: how the operations of the packages begin, where a story uses others beside. */
const STORIES: readonly { title: string; file: string; packages: readonly string[]; own?: string }[] = [
  {
    title: 'Azure SDK for Python',
    file: 'management',
    packages: [
      'azure-mgmt-resource',
      'azure-mgmt-resource-policy',
      'azure-mgmt-resource-subscriptions',
      'azure-mgmt-policyinsights',
      'azure-mgmt-monitor',
      'azure-mgmt-authorization',
    ],
  },
  { title: 'azure-ai-ml', file: 'machine_learning', packages: ['azure-ai-ml'], own: 'MLClient' },
];

let server: DemoServer;
let folder: string;

beforeAll(async () => {
  await pythonOf('python');
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
}, MINUTES_TO_INSTALL * 60_000);
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

it.each(STORIES)('$file: every step goes as it should', async ({ title, file, packages, own = '' }) => {
  const { code, steps, stderr } = await tell(file);
  expect(
    steps.filter(({ problem }) => problem !== undefined),
    stderr,
  ).toEqual([]);
  expect(code, stderr).toBe(0);
  expect(steps.length).toBeGreaterThan(0);
  const record = createRecord(
    title,
    packages.map(name => ({ name, version: pinnedVersion('python', name) })),
  );
  for (const { operation, apiVersions } of steps.filter(step => step.operation.startsWith(own)))
    record.note({ operation, apiVersions, passes: true });
  await expect(record.text()).toMatchFileSnapshot(`compatibility/python-${file.replace('_', '-')}.json`);
});

async function tell(
  file: string,
): Promise<{ readonly code: number | null; readonly steps: readonly Step[]; readonly stderr: string }> {
  const { caFile } = server.demo;
  const { PATH, HOME } = process.env;
  const child = spawn(
    await pythonOf('python'),
    [join(import.meta.dirname, 'python', `${file}.py`), join(folder, 'demo.json')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH,
        HOME,
        REQUESTS_CA_BUNDLE: caFile,
        SSL_CERT_FILE: caFile,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONWARNINGS: 'ignore',
      },
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    stdout += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  const lines = stdout.split('\n').filter(line => line.startsWith('{"operation"'));
  return { code, steps: lines.map(line => JSON.parse(line) as Step), stderr };
}
