import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseInsightsQuery } from '@sluice/arm/odata';
import { expect, test } from 'vitest';

// Every query that the official examples of Microsoft.PolicyInsights send can be read.

const FOLDER = join(import.meta.dirname, '../../../shared/contract/policyinsights');

const QUERIES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.json'))
  .flatMap(name => {
    const { parameters } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as {
      parameters: Readonly<Record<string, unknown>>;
    };
    const options = Object.entries(parameters).filter(([key]) => key.startsWith('$'));
    const query = new Map(options.map(([key, value]) => [key.toLowerCase(), String(value)]));
    return query.size === 0 ? [] : [{ name, query }];
  });

test('there are examples', () => {
  expect(QUERIES.length).toBeGreaterThan(50);
});

test.each(QUERIES)('$name', ({ query }) => {
  expect(parseInsightsQuery(query).problem).toBeUndefined();
});
