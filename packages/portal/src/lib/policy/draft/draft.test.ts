import { describe, expect, it } from 'vitest';
import { draftOf, fieldsFromText, propertiesOf } from './draft.ts';

const policyRule = { if: { field: 'name', equals: 'x' }, then: { effect: 'deny' } };
const properties = {
  displayName: 'No x',
  description: 'Nothing is called x.',
  policyType: 'Custom',
  mode: 'All',
  version: '1.2.0',
  versions: ['1.2.0'],
  metadata: {
    category: 'Names',
    preview: true,
    version: '1.2.0',
    createdBy: 'me',
    createdOn: '2026',
    updatedBy: null,
    updatedOn: null,
  },
  parameters: { p: { type: 'String' } },
  policyRule,
};

describe('a definition and its draft', () => {
  it('comes apart into fields and JSON, without what the server writes', () => {
    const draft = draftOf('policy', properties);
    expect({ ...draft, text: JSON.parse(draft.text) }).toEqual({
      displayName: 'No x',
      description: 'Nothing is called x.',
      category: 'Names',
      mode: 'All',
      version: '1.2.0',
      text: { metadata: { preview: true }, parameters: { p: { type: 'String' } }, policyRule },
    });
  });

  it('comes together again', () => {
    expect(
      propertiesOf({ ...draftOf('policy', properties), name: 'n', storedAt: '/subscriptions/s' }),
    ).toEqual({
      displayName: 'No x',
      description: 'Nothing is called x.',
      mode: 'All',
      version: '1.2.0',
      metadata: { category: 'Names', preview: true },
      parameters: { p: { type: 'String' } },
      policyRule,
    });
  });

  it('has a draft when it says hardly anything', () => {
    const draft = draftOf('policy', {});
    expect({ ...draft, text: JSON.parse(draft.text) }).toEqual({
      displayName: '',
      description: '',
      category: '',
      mode: 'Indexed',
      version: '',
      text: { parameters: {}, policyRule: {} },
    });
  });

  it.each(['', '{', '[]', 'null'])('%j is nothing to send', text => {
    expect(propertiesOf({ ...draftOf('policy', {}), text, name: '', storedAt: '' })).toBeUndefined();
  });
});

describe('a whole definition in the place of the JSON', () => {
  it.each<[string, unknown]>([
    ['as its properties', properties],
    ['as the API shows it', { id: '/x', name: 'n', properties }],
  ])('%s fills the fields', (_, document) => {
    const found = fieldsFromText('policy', JSON.stringify(document));
    expect({ ...found, text: JSON.parse(found?.text ?? '') }).toEqual({
      displayName: 'No x',
      description: 'Nothing is called x.',
      category: 'Names',
      mode: 'All',
      version: '1.2.0',
      text: { metadata: { preview: true }, parameters: { p: { type: 'String' } }, policyRule },
    });
  });

  it('leaves fields alone of which it says nothing', () => {
    expect(Object.keys(fieldsFromText('policy', JSON.stringify({ mode: 'All', policyRule })) ?? {})).toEqual([
      'text',
      'mode',
    ]);
  });

  it.each([
    JSON.stringify({ parameters: {}, policyRule }),
    JSON.stringify({ metadata: { preview: true }, policyRule }),
    '{',
    '[]',
  ])('%s is none', text => {
    expect(fieldsFromText('policy', text)).toBeUndefined();
  });
});
