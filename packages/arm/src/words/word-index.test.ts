import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestMatches } from './best-matches.ts';
import { matchWords, toSearchable } from './match-words.ts';
import { createWordIndex, findAll, findMost } from './word-index.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ab', ' ', '-'), maxLength: 8 });
const things = fc.array(
  fc.record({ title: text, more: fc.array(text, { maxLength: 2 }), isSeen: fc.boolean() }),
  { maxLength: 12 },
);
const search = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }), {
  maxLength: 4,
});

/** The same matches, whatever the order of equally good ones. */
function told(found: ReturnType<typeof findAll<{ readonly id: number }>>) {
  return found
    .map(({ item, match }) => [match.words, match.score, item.id] as const)
    .sort((one, other) => other[1] - one[1] || one[2] - other[2]);
}

it('finds what a look at everything finds', () => {
  fc.assert(
    fc.property(things, search, (given, words) => {
      const items = given.map((thing, id) => ({
        ...thing,
        id,
        searchable: toSearchable(thing.title, thing.more),
      }));
      const index = createWordIndex(items, ({ searchable }) => searchable);
      const seen = items.flatMap(item =>
        item.isSeen ? [{ item, match: matchWords(words, item.searchable) }] : [],
      );
      const whole = seen.filter(({ match }) => words.length > 0 && match.words === words.length);
      expect(told(findAll(index, words, ({ isSeen }) => isSeen))).toEqual(told(bestMatches(whole)));
      expect(told(findMost(index, words, ({ isSeen }) => isSeen))).toEqual(told(bestMatches(seen)));
    }),
    { numRuns: 2_000 },
  );
});

it('finds nothing in nothing', () => {
  const index = createWordIndex<never>([], () => toSearchable(''));
  expect([findAll(index, ['a'], () => true), findMost(index, ['a'], () => true)]).toEqual([[], []]);
});
