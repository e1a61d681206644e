import { expect, it } from 'vitest';
import { familyOf } from './family.ts';

it.each([
  ['phi-4', 'phi'],
  ['Phi-4-mini-instruct', 'phi'],
  ['gpt2', 'gpt'],
  ['gpt-4o', 'gpt'],
  ['llama-3.3-70b-instruct', 'llama'],
  ['meta-llama-3.1-8b-instruct', 'llama'],
  ['tiiuae-falcon-7b-instruct', 'falcon'],
  ['bigcode-starcoder2-15b', 'starcoder'],
  ['mistralai-mixtral-8x7b-instruct-v01', 'mixtral'],
  ['openai-whisper-large-v3', 'whisper'],
  ['bert-base-uncased', 'bert'],
  ['sentence-transformers-all-minilm-l6-v2', 'minilm'],
  ['e5', 'e5'],
  ['7b', '7b'],
  ['---', ''],
  ['', ''],
])('the family of %j is %j', (name, family) => {
  expect(familyOf(name)).toBe(family);
});
