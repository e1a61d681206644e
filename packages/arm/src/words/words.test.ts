import { describe, expect, it } from 'vitest';
import { bestMatches } from './best-matches.ts';
import { matchWords, toSearchable } from './match-words.ts';
import { readSearch } from './read-search.ts';
import { findWord, toSearchText, wordsOf } from './search-text.ts';

describe('the words of a text', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['  \t\n', []],
    ['[-]: "…" – · /', []],
    ['\u0000', []],
    ['a\u0000b', ['a', 'b']],
    ['[Preview]: Allowed Registry', ['preview', 'allowed', 'registry']],
    ['Phi-3.5-mini_instruct', ['phi', '3', '5', 'mini', 'instruct']],
    ['ws-chat/support-chat', ['ws', 'chat', 'support', 'chat']],
    ['Größe ÉTÉ', ['größe', 'été']],
    ['e\u0301te\u0301', ['été']],
    ['ＡＢＣ ﬁne', ['abc', 'fine']],
    ['模型 目录', ['模型', '目录']],
    ['don’t', ['don', 't']],
  ])('%j: %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('a word in a text', () => {
  it.each<[string, string, 'whole' | 'start' | undefined]>([
    ['chat', 'support-chat', 'whole'],
    ['ch', 'support-chat', 'start'],
    ['hat', 'support-chat', undefined],
    ['phi4', 'Phi-4', 'whole'],
    ['phi4', 'Phi-4-mini', 'whole'],
    ['phi4m', 'Phi-4-mini', 'start'],
    ['phi5', 'Phi-4', undefined],
    ['mini4', 'Phi-4-mini', undefined],
    ['chat', 'chatty chat', 'whole'],
    ['a', '', undefined],
  ])('%s in %j: %s', (word, text, found) => {
    expect(findWord(word, toSearchText(text))).toBe(found);
  });
});

describe('a search', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['?!', []],
    ['Chat CHAT chat', ['chat']],
    ['The allowed, the Registry', ['the', 'allowed', 'registry']],
  ])('%j asks for %j', (text, words) => {
    expect(readSearch(text)).toEqual({ words });
  });

  it('is not for a whole book', () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => `w${index}`).join(' ');
    expect(readSearch(thousand.slice(0, 4_000))).toMatchObject({ problem: expect.stringMatching(/words/) });
    expect(readSearch(thousand)).toMatchObject({ problem: expect.stringMatching(/characters/) });
    expect(readSearch('again '.repeat(600))).toEqual({ words: ['again'] });
  });
});

type Thing = readonly [title: string, ...more: string[]];

function search(text: string, things: readonly Thing[]): readonly string[] {
  const { words = [] } = readSearch(text);
  const found = things.map(([title, ...more]) => ({
    item: title,
    match: matchWords(words, toSearchable(title, more)),
  }));
  return bestMatches(found).map(({ item }) => item);
}

const ALLOWED =
  '[Preview]: Azure Machine Learning Model Registry Deployments are restricted except for the allowed Registry';
const DEFINITIONS: readonly Thing[] = [
  ['Azure Machine Learning Deployments should only use approved Registry Models'],
  ['Cognitive Services Deployments should only use approved Registry Models'],
  [ALLOWED, 'Only deploy Registry Models in the allowed Registry and that are not restricted.'],
  ['Configure Azure Machine Learning registries to disable public network access'],
];

describe('what is found, best first', () => {
  it.each<[string, string, readonly Thing[], readonly string[]]>([
    ['nothing by no word', '', [['a']], []],
    ['nothing by what is in nothing', 'xyz', [['a b']], []],
    [
      'a name as the tutorial spells it',
      '[Preview] Azure Machine Learning Model Registry Deployments are restricted except for allowed registry',
      DEFINITIONS,
      [ALLOWED],
    ],
    ['the same in another case, without brackets', ALLOWED.toUpperCase().slice(9), DEFINITIONS, [ALLOWED]],
    ['by the starts of words', 'azu mach reg allow', DEFINITIONS, [ALLOWED]],
    [
      'every word must be there',
      'registry models approved',
      DEFINITIONS,
      [
        'Cognitive Services Deployments should only use approved Registry Models',
        'Azure Machine Learning Deployments should only use approved Registry Models',
      ],
    ],
    [
      'or else most of them, and nothing that has fewer',
      'machine learning registry purple',
      [['machine'], ['machine learning'], ['registry of machine learning']],
      ['registry of machine learning'],
    ],
    [
      'what is called so before what only speaks of it',
      'chat',
      [['Support', 'answers in the chat'], ['Chat support'], ['chat']],
      ['chat', 'Chat support', 'Support'],
    ],
    ['whole words before starts', 'phi', [['Philosophy'], ['Phi']], ['Phi', 'Philosophy']],
    [
      'short names before long ones',
      'phi 4',
      [['Phi-4-multimodal-instruct'], ['Phi-4'], ['Phi-4-mini']],
      ['Phi-4', 'Phi-4-mini', 'Phi-4-multimodal-instruct'],
    ],
    ['without what stands between words', 'gpt4o', [['gpt-4'], ['GPT-4o']], ['GPT-4o']],
    [
      'what begins with the words before what has them elsewhere',
      'team a',
      [['prod team a'], ['team a prod']],
      ['team a prod', 'prod team a'],
    ],
    [
      'equal ones in the order they came in',
      'x',
      [
        ['x', '1'],
        ['x', '2'],
      ],
      ['x', 'x'],
    ],
    ['a thing without a title by the rest', 'deep', [['', 'deep']], ['']],
  ])('%s', (_, text, things, titles) => {
    expect(search(text, things)).toEqual(titles);
  });

  it('scores are from 0 to 1', () => {
    const score = (text: string, title: string) => matchWords(wordsOf(text), toSearchable(title)).score;
    expect(score('phi 4', 'Phi-4')).toBe(1);
    expect(score('x', 'Phi-4')).toBe(0);
    expect(score('phi x', 'Phi-4')).toBeLessThan(score('phi', 'Phi-4'));
    expect(score('x', '')).toBe(0);
    expect(matchWords(['x'], toSearchable('', ['x'])).score).toBeGreaterThan(0);
  });
});
