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
  {
    displayName: 'Tags',
    policyRule: { then: { effect: "[parameters('e')]" } },
    parameters: { e: { allowedValues: ['audit', 'Deny'] } },
    policyType: 'Custom',
    mode: 'Indexed',
    metadata: { category: 'model deployment' },
  },
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
    [
      'has what has most of the words when nothing has all',
      { query: 'allowed registry deployments preview nowhere' },
      [TUTORIAL],
    ],
    ['has nothing when no word is there', { query: 'nowhere' }, []],
    ['has nothing for what nobody searches for', { query: 'x'.repeat(5_000) }, []],
    ['narrows by type', { policyType: ['custom'] }, [NAMELESS, TAGS]],
    ['narrows by several types', { policyType: ['Custom', 'BuiltIn'] }, ALL],
    ['narrows by category in any letter case', { category: ['Model Deployment'] }, [REGISTRIES, TAGS]],
    ['narrows by mode', { mode: ['indexed'], query: 'tags' }, [TAGS]],
    ['narrows by what the effect may be', { effect: ['audit'] }, [TAGS]],
    ['takes empty filters for none', { query: '', policyType: [], category: [], mode: [] }, ALL],
  ])('%s', (_, filter, found) => {
    const order = (each: { id: string }) => each.id;
    expect(searchDefinitions(ALL, filter).map(order)).toEqual(
      found.map(each => order(each as { id: string })),
    );
  });
});

it('values are listed once, by name', () => {
  expect(valuesOf(ALL, 'category')).toEqual(['Machine Learning', 'Model deployment']);
  expect(valuesOf(ALL, 'mode')).toEqual(['Indexed', 'Microsoft.MachineLearningServices.v2.Data']);
  expect(valuesOf(ALL, 'effects')).toEqual(['audit', 'Deny']);
  expect(valuesOf([], 'policyType')).toEqual([]);
});
