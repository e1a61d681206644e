import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, assignmentAt, onlyRegistry, openWorld, type World } from './harness.ts';

// What is likely not meant is said when a policy object is saved: in a header, and in a member of the answer that clients pass over.

const APPROVED = '/providers/Microsoft.Authorization/policyDefinitions/12e5dd16-d201-47ff-849b-8454061c293d';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function put(path: string, body: object): Promise<Answer> {
  const answer = await world.as.owner('PUT', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

const group = () => `${world.production}/resourceGroups/rg-chat`;
const codesIn = (warnings: readonly { code: string }[] = []) => warnings.map(({ code }) => code);
const publishers = (...allowed: readonly string[]) => ({
  properties: {
    policyDefinitionId: APPROVED,
    parameters: { effect: { value: 'Deny' }, allowedPublishers: { value: allowed } },
  },
});

describe('an assignment', () => {
  it('that says what one above says already is warned about, and saved', async () => {
    const above = assignmentAt(world.production, 'above');
    const id = assignmentAt(group(), 'shadowed');
    await put(above, onlyRegistry('azureml'));
    const answer = await put(id, onlyRegistry('azureml'));
    expect(answer.status).toBe(201);
    expect(codesIn(answer.body.warnings)).toContain('assignment/shadowed');
    expect(JSON.parse(String(answer.headers['x-sluice-warnings']))).toEqual(answer.body.warnings);
    const stored = await world.as.owner('GET', id);
    expect(stored.body).not.toHaveProperty('warnings');
    expect({ ...stored.body, warnings: answer.body.warnings }).toEqual(answer.body);
    expect((await put(id, stored.body)).status).toBe(201);
    expect((await put(id, answer.body)).status).toBe(201);
    await world.as.owner('DELETE', id);
    await world.as.owner('DELETE', above);
  });

  it('of a publisher that the allowed registry does not have is warned about', async () => {
    const registry = assignmentAt(world.production, 'registry');
    const publisher = assignmentAt(group(), 'publisher');
    await put(registry, onlyRegistry('azureml-meta'));
    const clash = await put(publisher, publishers('Mistral AI'));
    expect(codesIn(clash.body.warnings)).toContain('assignment/contradiction');
    const fits = await put(publisher, publishers('Mistral AI', 'Meta'));
    await world.as.owner('DELETE', publisher);
    await world.as.owner('DELETE', registry);
    expect(codesIn(fits.body.warnings)).not.toContain('assignment/contradiction');
  });

  it('without anything to warn about is answered as ever', async () => {
    const id = assignmentAt(group(), 'plain');
    const definition = `${group().slice(0, group().indexOf('/resourceGroups'))}/providers/Microsoft.Authorization/policyDefinitions/plain`;
    await put(definition, {
      properties: { policyRule: { if: { field: 'location', equals: 'nowhere' }, then: { effect: 'deny' } } },
    });
    const answer = await put(id, { properties: { policyDefinitionId: definition } });
    expect(answer.body).not.toHaveProperty('warnings');
    expect(answer.headers).not.toHaveProperty('x-sluice-warnings');
  });
});

describe('members of an initiative', () => {
  it('that exclude each other are warned about', async () => {
    const set = `${world.production}/providers/Microsoft.Authorization/policySetDefinitions/both`;
    const member = (name: string) => ({
      policyDefinitionId: onlyRegistryId(),
      policyDefinitionReferenceId: name,
      parameters: { allowedRegistryName: { value: name }, effect: { value: 'Deny' } },
    });
    await put(set, { properties: { policyDefinitions: [member('azureml'), member('azureml-meta')] } });
    const answer = await put(assignmentAt(group(), 'both'), { properties: { policyDefinitionId: set } });
    const [warning] = answer.body.warnings.filter(({ message }: { message: string }) =>
      message.startsWith('The members'),
    );
    expect(warning.message).toContain("The members 'azureml' and 'azureml-meta'");
  });
});

function onlyRegistryId(): string {
  const { properties } = onlyRegistry('x') as { properties: { policyDefinitionId: string } };
  return properties.policyDefinitionId;
}
