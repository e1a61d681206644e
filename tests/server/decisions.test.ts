import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type {
  CaseAssignment,
  CaseResult,
  DecisionCase,
  DecisionFile,
} from '../../packages/cli/src/decisions/decision-case.ts';
import {
  definitionIdOf,
  idOf,
  initiativesOf,
  partsOf,
} from '../../packages/cli/src/decisions/decision-file.ts';
import { DECISION_FILES } from '../house/decision-files.ts';
import { type Answer, assignmentAt, openWorld, type World } from './harness.ts';

// Plays conformance/decisions through the ARM door and, as stored states, through the scan. Says nothing by itself.
// The world of the cases is laid over the demo world: its tenant root is their root, its two subscriptions are theirs.

const ML = 'providers/Microsoft.MachineLearningServices/workspaces/team';
const EASTUS = { location: 'eastus', properties: {} };
const ENDPOINT = { location: 'eastus', properties: { authMode: 'Key' } };
const SURROUNDINGS: readonly (readonly [path: string, body: object])[] = [
  ...['prod-chat', 'prod-search', 'test-chat'].flatMap((group): [string, object][] => [
    [named(group), { location: 'eastus' }],
    [`${named(group)}/${ML}`, EASTUS],
    [`${named(group)}/${ML}/onlineEndpoints/answers`, ENDPOINT],
  ]),
  [`${named('prod-chat')}/${ML}/batchEndpoints/nightly`, EASTUS],
  [named('prod-account'), { ...EASTUS, kind: 'OpenAI', sku: { name: 'S0' } }],
];

/** What this door refuses to make, beside the assignments that only an older version would have taken. */
const REFUSED_HERE: Readonly<Record<string, string>> = {
  'an assignment at the tenant reaches everything': 'ARM has no assignment at the tenant',
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  for (const [path, body] of SURROUNDINGS) await put(here(path), body);
});
afterAll(() => world.close());

describe.each(DECISION_FILES)('%s', (_, file) => {
  beforeAll(async () => {
    for (const [name, properties] of Object.entries(file.definitions ?? {}))
      await put(here(definitionIdOf(name, file)), { properties });
    for (const { definition, properties } of file.versions ?? [])
      await put(`${here(definitionIdOf(definition, file))}/versions/${properties['version']}`, {
        properties,
      });
    for (const { id, body } of initiativesOf(file)) await put(here(id), placed(body));
  });

  const isRefused = ({ name, assign }: DecisionCase) =>
    name in REFUSED_HERE || assign.some(({ arrivedAnyhow }) => arrivedAnyhow);

  test.each(file.cases.filter(each => !isRefused(each)).map(each => [each.name, each] as const))(
    '%s',
    async (_, each) => {
      const { request, expect: expected } = each;
      const { verb, body, stored } = request;
      const id = here(request.resource);
      if (stored) await put(id, stored);
      for (const { resource, body } of each.exists ?? []) await put(here(resource), body);
      onTestFinished(async () => {
        await unassign(file, each);
        for (const { resource } of (each.exists ?? []).toReversed()) await succeed('DELETE', here(resource));
      });
      await assign(file, each);
      if (verb !== 'SCAN') {
        const answer = await world.as.owner(verb, id, { body });
        expect(shown(answer)).toEqual(shownBy(expected));
        const { becomes } = expected;
        if (becomes !== undefined) {
          const { body: kept } = await world.as.owner('GET', id);
          expect(kept).toMatchObject(becomes);
          expect([answer.body.tags, kept.tags]).toEqual([becomes['tags'], becomes['tags']]);
        }
        if (verb === 'DELETE') return;
        if (expected.verdict === 'allow') expect(await statesOf(id)).toEqual(expected.results.map(toState));
      }
      if (expected.verdict === 'deny') {
        await unassign(file, each);
        await succeed(verb, id, body);
        await assign(file, each);
      }
      await judgeAgain(id);
      expect(await statesOf(id)).toEqual(
        expected.results.map(result => toState({ ...result, state: result.scan ?? result.state })),
      );
    },
  );

  test.each(file.cases.filter(isRefused).map(each => [each.name, each] as const))(
    '(not through this door) %s',
    async (_, each) => {
      const answers = await Promise.all(
        each.assign.map(given => world.as.owner('PUT', idOfAssignment(given), { body: toBody(file, given) })),
      );
      expect(answers.filter(({ status }) => status < 400)).toEqual([]);
    },
  );
});

/** The id that a word of the cases stands for; all files happen in one world. */
function named(word: string): string {
  const [first] = DECISION_FILES;
  return first === undefined ? word : idOf(word, first[1].place);
}

/** An id or a word of the cases, as it is in this world. */
function here(word: string): string {
  return named(word)
    .replace(/(?<=^|")\/providers\/Microsoft\.Management\/managementGroups\/root(?=$|[/"])/g, world.root)
    .replaceAll('00000000-0000-0000-0000-000000000001', world.demo.subscriptionIds.production)
    .replaceAll('00000000-0000-0000-0000-000000000002', world.demo.subscriptionIds.sandbox);
}

function idOfAssignment({ at, name }: CaseAssignment): string {
  return assignmentAt(here(at), name);
}

function toBody(file: DecisionFile, given: CaseAssignment): object {
  const { definition, parameters = {}, notScopes = [], enforcementMode = 'Default', message } = given;
  const { definitionVersion, messages, resourceSelectors, overrides } = given;
  return {
    properties: {
      definitionVersion,
      resourceSelectors,
      overrides,
      policyDefinitionId: here(definitionIdOf(definition, file)),
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
      notScopes: notScopes.map(here),
      enforcementMode,
      nonComplianceMessages: messages ?? (message === undefined ? [] : [{ message }]),
    },
  };
}

async function assign(file: DecisionFile, each: DecisionCase): Promise<void> {
  for (const given of each.assign) await put(idOfAssignment(given), toBody(file, given));
  for (const { id, body } of partsOf(each, file.place)) await put(here(id), placed(body));
}

/** A body with the ids that it holds as they are in this world. */
function placed(body: object): object {
  return JSON.parse(here(JSON.stringify(body)));
}

async function unassign(file: DecisionFile, each: DecisionCase): Promise<void> {
  for (const { id } of partsOf(each, file.place)) await succeed('DELETE', here(id));
  for (const given of each.assign) await succeed('DELETE', idOfAssignment(given));
}

function put(path: string, body: object): Promise<Answer> {
  return succeed('PUT', path, body);
}

async function succeed(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await world.as.owner(verb, path, { body });
  if (answer.status >= 300) throw new Error(`${verb} ${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Touches the scope above everything, and waits until what that means for one resource is worked out. */
async function judgeAgain(id: string): Promise<void> {
  const { headers } = await put(world.root, {});
  await vi.waitUntil(async () => {
    const { revision = Number.POSITIVE_INFINITY } = (await world.storage.states.get(id.toLowerCase())) ?? {};
    return revision >= Number(headers['x-sluice-revision']);
  });
}

async function statesOf(id: string): Promise<readonly object[]> {
  const states = await world.storage.states.get(id.toLowerCase());
  return (states?.results ?? []).map(
    ({ assignmentKey, componentId, complianceState, definitionReferenceId }) => ({
      assignment: assignmentKey.slice(assignmentKey.lastIndexOf('/') + 1),
      member: definitionReferenceId ?? undefined,
      subject: componentId === null ? 'resource' : 'component',
      state: complianceState,
    }),
  );
}

function toState({ assignment, member, subject, state }: CaseResult): object {
  return { assignment, member: member?.toLowerCase(), subject, state };
}

/** What a case expects, in the form of this door: 2xx, or 403 (409 for a conflict) with every violation. */
function shownBy({ verdict, results, conflict }: DecisionCase['expect']): object {
  if (verdict === 'allow') return { refused: false };
  const violations = results.filter(({ refuses }) => refuses);
  return {
    refused: conflict === undefined ? 403 : 409,
    code: conflict ?? 'RequestDisallowedByPolicy',
    violations: violations.map(({ assignment, member, message }) => ({ assignment, member, message })),
  };
}

function shown({ status, body }: Answer): object {
  if (status < 300) return { refused: false };
  const infos: readonly {
    info: {
      policyAssignmentName: string;
      policyDefinitionReferenceId?: string;
      nonComplianceMessage?: string;
    };
  }[] = (body.error.additionalInfo ?? []).filter(({ type }: { type: string }) => type === 'PolicyViolation');
  return {
    refused: status,
    code: body.error.code,
    violations: infos.map(({ info }) => ({
      assignment: info.policyAssignmentName,
      member: info.policyDefinitionReferenceId,
      message: info.nonComplianceMessage,
    })),
  };
}
