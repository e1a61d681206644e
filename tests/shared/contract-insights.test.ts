import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/language';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  assignmentAt,
  chatDeployment,
  deploymentOf,
  onlyRegistry,
  openWorld,
  PHI4,
  type World,
} from '../server/harness.ts';

// Sends the queries of the official examples of policy insights to a server, at places that it has: each is answered, and what the answers
// of the contract hold, ours hold with the same JSON types.

const CONTRACT = join(import.meta.dirname, '../../../shared/contract');
const FOLDERS = [
  'component-policy-states',
  'policy-events',
  'policy-metadata',
  'policy-states',
  'tracked-resources',
];
/** Somebody else's examples: evaluations on demand. */
const ELSEWHERE = /Trigger\w+Evaluation/;
/** Tokens are opaque, and Azure's are none of ours. */
const hasForeignToken = ({ parameters }: Example) => '$skiptoken' in parameters;

/** What an example's answer holds that ours need not. */
const LEFT_OUT: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /nextLink$/, because: 'there is one where rows are left, which these places do not have' },
  {
    path: /\/components\/\d+/,
    because: 'what components have is told by the test of the server: these have none there',
  },
  { path: /ifNotExistsDetails/, because: 'only rules of IfNotExists effects have them' },
  { path: /policyEvaluationDetails\/reason/, because: 'a compliant result has no reason' },
  { path: /evaluatedExpressions\/0/, because: 'a compliant result has no expressions' },
  {
    path: /policyDefinitions\/\d+\/effect|policyGroups/,
    because: 'the first assignment of ours is of no initiative',
  },
  { path: /Details\/0$/, because: 'groups are there where an initiative has some' },
];

type Example = {
  readonly file: string;
  readonly path: string;
  readonly method: string;
  readonly parameters: Record<string, JsonValue>;
  readonly body: JsonValue;
};

const EXAMPLES = readIndex();

let w: World;
const ML = 'providers/Microsoft.MachineLearningServices';
beforeAll(async () => {
  w = await openWorld();
  const definition = `${w.production}/providers/Microsoft.Authorization/policyDefinitions/contract`;
  const initiative = `${w.production}/providers/Microsoft.Authorization/policySetDefinitions/contract`;
  await made(definition, {
    properties: {
      mode: 'All',
      policyRule: {
        if: { field: 'type', like: 'Microsoft.MachineLearningServices/*' },
        then: { effect: 'audit' },
      },
    },
  });
  await made(initiative, {
    properties: {
      policyDefinitionGroups: [
        {
          name: 'group1',
          additionalMetadataId: '/providers/Microsoft.PolicyInsights/policyMetadata/NIST_SP_800-53_R4_AC-2',
        },
      ],
      policyDefinitions: [
        { policyDefinitionId: definition, policyDefinitionReferenceId: 'r', groupNames: ['group1'] },
      ],
    },
  });
  const group = `${w.production}/resourceGroups/rg-chat`;
  await made(assignmentAt(w.production, 'contract'), { properties: { policyDefinitionId: initiative } });
  await made(assignmentAt(group, 'contract'), { properties: { policyDefinitionId: definition } });
  await made(
    assignmentAt(w.production, 'models'),
    onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }),
  );
  await made(assignmentAt(group, 'models'), onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }));
  await made(chatDeployment(w, 'contract'), deploymentOf(PHI4));
  await vi.waitFor(
    async () => {
      const { body } = await w.as.owner(
        'POST',
        `${group}/${ML}/workspaces/ws-chat/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`,
      );
      expect(body.value.length).toBeGreaterThan(1);
    },
    { timeout: 20_000 },
  );
});
afterAll(() => w.close());

async function made(path: string, body: object): Promise<void> {
  const answer = await w.as.owner('PUT', path, { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
}

describe('the examples', () => {
  it('are there', () => {
    expect(EXAMPLES.length).toBeGreaterThan(70);
  });
});

describe.each(EXAMPLES.filter(each => !hasForeignToken(each)).map(each => [each.file, each] as const))(
  '%s',
  (_, example) => {
    it('is answered, as asked', async () => {
      const { status, body } = await send(example, name => name.startsWith('$'));
      expect([status, body.error]).toEqual([200, undefined]);
      if ('@odata.count' in body) expect(body['@odata.count']).toBe(body.value.length);
    });

    it('is answered with what the contract shows', async () => {
      // The examples ask for ids and times that are not here.
      const { status, body } = await send(example, name => ['$apply', '$select', '$expand'].includes(name));
      expect([status, body.error]).toEqual([200, undefined]);
      if (Array.isArray(body.value) && !example.file.includes('TrackedResources'))
        expect(body.value).not.toEqual([]);
      expect(missing(example.body, body, '')).toEqual([]);
    });
  },
);

describe.each(EXAMPLES.filter(hasForeignToken).map(each => [each.file, each] as const))(
  '%s',
  (_, example) => {
    it('is refused: the token is of another service', async () => {
      const path = `${w.root}/providers/Microsoft.PolicyInsights/${example.file.includes('events') ? 'policyEvents/default' : 'policyStates/latest'}/queryResults`;
      const { status, body } = await w.as.owner(
        'POST',
        `${path}?$skiptoken=${example.parameters['$skiptoken']}`,
      );
      expect([status, body.error.code]).toEqual([400, 'InvalidSkipToken']);
    });
  },
);

function send(example: Example, wanted: (name: string) => boolean) {
  const query = Object.entries(example.parameters)
    .filter(([name]) => wanted(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const path = example.path
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => place(example, name))
    .replace(/^\/\//, '/');
  return w.as['owner'](example.method, `${path}?${query.join('&')}`, {
    apiVersion: String(example.parameters['api-version']),
  });
}

/** What stands in the path here instead of what is in the example. */
function place({ file, parameters }: Example, name: string): string {
  const isComponent = file.startsWith('policyinsights/component');
  const places: Readonly<Record<string, string>> = {
    managementGroupsNamespace: 'Microsoft.Management',
    managementGroupName: w.demo.tenantId,
    authorizationNamespace: 'Microsoft.Authorization',
    subscriptionId: w.demo.subscriptionIds.production,
    resourceGroupName: 'rg-chat',
    resourceId: chatDeployment(w, 'contract').slice(1),
    policySetDefinitionName: 'contract',
    policyDefinitionName: isComponent ? '19539b54-c61e-4196-9a38-67598701be90' : 'contract',
    policyAssignmentName: isComponent || file.includes('events') ? 'models' : 'contract',
  };
  return places[name] ?? String(parameters[name]);
}

/** Paths of the contract's answer that ours does not have, or has with another JSON type. Of arrays the first element counts. */
function missing(wanted: JsonValue, found: JsonValue | undefined, path: string): readonly string[] {
  if (wanted === null || LEFT_OUT.some(each => each.path.test(path))) return [];
  if (found === undefined || kindOf(found) !== kindOf(wanted)) return [path];
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted[0] === undefined ? [] : found.length === 0 ? [] : missing(wanted[0], found[0], `${path}/0`);
  if (!isObject(wanted) || !isObject(found)) return [];
  return Object.entries(wanted).flatMap(([name, value]) => missing(value, found[name], `${path}/${name}`));
}

function kindOf(value: JsonValue): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readIndex(): readonly Example[] {
  let folder = '';
  return readFileSync(join(CONTRACT, 'INDEX.md'), 'utf8')
    .split('\n')
    .flatMap(line => {
      folder = /^## (\S+\/\S+)/.exec(line)?.[1] ?? (line.startsWith('## ') ? '' : folder);
      const [, name, method = '', path = ''] =
        /^\| `([^`]+\.json)` \| \w+ \| (\w+) \| `([^`]+)`/.exec(line) ?? [];
      if (name === undefined || ELSEWHERE.test(name)) return [];
      if (!FOLDERS.some(each => folder.startsWith(`policyinsights/${each}/`))) return [];
      const { parameters, responses } = JSON.parse(readFileSync(join(CONTRACT, folder, name), 'utf8'));
      return [{ file: `${folder}/${name}`, method, path, parameters, body: responses['200'].body }];
    });
}
