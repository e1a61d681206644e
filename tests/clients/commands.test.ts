// The command line beside a server, as an operator uses it.
import { spawn } from 'node:child_process';
import { connect as connectSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { connect } from './rest.ts';

let folder: string;
let server: DemoServer;

beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
});
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

/** Whether somebody listens on a port of the loopback interface. */
function isTaken(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Runs the committed launcher, as npm links it. */
function sluice(...args: string[]): Promise<{ code: number | null; output: string }> {
  return sluiceWith({}, ...args);
}

function sluiceWith(
  environment: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['packages/cli/bin/sluice.mjs', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    let output = '';
    child.stdout.on('data', (part: Buffer) => {
      output += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      output += part.toString();
    });
    child.on('exit', code => resolve({ code, output }));
  });
}

describe('sluice serve', () => {
  it('is refused on a data folder that a running server has, and names it', async () => {
    const { code, output } = await sluice(
      'serve',
      '--demo',
      '--data',
      folder,
      '--port',
      String(await freePort()),
    );
    expect(code).toBe(2);
    expect(output).toContain(
      `The data folder ${folder} is in use by another Sluice (process ${server.child.pid}).`,
    );
  });

  it('refuses the demo world on an address that others reach', async () => {
    const { code, output } = await sluice(
      'serve',
      '--demo',
      '--data',
      `${folder}-other`,
      '--host',
      '0.0.0.0',
    );
    expect(code).toBe(2);
    expect(output).toContain('0.0.0.0');
  });

  it('says which port cannot be one', async () => {
    const { code, output } = await sluice('serve', '--port', '70000');
    expect(code).not.toBe(0);
    expect(output).toContain('"70000" is no port: expected 0 to 65535.');
    const { output: said } = await sluiceWith({ SLUICE_PORT: 'abc' }, 'serve');
    expect(said).toContain('"abc" is no port: expected 0 to 65535.');
    expect(said).not.toContain('    at ');
  });

  it.each([
    ['127.0.0.1', '"127.0.0.1" is no address'],
    [':9464', '":9464" is no address'],
    ['127.0.0.1:70000', '"70000" is no port'],
  ])('says why metrics cannot be shown at %s', async (address, why) => {
    const { code, output } = await sluice('serve', '--metrics-listen', address);
    expect(code).toBe(2);
    expect(output).toContain(why);
  });

  it('says that the collector of traces needs a URL, and not what was given', async () => {
    const other = dataFolder();
    const given = { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:hunter2@host' };
    const { code, output } = await sluiceWith(given, 'serve', '--data', other);
    removeFolder(other);
    expect(code).toBe(2);
    expect(output).toContain('http://localhost:4318');
    expect(output).not.toContain('hunter2');
  });

  it('a port that cannot be one is in nobody else’s way', async () => {
    expect((await sluiceWith({ SLUICE_PORT: 'abc' }, '--help')).code).toBe(0);
  });

  it('ends in order when it is asked to', async () => {
    const other = dataFolder();
    const started = await startDemo(other, await freePort());
    expect(await started.stop()).toBe(0);
    removeFolder(other);
  });
});

describe('npm start', () => {
  it('ends with all that it started when npm is asked to', async () => {
    const other = dataFolder();
    const port = await freePort();
    const npm = spawn('npm', ['start', '--', '--data', other, '--port', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    npm.stdout.on('data', (part: Buffer) => {
      output += part.toString();
    });
    while (!output.includes('demo.json')) {
      if (npm.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
      await sleep(20);
    }
    npm.kill('SIGTERM');
    while (await isTaken(port)) await sleep(50);
    // The data folder is free again: nothing that was started is left.
    const next = await startDemo(other, port);
    expect(await next.stop()).toBe(0);
    removeFolder(other);
  });
});

describe('sluice keys rotate', () => {
  it('works beside a running server, whose tokens stay good', async () => {
    const before = await connect(server.demo, 'owner');
    const { code, output } = await sluice('keys', 'rotate', '--data', folder);
    expect(output).toMatch(/^New tokens are signed with key \S+\./);
    expect(code).toBe(0);
    expect((await before.send('GET', '/subscriptions?api-version=2022-12-01')).status).toBe(200);
    const after = await connect(server.demo, 'owner');
    expect((await after.send('GET', '/subscriptions?api-version=2022-12-01')).status).toBe(200);
    before.close();
    after.close();
  });
});

describe('sluice test', () => {
  it('runs cases and tells what failed by its exit code', async () => {
    const { code, output } = await sluice('test', 'packages/content/definitions');
    expect(output).toMatch(/^\d+ passed, 0 failed$/m);
    expect(code).toBe(0);
    expect((await sluice('test', 'no-such-folder')).code).toBe(2);
  });
});
