import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  type Send,
  type World,
} from './harness.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ROUNDS = 40;
const DEPLOYERS = 6;

describe('two servers on one database', () => {
  it('the one sees what the other acknowledged, on the very next request', async () => {
    const other = await world.secondServer();
    const id = assignmentAt(world.production, 'across');
    for (let round = 0; round < 20; round++) {
      const [writer, decider] = round % 2 === 0 ? [world.as, other.as] : [other.as, world.as];
      expect((await writer.policyContributor('PUT', id, { body: onlyRegistry('azureml') })).status).toBe(201);
      expect(
        (await decider.mlEngineer('PUT', chatDeployment(world, 'across'), { body: deploymentOf(LLAMA) }))
          .status,
      ).toBe(403);
      expect((await decider.policyContributor('DELETE', id)).status).toBe(200);
      expect(
        (await writer.mlEngineer('PUT', chatDeployment(world, 'across'), { body: deploymentOf(LLAMA) }))
          .status,
      ).toBeLessThan(300);
      expect((await writer.mlEngineer('DELETE', chatDeployment(world, 'across'))).status).toBe(202);
    }
  });

  it('a definition made on one can be assigned on the other at once', async () => {
    const other = await world.secondServer();
    for (let round = 0; round < 10; round++) {
      const definition = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/across-${round}`;
      const policyRule = {
        if: { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces' },
        then: { effect: 'audit' },
      };
      expect(
        (
          await world.as.policyContributor('PUT', definition, {
            body: { properties: { mode: 'All', policyRule } },
          })
        ).status,
      ).toBe(201);
      const assigned = await other.as.policyContributor(
        'PUT',
        assignmentAt(world.production, `across-${round}`),
        {
          body: { properties: { policyDefinitionId: definition } },
        },
      );
      expect(assigned.status).toBe(201);
    }
  });

  it('policies change while both deploy: no stale verdict, no starved policy write', async () => {
    const other = await world.secondServer();
    const id = assignmentAt(world.production, 'flip');
    const sides = [world.as, other.as] as const;
    /** What the last acknowledged policy write made it, and which write that was. */
    let acknowledged = { denies: false, sequence: 0 };
    let writing = 0;
    let done = false;
    const verdicts = { checked: 0, unchecked: 0 };
    const problems: string[] = [];
    /** How many deployments were answered while each policy write was under way. */
    const overtaken: number[] = [];
    let answered = 0;

    async function deploy(send: Send, name: string): Promise<void> {
      while (!done) {
        const before = { ...acknowledged, writing };
        const answer = await send('PUT', chatDeployment(world, name), { body: deploymentOf(LLAMA) });
        answered++;
        // Only when no policy write was under way at any moment of the request is its verdict certain.
        const isCertain = before.writing === 0 && writing === 0 && before.sequence === acknowledged.sequence;
        if (!isCertain) verdicts.unchecked++;
        else {
          verdicts.checked++;
          const expected = before.denies ? [403] : [200, 201];
          if (!expected.includes(answer.status))
            problems.push(`${name}: ${answer.status} under denies=${before.denies}`);
        }
        if (answer.status !== 403 && answer.status >= 300)
          problems.push(`${name}: ${describeAnswer(answer)}`);
      }
    }

    async function change(): Promise<void> {
      for (let round = 0; round < ROUNDS; round++) {
        const as = sides[round % 2] ?? world.as;
        const denies = !acknowledged.denies;
        writing++;
        const earlier = answered;
        const answer = denies
          ? await as.policyContributor('PUT', id, { body: onlyRegistry('azureml') })
          : await as.policyContributor('DELETE', id);
        overtaken.push(answered - earlier);
        acknowledged = { denies, sequence: acknowledged.sequence + 1 };
        writing--;
        if (answer.status !== (denies ? 201 : 200))
          problems.push(`policy write ${round}: ${describeAnswer(answer)}`);
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      done = true;
    }

    const deployers = Array.from({ length: DEPLOYERS }, (_, n) =>
      deploy((sides[n % 2] ?? world.as).mlEngineer, `load-${n}`),
    );
    await Promise.all([change(), ...deployers]);
    expect(problems).toEqual([]);
    expect(verdicts.checked).toBeGreaterThan(ROUNDS);
    // A policy write waits for the deployments before it, not for those that come after: a starved one would see hundreds pass.
    expect(overtaken.toSorted((a, b) => a - b)[Math.floor(ROUNDS * 0.95)]).toBeLessThan(10 * DEPLOYERS);
  });

  it('policy writers on both servers all get through', async () => {
    const other = await world.secondServer();
    const writes = Array.from({ length: 40 }, (_, n) => {
      const as = n % 2 === 0 ? world.as : other.as;
      return as.policyContributor('PUT', assignmentAt(world.sandbox, `many-${n}`), {
        body: onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }),
      });
    });
    const statuses = (await Promise.all(writes)).map(({ status }) => status);
    expect(statuses).toEqual(statuses.map(() => 201));
  });

  it('of two that make the same resource one creates it', async () => {
    const other = await world.secondServer();
    const id = `${world.sandbox}/resourceGroups/rg-race`;
    const headers = { 'if-none-match': '*' };
    const answers = await Promise.all(
      [world.as, other.as, world.as, other.as].map(as =>
        as.owner('PUT', id, { body: { location: 'westeurope' }, headers }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412]);
  });
});

function describeAnswer({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body)}`;
}
