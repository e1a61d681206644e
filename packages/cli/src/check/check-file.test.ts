import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProviderVocabulary } from '@sluice/providers/types';
import { afterAll, describe, expect, it } from 'vitest';
import { diagnosticText } from '../report/diagnostic-text.ts';
import { checkFile } from './check-file.ts';
import { findDefinitions } from './find-definitions.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const vocabulary = createProviderVocabulary();

/** The lines that a file of this text gives, without the folder's name. */
function check(name: string, text: string): string[] {
  const path = join(folder, name);
  writeFileSync(path, text);
  return checkFile(path, vocabulary).map(diagnostic => diagnosticText(name, diagnostic));
}

const RULE = '{"if": {"field": "type", "equals": "vm"}, "then": {"effect": "audit"}}';

describe('a definition file', () => {
  it.each<[string, string, string]>([
    ['rule.json', RULE, ''],
    ['whole.json', `{"mode": "All", "policyRule": ${RULE}}`, ''],
    ['envelope.json', `{"properties": {"mode": "All", "policyRule": ${RULE}}}`, ''],
    ['bom.json', `\uFEFF${RULE}`, ''],
    ['rule.yaml', 'if: { field: type, equals: vm }\nthen: { effect: audit }\n', ''],
    ['free.json', RULE.replace('"vm"', `"[parameters('x')]"`), ''],
    ['syntax.json', '{"if": ', 'syntax.json:1:8 error json/syntax '],
    ['empty.json', '{}', 'empty.json:1:1 error definition/no-policyRule '],
    ['typo.json', RULE.replace('equals', 'equal'), 'typo.json:1:26 error operator/unknown '],
    [
      'typo-2.json',
      `{"mode": "All",\n "policyRule": ${RULE.replace('equals', 'equal')}}`,
      'typo-2.json:2:41 error operator/unknown ',
    ],
    [
      'typo.yaml',
      'if: { field: type, equal: vm }\nthen: { effect: audit }\n',
      'typo.yaml error operator/unknown ',
    ],
  ])('%s', (name, text, start) => {
    const lines = check(name, text);
    expect(lines.length).toBe(start === '' ? 0 : 1);
    expect(lines.join('').slice(0, start.length)).toBe(start);
  });

  it('is one in a folder when it has a rule, or cannot be read', () => {
    writeFileSync(join(folder, 'other.json'), '{"name": "x"}');
    writeFileSync(join(folder, 'list.cases.yaml'), '- name: x\n');
    const names = findDefinitions(folder).map(path => path.slice(folder.length + 1));
    expect(names).toContain('syntax.json');
    expect(names).toContain('rule.yaml');
    expect(names).not.toContain('other.json');
    expect(names).not.toContain('list.cases.yaml');
  });

  it('is any file that is named', () => {
    expect(findDefinitions(join(folder, 'other.json'))).toHaveLength(1);
    expect(() => findDefinitions(join(folder, 'none.json'))).toThrow('none.json');
  });
});
