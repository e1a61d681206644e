// Everything that is dispatched, asked by everybody: who gets in, and who is refused without learning anything.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  createSend,
  openWorld,
  replaceRights,
  type Send,
  tokenOf,
  type World,
} from './harness.ts';
import { type Answered, IDLE, PLACES, ROWS, type Row } from './rbac-rows.ts';

const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';
const PRINCIPALS = '/providers/Sluice.Governance/principals';

let world: World;
/** Beside the demo's: somebody with no role, a reader of everything, and one who owns everything and is disabled. */
let nobody: Send;
let reader: Send;
let disabled: Send;

beforeAll(async () => {
  world = await openWorld();
  nobody = (await make('Nobody')).send;
  const readers = await make('Reader of everything');
  reader = readers.send;
  await give(readers.id, READER);
  const former = await make('Former reader');
  disabled = former.send;
  await give(former.id, READER);
  expect((await disabled('GET', world.production)).status).toBe(200);
  const off = await world.as.owner('PATCH', `${PRINCIPALS}/${former.id}`, {
    body: { properties: { enabled: false } },
  });
  expect(off.status).toBe(200);
});
afterAll(() => world.close());

async function make(displayName: string): Promise<{ readonly id: string; readonly send: Send }> {
  const { owner } = world.as;
  const id = randomUUID();
  const made = await owner('PUT', `${PRINCIPALS}/${id}`, { body: { properties: { displayName } } });
  expect(made.status).toBe(201);
  const { body } = await owner('POST', `${PRINCIPALS}/${id}/addSecret`);
  const agent = new https.Agent({ keepAlive: true, ca: readFileSync(world.demo.caFile) });
  const token = await tokenOf(world.server, agent, {
    clientId: body.clientId,
    clientSecret: body.secretText,
  });
  return { id, send: createSend(world.server, agent, token) };
}

async function give(principalId: string, roleDefinitionId: string): Promise<void> {
  const path = `${world.root}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
  const { status } = await world.as.owner('PUT', path, {
    body: { properties: { roleDefinitionId, principalId } },
  });
  expect(status).toBe(201);
}

function ask(send: Send, { verb, path, body }: Row): Promise<Answer> {
  return send(verb, path(world), body === undefined ? {} : { body });
}

function answered({ status }: Answer): Answered | number {
  if (status === 401) return status;
  return status === 403 ? 'refused' : 'admitted';
}

/** Rows that ask for the same are next to each other, so that rights are given once for them. */
const ORDERED = [...ROWS].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

function keyOf({ place, grants, also }: Row): string {
  return JSON.stringify([place, grants, also]);
}

let given = '';

/** The one has a row's rights at its place (but for those that it needs besides), the other everywhere beside it. */
async function giveRights(row: Row): Promise<void> {
  if (given === keyOf(row)) return;
  given = keyOf(row);
  const { at, beside } = PLACES[row.place];
  await replaceRights(world, 'policyContributor', [{ scope: at(world), actions: row.grants }]);
  const actions = [...row.grants, ...row.also];
  await replaceRights(
    world,
    'mlEngineer',
    beside(world).map(scope => ({ scope, actions })),
  );
}

it('every row of the tables is of a route that there is', () => {
  expect(IDLE).toEqual([]);
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
});

describe('who gets in', () => {
  it.each(ORDERED)('$name', async row => {
    await giveRights(row);
    const { anonymous, mlEngineer, policyContributor } = world.as;
    expect.soft((await ask(anonymous, row)).status, 'without a token').toBe(401);
    expect.soft((await ask(disabled, row)).status, 'disabled').toBe(401);

    const stranger = await ask(nobody, row);
    expect.soft(answered(stranger), 'without a role').toBe(row.nobody);
    const neighbour = await ask(mlEngineer, row);
    expect.soft(answered(neighbour), 'with the rights elsewhere').toBe(row.elsewhere);
    for (const refused of [stranger, neighbour]) tellsNothing(row, refused);

    expect.soft(answered(await ask(reader, row)), 'with */read').toBe(row.reader);

    const own = await ask(policyContributor, row);
    const isEnough = row.also.length === 0;
    expect.soft(answered(own), 'with the action').toBe(isEnough ? 'admitted' : 'refused');
    if (!isEnough) {
      given = '';
      const { at } = PLACES[row.place];
      await replaceRights(world, 'policyContributor', [
        { scope: at(world), actions: row.grants },
        { scope: world.root, actions: row.also },
      ]);
      const whole = await ask(policyContributor, row);
      expect.soft(answered(whole), 'with all that it takes').toBe('admitted');
    }
  });
});

/** A refusal names what the request named; an answer that is narrowed to nothing is empty. */
function tellsNothing({ verb, name, path, isCommon }: Row, { status, body }: Answer): void {
  if (verb === 'HEAD') {
    expect.soft(body).toBeUndefined();
    return;
  }
  if (status !== 403) {
    if (!isCommon && status === 200 && Array.isArray(body?.value)) narrowed(name, body.value);
    return;
  }
  expect.soft(body.error.code).toBe('AuthorizationFailed');
  const [, scope = ''] = /over scope '([^']*)' or the scope is invalid/.exec(body.error.message) ?? [];
  if (!name.includes('*/locations/'))
    expect
      .soft(
        path(world)
          .toLowerCase()
          .startsWith(scope === '/' ? '/' : scope.toLowerCase()),
      )
      .toBe(true);
  expect.soft(Object.keys(body.error).sort()).toEqual(['code', 'message']);
}

function narrowed(name: string, value: readonly unknown[]): void {
  const seen = value.filter(each => JSON.stringify(each).toLowerCase().includes('rg-chat'));
  expect.soft(seen, `${name} shows what is out of reach`).toEqual([]);
}
