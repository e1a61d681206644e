import { describe, expect, it } from 'vitest';
import { readDefinitionSummary } from './definition-summary.ts';
import { searchDefinitions, valuesOf } from './search-definitions.ts';

const policy = (name: string, properties: object, at = '') =>
  readDefinitionSummary('policy', {
    id: `${at}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    name,
    properties: properties as never,
  });

const TUTORIAL = policy('19539b54-c61e-4196-9a38-67598701be90', {
  displayName:
    '[Preview]: Azure Machine Learning Model Registry Deployments are restricted except for the allowed Registry',
  policyType: 'BuiltIn',
  mode: 'Microsoft.MachineLearningServices.v2.Data',
  metadata: { category: 'Machine Learning' },
});
const REGISTRIES = policy('145e7dc6', {
  displayName: 'Model deployments may only use models of allowed registries',
  description: 'Refuses what does not come from a listed registry.',
  policyType: 'BuiltIn',
  mode: 'Microsoft.MachineLearningServices.v2.Data',
  metadata: { category: 'Model deployment' },
});
const TAGS = policy(
  'tags',
  { displayName: 'Tags', policyType: 'Custom', mode: 'Indexed', metadata: { category: 'model deployment' } },
  '/subscriptions/s',
);
const NAMELESS = policy('only-a-name', { displayName: '' });
const ALL = [NAMELESS, REGISTRIES, TAGS, TUTORIAL];

describe('a search', () => {
  it.each<[string, Parameters<typeof searchDefinitions>[1], readonly object[]]>([
    ['without words has everything, in its order', {}, ALL],
    ['for punctuation alone has no words', { query: ' [-]: ' }, ALL],
    [
      'ignores punctuation and letter case',
      {
        query:
          '[preview] azure machine learning model registry deployments are restricted except for allowed registry',
      },
      [TUTORIAL],
    ],
    ['looks at the starts of words', { query: 'dep mod' }, [REGISTRIES, TUTORIAL, TAGS]],
    ['looks into descriptions', { query: 'listed' }, [REGISTRIES]],
    ['looks into categories', { query: 'machine learning' }, [TUTORIAL]],
    ['looks into ids', { query: '19539b54-c61e-4196-9a38-67598701be90' }, [TUTORIAL]],
    ['finds a definition without a display name by its name', { query: 'only a name' }, [NAMELESS]],
    ['wants every word', { query: 'registry nowhere' }, []],
    ['narrows by type', { policyType: 'custom' }, [NAMELESS, TAGS]],
    ['narrows by category in any letter case', { category: 'Model Deployment' }, [REGISTRIES, TAGS]],
    ['narrows by mode', { mode: 'indexed', query: 'tags' }, [TAGS]],
    ['takes empty filters for none', { query: '', policyType: '', category: '', mode: '' }, ALL],
  ])('%s', (_, filter, found) => {
    expect(searchDefinitions(ALL, filter)).toEqual(found);
  });
});

it('values are listed once, by name', () => {
  expect(valuesOf(ALL, 'category')).toEqual(['Machine Learning', 'Model deployment']);
  expect(valuesOf(ALL, 'mode')).toEqual(['Indexed', 'Microsoft.MachineLearningServices.v2.Data']);
  expect(valuesOf([], 'policyType')).toEqual([]);
});
