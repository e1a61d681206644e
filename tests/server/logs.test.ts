import { readFileSync } from 'node:fs';
import https from 'node:https';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  tokenOf,
  type World,
} from './harness.ts';

type Line = Readonly<Record<string, unknown>>;

const CORRELATION = '5e0c6a0e-9c1f-4b6a-9d56-1f3b7a1f2c3d';
const lines: string[] = [];
let world: World;

beforeAll(async () => {
  world = await openWorld({ logLevel: 'debug', log: { write: line => void lines.push(line) } });
});
afterAll(() => world.close());

/** The lines that were written while something was done, and until one of them fits. */
async function during(
  task: () => Promise<unknown>,
  until: (line: Line) => boolean,
): Promise<readonly Line[]> {
  const before = lines.length;
  await task();
  for (;;) {
    const all = lines.slice(before).map((line): Line => JSON.parse(line));
    if (all.some(until)) return all;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function isAccess({ msg }: Line): boolean {
  return msg === 'request';
}

describe('every request leaves one line', () => {
  it('that says what was asked, by whom, and how it ended', async () => {
    const all = await during(
      () =>
        world.as.owner('GET', `${world.production}/resourceGroups?$filter=Hidden-text`, {
          headers: { 'x-ms-correlation-request-id': CORRELATION },
        }),
      isAccess,
    );
    expect(all).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        msg: 'request',
        method: 'GET',
        path: `${world.production}/resourceGroups`,
        route: 'Microsoft.Resources/subscriptions/resourceGroups',
        status: expect.any(Number),
        ms: expect.any(Number),
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        correlationId: CORRELATION,
        principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
    expect(JSON.stringify(all)).not.toContain('Hidden');
  });

  it('with the decision, where one was taken', async () => {
    await world.as.owner('PUT', assignmentAt(world.production, 'azureml-only'), {
      body: onlyRegistry('azureml'),
    });
    const decided: unknown[] = [];
    const path = chatDeployment(world, 'denied');
    const ofThat = (line: Line) => isAccess(line) && line['path'] === path;
    const all = await during(async () => {
      const { headers } = await world.as.mlEngineer('PUT', path, { body: deploymentOf(LLAMA) });
      decided.push(headers['x-sluice-decision-id']);
    }, ofThat);
    expect(all.find(ofThat)).toMatchObject({ status: 403, decisionId: decided[0] });
  });

  it('also one that was not let in', async () => {
    const all = await during(() => world.as.anonymous('GET', world.production), isAccess);
    expect(all).toMatchObject([{ status: 401, path: world.production, requestId: expect.any(String) }]);
    expect(all[0]).not.toHaveProperty('principalId');
  });
});

describe('a request that fails', () => {
  it('is logged with its ids, which the answer has too', async () => {
    const broken = await breakTable('resources');
    const answers: { status: number; body: { error: { message: string } } }[] = [];
    const all = await during(async () => {
      answers.push(
        await world.as.owner('PUT', `${world.production}/resourceGroups/new`, {
          body: { location: 'westeurope' },
          headers: { 'x-ms-correlation-request-id': CORRELATION },
        }),
      );
    }, isAccess);
    await broken.mend();
    const [answer] = answers;
    const access = all.find(isAccess);
    expect(answer?.status).toBe(500);
    expect(answer?.body.error.message).toContain(access?.['requestId']);
    expect(answer?.body.error.message).not.toContain('relation');
    expect(all).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          level: 'error',
          msg: 'request failed',
          status: 500,
          requestId: access?.['requestId'],
          correlationId: CORRELATION,
          error: expect.objectContaining({ stack: expect.any(String) }),
        }),
      ]),
    );
  });
});

describe('no secret gets into the log', () => {
  it('not of those who ask for tokens, right or wrong, in a form, a header or an address', async () => {
    const agent = new https.Agent({ ca: readFileSync(world.demo.caFile) });
    const { clientId, clientSecret } = world.demo.principals.mlEngineer;
    const token = await tokenOf(world.server, agent, { clientId, clientSecret });
    const wrong = 'Wrong-swordfish-hunter2';
    await expect(tokenOf(world.server, agent, { clientId, clientSecret: wrong })).rejects.toThrow('7000215');
    const basic = `Basic ${Buffer.from(`${clientId}:${wrong}`).toString('base64')}`;
    const asked = [
      { headers: { authorization: `Bearer ${token}x` } },
      { headers: { authorization: basic } },
      { headers: { authorization: `bearer  ${token}`, cookie: `session=${wrong}` } },
    ];
    for (const options of asked) await world.as.anonymous('GET', world.production, options);
    await world.as.anonymous('GET', `${world.production}?access_token=${token}&client_secret=${wrong}`);
    await world.as.anonymous('GET', `/${token}`);
    await world.as.anonymous('POST', `/${world.demo.tenantId}/oauth2/v2.0/token`, {
      apiVersion: null,
      raw: `grant_type=client_credentials&client_id=${clientId}&client_secret=${wrong}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: basic },
    });
    expect(lines.length).toBeGreaterThan(8);
    // What the authority says during a request can be found by the ids of the request.
    const refusals = lines
      .map((line): Line => JSON.parse(line))
      .filter(({ msg }) => msg === 'a token was refused');
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ requestId: expect.any(String), correlationId: expect.any(String) });
    const all = lines.join('');
    const [, payload = token, signature = token] = token.split('.');
    for (const secret of [clientSecret, wrong, token, payload, signature, basic.slice(6)])
      expect(all).not.toContain(secret);
  });

  it('not the password of the database, when it goes away', async () => {
    const { address } = world.storage;
    const password = /\/\/[^:/]*:([^@]+)@/.exec(address.kind === 'url' ? address.url : '')?.[1] ?? '';
    expect(password.length).toBeGreaterThan(8);
    await world.storage.close();
    const all = await during(
      () =>
        world.as.owner('PUT', `${world.production}/resourceGroups/gone`, {
          body: { location: 'westeurope' },
        }),
      isAccess,
    );
    expect(all).toEqual(
      expect.arrayContaining([expect.objectContaining({ msg: 'request failed', status: 503 })]),
    );
    expect(lines.join('')).not.toContain(password);
    expect(lines.join('')).not.toContain(decodeURIComponent(password));
  });
});

/** Takes a table away under a running server. */
async function breakTable(name: string): Promise<{ mend(): Promise<void> }> {
  const { address } = world.storage;
  if (address.kind !== 'url') throw new Error('the database has no address');
  const client = new pg.Client({ connectionString: address.url });
  await client.connect();
  await client.query(`alter table sluice.${name} rename to ${name}_away`);
  return {
    async mend() {
      await client.query(`alter table sluice.${name}_away rename to ${name}`);
      await client.end();
    },
  };
}
