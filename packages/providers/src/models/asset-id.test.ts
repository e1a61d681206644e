import { describe, expect, it } from 'vitest';
import { modelOf, parseAssetId, registryModelId, withVersion, workspaceModelId } from './asset-id.ts';

const HOME = { subscriptionId: 'S1', resourceGroup: 'Models', workspace: 'Team' };
const PHI3 = 'azureml://registries/azureml/models/phi-4/versions/3';
const MINE = 'azureml://subscriptions/s1/resourcegroups/models/workspaces/team/models/mine';
const ARM = '/subscriptions/S1/resourceGroups/Models/providers/Microsoft.MachineLearningServices';

describe('parseAssetId', () => {
  it.each([
    // registries
    ['azureml://registries/azureml/models/Phi-4/versions/3', PHI3],
    ['AzureML://Registries/AZUREML/Models/PHI-4/Versions/3', PHI3],
    ['azureml://registries/azureml/models/Phi-4/versions/3/', PHI3],
    ['azureml://registries/azureml/models/Phi-4/versions/3///', PHI3],
    ['azureml://registries/azureml/models/Phi%2D4/versions/%33', PHI3],
    ['%61zureml://registries/%61zureml/models/Phi-4/versions/3', PHI3],
    [`${ARM}/registries/azureml/models/Phi-4/versions/3`, PHI3],
    [`azureml:${ARM}/registries/azureml/models/Phi-4/versions/3`, PHI3],
    [
      'azureml://registries/azureml/models/Phi-4/versions/30',
      'azureml://registries/azureml/models/phi-4/versions/30',
    ],
    [
      'azureml://registries/azureml/models/Phi-4/versions/03',
      'azureml://registries/azureml/models/phi-4/versions/03',
    ],
    [
      'azureml://registries/azureml/models/Phi-4/versions/V1.0-Beta',
      'azureml://registries/azureml/models/phi-4/versions/v1.0-beta',
    ],
    [
      'azureml://registries/azureml/models/Phi-4/labels/Latest',
      'azureml://registries/azureml/models/phi-4/labels/latest',
    ],
    [
      'azureml://registries/azureml/models/Phi-4/versions/latest',
      'azureml://registries/azureml/models/phi-4/labels/latest',
    ],
    [
      'azureml://registries/azureml/models/Phi-4/labels/stable',
      'azureml://registries/azureml/models/phi-4/labels/stable',
    ],
    ['azureml://registries/azureml/models/Phi-4', 'azureml://registries/azureml/models/phi-4'],
    // workspaces
    ['azureml:mine:1', `${MINE}/versions/1`],
    ['AZUREML:Mine:1', `${MINE}/versions/1`],
    ['azureml:mine@latest', `${MINE}/labels/latest`],
    ['azureml:mine:latest', `${MINE}/labels/latest`],
    ['azureml:mine', MINE],
    [`${ARM}/workspaces/Team/models/Mine/versions/1`, `${MINE}/versions/1`],
    [`${ARM}/workspaces/Team/models/Mine/labels/latest`, `${MINE}/labels/latest`],
    [
      'azureml://subscriptions/s1/resourceGroups/Models/workspaces/Team/models/Mine/versions/1',
      `${MINE}/versions/1`,
    ],
    [
      'azureml://subscriptions/s1/resourceGroups/Models/providers/Microsoft.MachineLearningServices/workspaces/Team/models/Mine',
      MINE,
    ],
    [
      'azureml://locations/westeurope/workspaces/0A1B/models/Mine/versions/1',
      'azureml://locations/westeurope/workspaces/0a1b/models/mine/versions/1',
    ],
    // look-alikes stay other names
    [
      'azureml://registries/аzureml/models/Phi-4/versions/3',
      'azureml://registries/%d0%b0zureml/models/phi-4/versions/3',
    ],
    [
      'azureml://registries/azureml/models/\u212Aontoso/versions/3',
      'azureml://registries/azureml/models/%e2%84%aaontoso/versions/3',
    ],
    [
      'azureml://registries/azureml/models/%E2%84%AAontoso/versions/3',
      'azureml://registries/azureml/models/%e2%84%aaontoso/versions/3',
    ],
  ])('%s is %s', (reference, canonical) => {
    expect(parseAssetId(reference, HOME).id).toMatchObject({
      source: canonical.includes('registries') ? 'registry' : 'workspace',
      canonical,
    });
  });

  it.each([
    ['https://example.org/models/a.onnx', 'https://example.org/models/a.onnx'],
    ['HTTPS://example.org/A', 'https://example.org/A'],
    ['file:///srv/model', 'file:///srv/model'],
    ['file:/srv/model', 'file:///srv/model'],
    ['azureml://datastores/blob/paths/models/a', 'azureml://datastores/blob/paths/models/a'],
    ['azureml://jobs/j1/outputs/model', 'azureml://jobs/j1/outputs/model'],
    [
      'azureml://subscriptions/s1/resourcegroups/g/workspaces/w/datastores/blob/paths/a',
      'azureml://subscriptions/s1/resourcegroups/g/workspaces/w/datastores/blob/paths/a',
    ],
    ['model', 'model'],
    ['some/where', 'some/where'],
  ])('%s is a path', (reference, canonical) => {
    expect(parseAssetId(reference, HOME).id).toEqual({ source: 'path', canonical });
  });

  it.each([
    ['nothing', ''],
    ['white space around', ` ${PHI3}`],
    ['white space at the end', `${PHI3}\n`],
    ['white space inside', 'azureml://registries/azureml/models/Phi 4/versions/3'],
    ['encoded white space', 'azureml://registries/azureml/models/Phi%204/versions/3'],
    ['a zero-width character', 'azureml://registries/azure\u200Bml/models/Phi-4/versions/3'],
    ['an encoded zero-width character', 'azureml://registries/azure%E2%80%8Bml/models/Phi-4/versions/3'],
    ['a NUL', 'azureml://registries/azureml/models/Phi-4/versions/3%00'],
    ['half a surrogate pair', 'azureml://registries/azureml/models/Phi-4\uD800/versions/3'],
    ['double encoding', 'azureml://registries/azureml/models/Phi%252D4/versions/3'],
    ['an encoded slash', 'azureml://registries/azureml%2Fmodels/models/Phi-4/versions/3'],
    ['a broken encoding', 'azureml://registries/azureml/models/Phi%ZZ/versions/3'],
    ['an overlong encoding', 'azureml://registries/azureml/models/Phi%C0%AF/versions/3'],
    ['a backslash', 'azureml://registries\\azureml\\models/Phi-4/versions/3'],
    ['an encoded backslash', 'azureml://registries/azureml/models/Phi%5C4/versions/3'],
    ['dot segments', 'azureml://registries/approved/../azureml/models/Phi-4/versions/3'],
    ['encoded dot segments', 'azureml://registries/approved/%2e%2e/azureml/models/Phi-4/versions/3'],
    ['an empty segment', 'azureml://registries//azureml/models/Phi-4/versions/3'],
    ['no registry', 'azureml://registries//models/Phi-4/versions/3'],
    ['a third slash', 'azureml:///registries/azureml/models/Phi-4/versions/3'],
    ['a query', `${PHI3}?version=4`],
    ['a fragment', `${PHI3}#x`],
    ['an encoded query', 'azureml://registries/azureml/models/Phi-4/versions/3%3Fx=1'],
    ['segments after the version', `${PHI3}/files`],
    ['two versions', 'azureml://registries/azureml/models/Phi-4/versions/3/versions/4'],
    ['a version and a label', 'azureml://registries/azureml/models/Phi-4/versions/3/labels/latest'],
    ['a keyword without value', 'azureml://registries/azureml/models/Phi-4/versions'],
    ['another keyword', 'azureml://registries/azureml/models/Phi-4/version/3'],
    ['another kind of asset', 'azureml://registries/azureml/environments/e/versions/1'],
    ['segments before the registries', 'azureml://x/registries/azureml/models/Phi-4/versions/3'],
    ['a star for a name', 'azureml://registries/azureml/models/*/versions/3'],
    ['a short form with too many parts', 'azureml:mine:1:2'],
    ['a short form with version and label', 'azureml:mine:1@latest'],
    ['a short form without version after its colon', 'azureml:mine:'],
    ['a short form without name', 'azureml::1'],
    ['a short form of a short form', 'azureml:azureml:mine:1'],
    ['a short form with slashes', 'azureml:mine/x:1'],
    ['a form without its start', 'registries/azureml/models/Phi-4/versions/3'],
    ['a scheme alone', 'azureml://'],
    ['a scheme that is none', 'azureml:/registries/azureml/models/Phi-4/versions/3'],
    ['a look-alike of the scheme', 'аzureml://registries/azureml/models/Phi-4/versions/3'],
    ['another scheme', 'ftp://example.org/model'],
    ['an unprotected address', 'http://example.org/model'],
    ['an address with a signature', 'https://example.org/model?sig=abc'],
    ['an address with credentials', 'https://user:word@example.org/model'],
    ['the ARM id of something else', `${ARM}/workspaces/Team/onlineEndpoints/e`],
    [
      'the ARM id of another provider',
      '/subscriptions/s/resourceGroups/g/providers/Contoso.ML/registries/azureml/models/m/versions/1',
    ],
    ['two slashes before an ARM id', `/${ARM}/registries/azureml/models/Phi-4/versions/3`],
    ['a slash alone', '/'],
    ['more than 2048 characters', `azureml://registries/azureml/models/${'a'.repeat(2048)}/versions/1`],
  ])('refuses %s', (_, reference) => {
    expect(parseAssetId(reference, HOME)).toEqual({ problem: expect.any(String) });
  });

  it('refuses a short form where there is no workspace', () => {
    expect(parseAssetId('azureml:mine:1')).toEqual({ problem: expect.stringContaining('workspace') });
  });
});

describe('ids made of names', () => {
  it('are those that references lead to', () => {
    expect(registryModelId('AzureML', 'Phi-4', '3').canonical).toBe(PHI3);
    expect(workspaceModelId(HOME, 'Mine', '1').canonical).toBe(`${MINE}/versions/1`);
  });
  it('lose version and label for the model, and get another version', () => {
    const id = registryModelId('azureml', 'phi-4', '3');
    expect(modelOf(id).canonical).toBe('azureml://registries/azureml/models/phi-4');
    expect(withVersion(id, '30').canonical).toBe('azureml://registries/azureml/models/phi-4/versions/30');
  });
});
