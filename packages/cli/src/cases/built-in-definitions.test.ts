import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDefinition, parseDefinition } from '@sluice/language';
import { createProviderVocabulary } from '@sluice/providers/types';
import { describe, expect, it } from 'vitest';
import { findCaseFiles, readCaseFile } from './find-case-files.ts';
import { runCaseFiles } from './run-case-files.ts';

const DEFINITIONS = fileURLToPath(new URL('../../../content/definitions', import.meta.url));
const files = readdirSync(DEFINITIONS, { recursive: true, encoding: 'utf8' }).filter(name =>
  name.endsWith('.json'),
);
const vocabulary = createProviderVocabulary();

describe('every built-in definition', () => {
  it.each(files)('%s has cases beside it', name => {
    expect(
      findCaseFiles(`${DEFINITIONS}/${name}`).map(path => readCaseFile(path).cases.length)[0],
    ).toBeGreaterThan(2);
  });

  it.each(files)('%s has no errors, and its id ends in its name', name => {
    const file = JSON.parse(readFileSync(`${DEFINITIONS}/${name}`, 'utf8'));
    const { definition, diagnostics } = parseDefinition(file);
    const problems = definition ? [...diagnostics, ...checkDefinition(definition, vocabulary)] : diagnostics;
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(file.id).toBe(`/providers/Microsoft.Authorization/policyDefinitions/${file.name}`);
    expect(file.properties.policyType).toBe('BuiltIn');
  });

  it('has an id of its own', () => {
    const names = files.map(name => JSON.parse(readFileSync(`${DEFINITIONS}/${name}`, 'utf8')).name);
    expect(new Set(names).size).toBe(names.length);
  });

  const ofAccounts = files.filter(name => name.endsWith('-in-accounts.json'));

  it.each(ofAccounts)('%s asks of accounts what its neighbour asks of workspaces', name => {
    const read = (file: string) => JSON.parse(readFileSync(`${DEFINITIONS}/${file}`, 'utf8')).properties;
    const { mode, parameters, policyRule } = read(name);
    const neighbour = read(name.replace('-in-accounts', ''));
    const rule = JSON.stringify(neighbour.policyRule).replaceAll(
      'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments',
      'Microsoft.CognitiveServices.Data/accounts/deployments',
    );
    expect(mode).toBe('Microsoft.CognitiveServices.Data');
    expect(parameters).toEqual(neighbour.parameters);
    expect(policyRule).toEqual(JSON.parse(rule));
  });
});

describe.each(findCaseFiles(DEFINITIONS))('%s', path => {
  it.each(runCaseFiles([path], []))('$name', ({ differences }) => {
    expect(differences).toEqual([]);
  });
});
