import { expect, test } from 'vitest';
import { reasonText } from './reason-text.ts';

const leaf = (
  path: string,
  operator: string,
  result: string,
  expressionValue: unknown,
  targetValue: unknown,
) => ({
  result,
  expressionKind: 'Field',
  expression: `Microsoft.MachineLearningServices.v2.Data/workspaces/deployments/${path}`,
  path,
  expressionValue,
  targetValue,
  operator,
});
const TYPE = { ...leaf('type', 'Equals', 'True', 'T', 'T'), expression: 'type' };
const HUGGING = 'azureml://registries/huggingface/models/x/versions/1';
const of = (...expressions: readonly object[]) =>
  reasonText({ message: undefined, error: undefined, expressions: expressions as never });

test('what was seen is told as a denial tells it', () => {
  expect(
    of(
      TYPE,
      leaf('model.assetId', 'Like', 'True', HUGGING, 'azureml://registries/*'),
      leaf('model.assetId', 'Like', 'false', HUGGING, 'azureml://registries/azureml/*'),
    ),
  ).toBe("The model comes from the registry 'huggingface', not from 'azureml'.");
  expect(of(leaf('model.registryName', 'NotIn', 'true', 'huggingface', ['azureml', 'approved-models']))).toBe(
    "The registry of the model 'huggingface' is none of 'azureml', 'approved-models'.",
  );
  expect(of(leaf('tags.team', 'NotEquals', 'True', undefined, 'ml'))).toBe("tags.team (absent) is not 'ml'.");
});

test('a rule that asks for nothing but a type says nothing', () => {
  expect(of(TYPE)).toBe('');
  expect(of()).toBe('');
});

test('the message of the assignment comes before what was seen, a failure before both', () => {
  expect(reasonText({ message: 'Ask first.', error: undefined, expressions: [TYPE] as never })).toBe(
    'Ask first.',
  );
  expect(reasonText({ message: 'Ask first.', error: 'division by zero', expressions: [] })).toBe(
    'division by zero',
  );
  expect(reasonText({ message: '', error: undefined, expressions: [] })).toBe('');
});
