import { expect, test } from 'vitest';
import { reasonSentence, type Told } from './reason-sentence.ts';

type Leaf = NonNullable<Told['evaluatedExpressions']>[number];

const field = (path: string, operator: string, held: boolean, value: unknown, target: unknown): Leaf =>
  ({
    result: held ? 'True' : 'False',
    expressionKind: 'Field',
    expression: `Some.Namespace/things/${path}`,
    path,
    ...(value !== undefined && { expressionValue: value }),
    targetValue: target,
    operator,
  }) as Leaf;
const TYPE: Leaf = { ...field('type', 'Equals', true, 'a/b', 'a/b'), expression: 'type' };
const HUGGING = 'azureml://registries/huggingface/models/x/versions/1';

test.each<[string, readonly Leaf[], string]>([
  [
    'the tutorial’s rule',
    [
      TYPE,
      field('model.assetId', 'Like', true, HUGGING, 'azureml://registries/*'),
      field('model.assetId', 'Like', false, HUGGING, 'azureml://registries/azureml/*'),
    ],
    "The model comes from the registry 'huggingface', not from 'azureml'.",
  ],
  [
    'a registry that is denied',
    [field('model.assetId', 'NotLike', false, HUGGING, 'azureml://registries/huggingface/*')],
    "The model comes from the registry 'huggingface'.",
  ],
  [
    'a pattern that is no whole registry',
    [field('model.assetId', 'Like', true, HUGGING, 'azureml://registries/*/models/x*')],
    `The model '${HUGGING}' is like 'azureml://registries/*/models/x*'.`,
  ],
  [
    'a list',
    [field('model.registryName', 'NotIn', true, 'huggingface', ['azureml', 'approved-models'])],
    "The registry of the model 'huggingface' is none of 'azureml', 'approved-models'.",
  ],
  [
    'a long list',
    [field('model.licence', 'In', false, 'mit', ['a', 'b', 'c', 'd', 'e', 'f', 'g'])],
    "The licence of the model 'mit' is none of 'a', 'b', 'c', 'd', 'e' and 2 more.",
  ],
  ['an empty list', [field('sku.name', 'In', false, 'S0', [])], "The SKU 'S0' is none of nothing."],
  ['what is missing', [field('tags.team', 'Exists', false, undefined, 'True')], 'tags.team is missing.'],
  ['what is there', [field('tags.team', 'Exists', true, 'a', 'True')], "tags.team is there ('a')."],
  ['an absent value', [field('tags.a', 'NotEquals', true, undefined, 'b')], "tags.a (absent) is not 'b'."],
  [
    'many conditions',
    ['a', 'b', 'c', 'd', 'e', 'f'].map(name => field(name, 'Equals', true, 1, 1)),
    'a 1 is 1; b 1 is 1; c 1 is 1; d 1 is 1; and 2 conditions more.',
  ],
  ['nothing but a type', [TYPE], 'The policy refuses every resource of this type here.'],
])('%s', (_, evaluatedExpressions, sentence) => {
  expect(reasonSentence({ evaluatedExpressions })).toBe(sentence);
});

test('a failure says what failed, and a change that could not be made why', () => {
  expect(reasonSentence({ error: { code: 'x', message: 'No such thing.' } })).toBe(
    'The policy could not be evaluated: No such thing.',
  );
  expect(reasonSentence({ unchanged: { code: 'x', message: 'Not modifiable.' } })).toBe('Not modifiable.');
});
