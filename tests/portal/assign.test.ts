import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putEveryEditor } from './every-editor.ts';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

// The wizard "Assign policy": every editor, hostile input, drafts, the keyboard alone, and what becomes of it all.

const TUTORIAL = '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';

let world: PortalWorld;
let everyEditor: string;
let page: Page;
beforeAll(async () => {
  world = await openPortal();
  everyEditor = await putEveryEditor(world);
  page = await world.signIn('Policy contributor');
});
afterAll(() => world.close());

/** Opens the wizard at the production subscription, with nothing kept of an earlier one. */
async function openWizard(definition: string, more = ''): Promise<void> {
  await page.evaluate('localStorage.clear()');
  await goTo(
    page,
    `/policy/assign?scope=${world.production}&definition=${encodeURIComponent(definition)}${more}`,
  );
  await page.getByRole('tab', { name: 'Basics', exact: true }).waitFor();
}

const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const combobox = (name: string) => page.getByRole('combobox', { name, exact: true });

async function choose(name: string, option: string | RegExp): Promise<void> {
  await combobox(name).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** The body that the review shows. */
async function reviewedBody(): Promise<{ properties: { parameters?: Record<string, { value: unknown }> } }> {
  await tab('Review + create').click();
  const json = page.getByRole('region', { name: 'JSON' });
  await json.waitFor();
  return JSON.parse((await json.textContent()) ?? '');
}

async function reviewedParameters(): Promise<Record<string, unknown>> {
  const { properties } = await reviewedBody();
  return Object.fromEntries(
    Object.entries(properties.parameters ?? {}).map(([name, { value }]) => [name, value]),
  );
}

/** As a person pastes. */
async function paste(text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+V');
}

describe('parameters', () => {
  beforeEach(async () => {
    await openWizard(everyEditor);
    await page.getByText('Every editor').first().waitFor();
    await tab('Parameters').click();
  });

  test('those that need no input are hidden until they are asked for', async () => {
    await combobox('Effect').waitFor();
    const box = page.getByRole('checkbox', { name: 'Only show parameters that need input or review' });
    expect(await box.isChecked()).toBe(true);
    await page.getByText('1 parameter is hidden.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Quiet' }).count()).toBe(0);
    await box.uncheck();
    await page.getByText('No parameter is hidden.').waitFor();
    await page.getByRole('textbox', { name: 'Quiet' }).waitFor();
    await settled(page);
    await checkAccessible(page);
  });

  test('each has a description, a type and a default behind its icon', async () => {
    await button('Effect Information').click();
    const facts = page.getByRole('note').or(page.locator('.fui-PopoverSurface'));
    await facts.getByText('Says effect.').waitFor();
    await facts.getByText('none, a value must be given').waitFor();
    await facts.getByText('Deny, Audit, Disabled').waitFor();
    expect(await button('Effect Information').getAttribute('title')).toBe('Says effect.');
  });

  test('every editor writes its value', async () => {
    await choose('Effect', 'Audit');
    await combobox('Stages').click();
    await page
      .getByRole('menuitemcheckbox', { name: 'prod' })
      .or(page.getByRole('option', { name: 'prod' }))
      .click();
    await page
      .getByRole('menuitemcheckbox', { name: 'dev' })
      .or(page.getByRole('option', { name: 'dev' }))
      .click();
    await page.keyboard.press('Escape');
    await page.getByRole('switch', { name: 'Flag' }).click();
    await page.getByRole('spinbutton', { name: 'Count' }).fill('41');
    await page.getByRole('spinbutton', { name: 'Count' }).press('ArrowUp');
    await page.getByRole('spinbutton', { name: 'Ratio' }).fill('0.25');
    await page.getByRole('textbox', { name: 'Moment' }).fill('2027-01-02T03:04');
    await page.getByRole('textbox', { name: 'Note' }).fill('a note');
    await combobox('Registry').fill('meta');
    await page.getByRole('option', { name: /azureml-meta/ }).click();
    await combobox('Registries').fill('mistral');
    await page.getByRole('option', { name: /azureml-mistral/ }).click();
    await combobox('Registries').fill('my-own');
    await button('Add to Registries').click();
    await combobox('Asset ids').fill('phi-4 mini');
    await page.getByRole('option', { name: /Phi-4-mini-instruct/ }).click();
    await button('Add model: Asset ids').click();
    await combobox('Models').fill('mixtral');
    await page
      .getByRole('option', { name: /mixtral/i })
      .first()
      .click();
    await button('Add model: Models').click();
    await combobox('Words').click();
    await paste('one\ntwo\n\nOne\n');
    await page.getByRole('textbox', { name: 'Settings' }).click();
    await page.keyboard.type('{"deep":[1]}');
    await combobox('Place').fill('westeu');
    await page.getByRole('option', { name: /westeurope/ }).click();

    const given = await reviewedParameters();
    expect(given).toMatchObject({
      effect: 'Audit',
      stages: ['dev', 'prod'],
      flag: true,
      count: 42,
      ratio: 0.25,
      note: 'a note',
      registry: 'azureml-meta',
      registries: ['azureml-mistral', 'my-own'],
      words: ['one', 'two'],
      settings: { deep: [1] },
      place: 'westeurope',
    });
    expect(new Date(String(given['moment'])).getFullYear()).toBe(2027);
    expect(given['assetIds']).toEqual([
      expect.stringMatching(/^azureml:\/\/registries\/azureml\/models\/Phi-4-mini-instruct\/versions\/\d+$/),
    ]);
    expect(given['models']).toEqual([
      { name: expect.stringMatching(/mixtral/i), registry: expect.any(String) },
    ]);
    expect(await button('Create').isEnabled()).toBe(true);
  });

  test('what was typed counts until an option is gone to, by Tab and Enter too', async () => {
    const list = (name: string) => page.getByRole('toolbar', { name: `Values of ${name}` });
    await combobox('Registry').pressSequentially('azureml-m');
    await page.getByRole('option', { name: /^azureml-meta/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await combobox('Registry').inputValue()).toBe('azureml-m');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    await combobox('Registries').pressSequentially('azureml-m');
    await page.getByRole('option', { name: /^azureml-meta/ }).waitFor();
    await page.keyboard.press('Enter');
    await list('Registries').getByText('azureml-m', { exact: true }).waitFor();
    await combobox('Registries').pressSequentially('azureml-m');
    const first = (await page.getByRole('option').first().textContent()) ?? '';
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await list('Registries')
      .getByText(first.split('  (')[0] ?? '', { exact: true })
      .waitFor();
    await combobox('Asset ids').pressSequentially('azureml://registries/own/models/typed/versions/1');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await list('Asset ids').getByText('typed').waitFor();
  });

  test('what was typed before there are options counts too', async () => {
    let answer = () => {};
    const isAsked = new Promise<void>(resolve => {
      answer = resolve;
    });
    await page.route('**/locations?*', async route => {
      await isAsked;
      await route.continue();
    });
    await openWizard(everyEditor);
    await page.getByText('Every editor').first().waitFor();
    await tab('Parameters').click();
    await combobox('Place').pressSequentially('westeurope');
    answer();
    await page.getByRole('option', { name: /^westeurope/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await combobox('Place').inputValue()).toBe('westeurope');
    await page.unroute('**/locations?*');
  });

  test('asset ids are pasted, one a line, and taken away by the keyboard', async () => {
    await combobox('Asset ids').click();
    await paste(
      'azureml://registries/r/models/a/versions/1\n"azureml://registries/r/models/b/versions/2",\n',
    );
    const list = page.getByRole('toolbar', { name: 'Values of Asset ids' });
    expect(await list.getByRole('button').count()).toBe(2);
    await combobox('Asset ids').fill('no id at all');
    await button('Add model: Asset ids').click();
    await page.getByText('no id at all is not an asset id').waitFor();
    await list.getByRole('button').last().press('Delete');
    await list.getByRole('button').first().press('Backspace');
    expect(await list.getByRole('button').count()).toBe(1);
  });

  test('what is no value is said at its field, and counted at the tab', async () => {
    await page.getByRole('spinbutton', { name: 'Count' }).fill('4x');
    await page.getByText('4x is not a whole number.').waitFor();
    expect(await page.getByRole('spinbutton', { name: 'Count' }).getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('textbox', { name: 'Settings' }).click();
    await page.keyboard.type('{"half":');
    await page.getByText('is not an object.').waitFor();
    await button('Next').click();
    const described = await tab('Parameters').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/^1[0-9] problems$/);
    await tab('Parameters').click();
    await page.getByText('A value must be given.').first().waitFor();
    await settled(page);
    await checkAccessible(page);
    await tab('Review + create').click();
    await page.getByText('Mend these before you go on:').waitFor();
    expect(await button('Create').isDisabled()).toBe(true);
  });

  test('what the server would refuse is said at its field', async () => {
    await button('Edit Effect as JSON').click();
    await page.getByRole('textbox', { name: 'Effect' }).click();
    await page.keyboard.type('"Denny"');
    await page.getByText("The value 'Denny' is not allowed for policy parameter 'effect'").waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('"Deny"');
    await page.getByText("The value 'Denny' is not allowed").waitFor({ state: 'detached' });
    await button('Edit Effect in the form').click();
    expect(await combobox('Effect').textContent()).toContain('Deny');
  });
});

describe('texts', () => {
  test('hostile names go through as they are', async () => {
    const name = `<img src=x onerror="alert(1)"> '"\`\${x} ${'ü'.repeat(80)}`.slice(0, 120);
    await openWizard(TUTORIAL);
    await page.getByRole('textbox', { name: 'Assignment name' }).fill(name);
    await page.getByRole('textbox', { name: 'Description' }).fill('two\nlines </script>');
    await page.getByRole('textbox', { name: 'Assignment ID' }).fill('a/b');
    await tab('Parameters').click();
    await tab('Basics').click();
    await page.getByText('None of < > * % & : \\ ? / and no control character').waitFor();
    await page.getByRole('textbox', { name: 'Assignment ID' }).fill('hostile');
    await tab('Parameters').click();
    await choose('Effect', 'Disabled');
    const { properties } = await reviewedBody();
    expect(properties).toMatchObject({ displayName: name, description: 'two\nlines </script>' });
    await page.getByRole('tab', { name: 'Terraform' }).click();
    await page.getByRole('region', { name: 'Terraform' }).getByText('$${x}').waitFor();
    await button('Create').click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page
      .getByText(/In force since revision \d+/)
      .first()
      .waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('an id that is taken is said so', async () => {
    await openWizard(TUTORIAL);
    await page.getByRole('textbox', { name: 'Assignment ID' }).fill('Hostile');
    await tab('Parameters').click();
    await tab('Basics').click();
    await page.getByText('An assignment of this id is at this scope already').waitFor();
  });
});

describe('the draft', () => {
  test('outlasts a reload, and is given up when somebody says so', async () => {
    await openWizard(TUTORIAL);
    await page.getByRole('textbox', { name: 'Assignment name' }).fill('Half done');
    await tab('Parameters').click();
    await combobox('Allowed Registry Name').fill('azureml');
    await page.reload();
    await tab('Parameters').waitFor();
    expect(await combobox('Allowed Registry Name').inputValue()).toBe('azureml');
    await page.getByText(/This is your draft of/).waitFor();
    await tab('Basics').click();
    expect(await page.getByRole('textbox', { name: 'Assignment name' }).inputValue()).toBe('Half done');
    await button('Start over').click();
    await page.getByText(/This is your draft of/).waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: 'Assignment name' }).inputValue()).toContain('[Preview]');
  });

  test('is not left without a question', async () => {
    await openWizard(TUTORIAL);
    await page.getByRole('textbox', { name: 'Assignment name' }).fill('Half done');
    const away = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Definitions' });
    await away.click();
    const dialog = page.getByRole('alertdialog');
    await checkAccessible(page);
    await dialog.getByRole('button', { name: 'Stay on this page' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).toContain('/policy/assign');
    await away.click();
    await dialog.getByRole('button', { name: 'Discard the draft and leave' }).click();
    await page.waitForURL(/policy\/definitions/);
    await goTo(page, `/policy/assign?scope=${world.production}&definition=${TUTORIAL}`);
    await page.getByRole('textbox', { name: 'Assignment name' }).waitFor();
    expect(await page.getByText(/This is your draft of/).count()).toBe(0);
  });

  test('of somebody else is not shown', async () => {
    await openWizard(TUTORIAL);
    await page.getByRole('textbox', { name: 'Assignment name' }).fill('Mine');
    expect(await page.evaluate('Object.keys(localStorage).join()')).toMatch(
      /sluice\.assign [0-9a-f-]{36} new/,
    );
    await page.evaluate('localStorage.clear()');
  });
});

describe('the whole wizard by the keyboard alone', () => {
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string) => page.keyboard.type(text);
  const isFocused = async (name: string | RegExp) => {
    const label = await focused(page);
    return typeof name === 'string' ? label === name : name.test(label);
  };
  const hasFocus = (name: string | RegExp) =>
    expect.poll(() => isFocused(name), { timeout: 5000 }).toBe(true);
  /** Goes on with Tab, or back, until something of that name has the focus. */
  const tabTo = async (name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    for (let steps = 0; steps < 60; steps++) {
      if (await isFocused(name)) return;
      await press(key);
    }
    throw new Error(`${name} was not reached, but ${await focused(page)}.`);
  };
  /** Goes down a tree or list until what has the focus, or is active, begins like that. */
  const downTo = async (text: string) => {
    for (let steps = 0; steps < 20; steps++) {
      if ((await focused(page)).startsWith(text)) return;
      await press('ArrowDown');
    }
    throw new Error(`${text} was not reached, but ${await focused(page)}.`);
  };
  const next = async (name: string) => {
    await tabTo('Next');
    await press('Enter');
    await page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
    await hasFocus(name);
  };

  test('the scope is chosen in its dialog, which gives the focus back', async () => {
    await page.evaluate('localStorage.clear()');
    await goTo(page, '/policy/assign');
    await tab('Basics').waitFor();
    await tabTo('Skip to content');
    await press('Enter');
    await tabTo('Basics');
    await press('ArrowRight');
    await hasFocus('Parameters');
    await press('ArrowLeft');
    await hasFocus('Basics');
    await tabTo(/^(Choose|Change) scope$/);
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(/^Search scopes/);
    await type('Production');
    await press('Tab');
    await downTo('Production Subscription');
    await press('Enter');
    await tabTo('Select this scope');
    await press('Enter');
    await page.getByText(world.production, { exact: true }).waitFor();
    await hasFocus('Change scope');
  });

  test('a scope below it is excluded', async () => {
    await tabTo('Add exclusion');
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(/^Search scopes/);
    await type('documents');
    await tabTo(/^rg-documents/);
    await press('Space');
    await tabTo('Exclude 1 scope');
    await press('Enter');
    await hasFocus('Add exclusion');
    await page.getByRole('toolbar', { name: 'Values of Exclusions' }).getByText('rg-documents').waitFor();
  });

  test('the definition is found and added', async () => {
    await tabTo('Choose policy definition');
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(/^Search definitions/);
    await type('Model Registry Deployments are restricted except for allowed registry');
    await page.getByRole('status').getByText(/^1 /).waitFor();
    await tabTo('Definitions');
    await press('ArrowDown', 'Home');
    await page
      .getByRole('listbox', { name: 'Definitions' })
      .getByRole('option', { selected: true })
      .waitFor();
    await tabTo('Add');
    await press('Enter');
    await hasFocus('Change policy definition');
  });

  test('every tab is filled in', async () => {
    await tabTo('Assignment name');
    await press('Control+A');
    await type('By keyboard');
    await next('Parameters');
    await tabTo('Allowed Registry Name');
    await type('azureml');
    await tabTo('Effect');
    await press('Enter', 'ArrowDown', 'Home', 'Enter');
    await next('Non-compliance messages');
    await tabTo('Default message');
    await type('Ask the platform team.');
    await next('Selectors and overrides');
    await tabTo('Add resource selector');
    await press('Enter');
    await page.getByRole('group', { name: 'Resource selector 1' }).waitFor();
    await tabTo('Values', 'Shift+Tab');
    await type('westeurop');
    await page.getByRole('option', { name: /^westeurope/ }).waitFor();
    await type('e');
    // It is one of them: the list does not lie over the next field.
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    await press('Enter');
    await page
      .getByRole('toolbar', { name: /^Values of/ })
      .getByText('westeurope')
      .waitFor();
    await next('Impact');
    await page.getByText(/resources judged, at revision/).waitFor();
    await tabTo('support-chat / green');
    await next('Review + create');
  });

  test('it is created', async () => {
    await page.getByRole('heading', { name: 'As code' }).waitFor();
    await button('Create').waitFor();
    await tabTo('Create');
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor();
    const id = `${world.production}/providers/Microsoft.Authorization/policyAssignments/by-keyboard`;
    const { body } = await world.as.owner('GET', id, { apiVersion: '2026-06-01' });
    expect(body.properties).toMatchObject({
      policyDefinitionId: TUTORIAL,
      notScopes: [`${world.production}/resourceGroups/rg-documents`],
      parameters: { allowedRegistryName: { value: 'azureml' } },
      nonComplianceMessages: [{ message: 'Ask the platform team.' }],
      resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }],
    });
    await world.as.owner('DELETE', id, { apiVersion: '2026-06-01' });
  });
});

/** What has the focus, by what screen readers call it. */
async function focused(on: Page): Promise<string> {
  return String(
    await on.evaluate(`(() => {
      const element = document.activeElement;
      const byId = id => {
        const named = document.getElementById(id);
        return named?.getAttribute('aria-label') ?? named?.textContent ?? '';
      };
      const labelled = element.getAttribute('aria-labelledby');
      const label = element.id && document.querySelector('label[for="' + CSS.escape(element.id) + '"]');
      return (element.getAttribute('aria-label')
        || (labelled && labelled.split(' ').map(byId).join(' '))
        || (label && label.textContent)
        || element.textContent).replace(/\\*$/, '').trim();
    })()`),
  );
}

describe('from impact to deletion', () => {
  test('the impact is shown before anything is in force', async () => {
    await openWizard(TUTORIAL);
    await page.getByRole('textbox', { name: 'Assignment name' }).fill('Only azureml');
    await page.getByRole('textbox', { name: 'Assignment ID' }).fill('only-azureml');
    await tab('Parameters').click();
    await combobox('Allowed Registry Name').fill('azureml');
    await page.keyboard.press('Escape');
    await choose('Effect', 'Deny');
    await tab('Impact').click();
    const numbers = page.getByRole('term').filter({ hasText: 'Newly non-compliant' });
    await numbers.waitFor();
    await page.getByText(/7 resources judged, at revision \S+ 1 of them is not concerned/).waitFor();
    const table = page.getByRole('table', { name: 'What changes' });
    expect(await table.getByRole('row').count()).toBe(4);
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption('ws-documents');
    expect(page.url()).toContain('workspace=ws-documents');
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption('');
    await table.getByRole('link', { name: 'support-chat / green' }).waitFor();
    await table
      .getByText(/^The model comes from the registry azureml-\w+, not from azureml\.$/)
      .first()
      .waitFor();
    await page
      .getByRole('table', { name: 'Requests that would have gone otherwise' })
      .getByText(/^The model comes from the registry/)
      .first()
      .waitFor();
    await page.getByText(/Of the last 7 days' \d+ requests, 3 would have been refused/).waitFor();
    await page.getByRole('list', { name: 'Warnings' }).getByText('Only models of registries').waitFor();
    await settled(page);
    await checkAccessible(page);
    const { body } = await world.as.owner(
      'GET',
      `${world.production}/providers/Microsoft.Authorization/policyAssignments?$filter=atExactScope()`,
      { apiVersion: '2026-06-01' },
    );
    expect(body.value.map(({ name }: { name: string }) => name)).not.toContain('only-azureml');
  });

  test('the review has everything, and code that can be copied', async () => {
    await tab('Review + create').click();
    await page.getByText('there is no 15-minute wait').waitFor();
    await page.getByRole('tab', { name: 'az', exact: true }).click();
    await page.getByRole('button', { name: 'Copy az' }).click();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied).toMatch(/^az policy assignment create \\\n {2}--name only-azureml \\\n/);
    expect(copied).toContain(
      `--params '{"allowedRegistryName":{"value":"azureml"},"effect":{"value":"Deny"}}'`,
    );
    await page.getByRole('tab', { name: 'REST', exact: true }).click();
    await page.getByRole('region', { name: 'REST' }).getByText('curl --fail-with-body -X PUT').waitFor();
    await settled(page);
    await checkAccessible(page);
    await button('Edit Parameters').click();
    expect(await combobox('Effect').textContent()).toContain('Deny');
  });

  test('it is created, and in force at once', async () => {
    await button('Review + create').click();
    await button('Create').click();
    await page.getByRole('heading', { level: 1, name: 'Only azureml' }).waitFor();
    const said = await page
      .getByText(/In force since revision \d+/)
      .first()
      .textContent();
    const { headers } = await world.as.mlEngineer(
      'PUT',
      `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/refused`,
      {
        apiVersion: '2025-09-01',
        body: {
          location: 'westeurope',
          sku: { name: 'Default', capacity: 1 },
          properties: {
            model: 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5',
            instanceType: 'Standard_DS3_v2',
          },
        },
      },
    );
    expect(said?.replaceAll(',', '')).toContain(`revision ${headers['x-sluice-revision']}`);
  });

  test('it is edited: what is not shown stays, and the impact is of the change', async () => {
    await button('Edit assignment').click();
    await page.getByRole('heading', { level: 1, name: 'Edit assignment Only azureml' }).waitFor();
    expect(await button('Change scope').isDisabled()).toBe(true);
    await page.getByRole('radio', { name: 'Disabled' }).click();
    await page.getByText('Nothing is refused or changed.').waitFor();
    await tab('Impact').click();
    await page.getByText('Nothing that exists changes').waitFor();
    await tab('Review + create').click();
    await button('Save').click();
    await page.getByText('Not enforced').first().waitFor();
    const { body } = await world.as.owner(
      'GET',
      `${world.production}/providers/Microsoft.Authorization/policyAssignments/only-azureml`,
      { apiVersion: '2026-06-01' },
    );
    expect(body.properties).toMatchObject({
      enforcementMode: 'DoNotEnforce',
      parameters: { allowedRegistryName: { value: 'azureml' } },
      metadata: { assignedBy: 'Policy contributor' },
    });
  });

  test('what somebody else has changed meanwhile is not undone unseen', async () => {
    const id = `${world.production}/providers/Microsoft.Authorization/policyAssignments/only-azureml`;
    const description = async () =>
      (await world.as.owner('GET', id, { apiVersion: '2026-06-01' })).body.properties.description;
    const theirs = async (text: string) => {
      const { body } = await world.as.owner('GET', id, { apiVersion: '2026-06-01' });
      const { scope: _s, instanceId: _i, ...properties } = body.properties;
      await world.as.owner('PUT', id, {
        apiVersion: '2026-06-01',
        body: { properties: { ...properties, description: text } },
      });
    };
    await button('Edit assignment').click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Mine');
    await theirs('Theirs');
    await tab('Review + create').click();
    await button('Save').click();
    await page.getByText(/Somebody has changed it since you began/).waitFor();
    expect(await description()).toBe('Theirs');
    await checkAccessible(page);
    await button('Discard mine and show theirs').click();
    await tab('Basics').click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('Theirs');

    await page.getByRole('textbox', { name: 'Description' }).fill('Mine again');
    await theirs('Theirs again');
    await page.reload();
    await page.getByText(/What is stored has been changed since this draft was begun/).waitFor();
    await tab('Review + create').click();
    await button('Save').click();
    await page.getByText(/Somebody has changed it since you began/).waitFor();
    expect(await description()).toBe('Theirs again');
    await button('Save anyway').click();
    await page.getByRole('heading', { level: 1, name: 'Only azureml', exact: true }).waitFor();
    expect(await description()).toBe('Mine again');
  });

  test('it is duplicated elsewhere', async () => {
    await button('Duplicate assignment').click();
    await page.getByRole('heading', { level: 1, name: 'Duplicate assignment Only azureml' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Assignment name' }).inputValue()).toBe(
      'Copy of Only azureml',
    );
    const id = page.getByRole('textbox', { name: 'Assignment ID' });
    // Not before it is known which there are already.
    await expect.poll(() => id.inputValue()).toBe('copy-of-only-azureml');
    await button('Change scope').click();
    const picker = page.getByRole('dialog');
    await picker.getByRole('treeitem', { name: 'rg-chat' }).click();
    await picker.getByRole('button', { name: 'Select this scope' }).click();
    await page.getByText(`${world.production}/resourceGroups/rg-chat`).waitFor();
    await tab('Review + create').click();
    await button('Create').click();
    await page.getByRole('heading', { level: 1, name: 'Copy of Only azureml' }).waitFor();
    // Back is where the wizard was opened, not in a wizard that is done.
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Only azureml', exact: true }).waitFor();
  });

  test('it is deleted, with what that means', async () => {
    await goTo(page, `/policy/assignments?scope=${world.production}`);
    await button('More actions for Copy of Only azureml').click();
    await page.getByRole('menuitem', { name: 'Delete assignment', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog
      .getByText('3 deployments are no longer reported as non-compliant.')
      .or(dialog.getByText('2 deployments are no longer reported as non-compliant.'))
      .waitFor();
    await checkAccessible(page);
    const more = button('More actions for Copy of Only azureml');
    const focused = () => page.evaluate('document.activeElement.outerHTML');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(focused).toBe(await more.evaluate(element => element.outerHTML));

    // By the keyboard too. What is deleted takes its row along: the page's title gets the focus.
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete assignment', exact: true }).press('Enter');
    await dialog.getByRole('button', { name: 'Delete assignment' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Copy of Only azureml' }).waitFor({ state: 'detached' });
    await expect.poll(focused).toMatch(/^<h1 .*Assignments/);
  });
});

test('exclusions, messages, selectors, overrides and an identity are written', async () => {
  await openWizard(TUTORIAL);
  await page.getByRole('textbox', { name: 'Assignment name' }).fill('Everything');
  await button('Add exclusion').click();
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /rg-documents/ })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Exclude 1 scope' }).click();
  await combobox('Version').click();
  await page.getByRole('option', { name: /The newest of 1\.\*\.\*-preview/ }).click();
  await tab('Parameters').click();
  await choose('Effect', 'Deny');
  await tab('Non-compliance messages').click();
  await page.getByRole('textbox', { name: 'Default message' }).fill('Ask the platform team.');
  await settled(page);
  await checkAccessible(page);
  await tab('Selectors and overrides').click();
  await button('Add resource selector').click();
  const selector = page.getByRole('group', { name: 'Resource selector 1' });
  await selector.getByRole('textbox', { name: 'Name' }).fill('first ring');
  await selector.getByRole('combobox', { name: 'Values' }).fill('westeurope');
  await page.keyboard.press('Escape');
  await selector.getByRole('button', { name: /^Add to/ }).click();
  await button('Add override').click();
  const override = page.getByRole('group', { name: 'Override 1' });
  await override.getByRole('combobox', { name: 'Effect' }).fill('Disabled');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: /System assigned/ }).click();
  await tab('Basics').click();
  await tab('Selectors and overrides').click();
  await page.getByText('Choose the location of the identity.').waitFor();
  await combobox('Location of the identity').fill('westeurope');
  await page.keyboard.press('Escape');
  await settled(page);
  await checkAccessible(page);
  const { properties, ...rest } = await reviewedBody();
  expect({ ...rest, properties }).toMatchObject({
    identity: { type: 'SystemAssigned' },
    location: 'westeurope',
    properties: {
      definitionVersion: '1.*.*-preview',
      notScopes: [`${world.production}/resourceGroups/rg-documents`],
      nonComplianceMessages: [{ message: 'Ask the platform team.' }],
      resourceSelectors: [
        { name: 'first ring', selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] },
      ],
      overrides: [{ kind: 'policyEffect', value: 'Disabled' }],
    },
  });
  await button('Create').click();
  await page
    .getByText(/In force since revision \d+/)
    .first()
    .waitFor();
  await page.getByText('Ask the platform team.').first().waitFor();
  await page.getByText('first ring. Location of the resource: westeurope').first().waitFor();
});

describe('before it is created', () => {
  const PREVIEW = '**/preview?*';

  beforeEach(async () => {
    await openWizard(TUTORIAL);
    await tab('Parameters').click();
    await combobox('Allowed Registry Name').fill('azureml');
    await page.keyboard.press('Escape');
    await choose('Effect', 'Deny');
  });

  test('the server has looked at the draft, or nobody can create it yet', async () => {
    let answer: () => void = () => {};
    const held = new Promise<void>(resolve => {
      answer = resolve;
    });
    await page.route(PREVIEW, async route => {
      await held;
      await route.continue();
    });
    await tab('Basics').click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Looked at before it is created');
    await tab('Review + create').click();
    const checking = button('Checking …');
    await checking.waitFor();
    expect(await checking.isDisabled()).toBe(true);
    expect(await button('Create').count()).toBe(0);
    answer();
    await button('Create').waitFor();
    await page.getByRole('list', { name: 'Warnings' }).waitFor();
    await settled(page);
    await page.unroute(PREVIEW);
  });

  test('a check that fails is told, and holds nobody up', async () => {
    await page.route(PREVIEW, route => route.abort());
    await tab('Basics').click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Not looked at');
    await tab('Review + create').click();
    await page.getByText('The draft could not be checked').waitFor();
    expect(await button('Create').isEnabled()).toBe(true);
    await settled(page);
    await checkAccessible(page);
    await page.unroute(PREVIEW);
    await button('Check again').click();
    await page.getByText('The draft could not be checked').waitFor({ state: 'detached' });
  });
});

test('whoever may not assign reads that before filling anything in', async () => {
  const engineer = await world.signIn(
    'ML engineer',
    `/policy/assign?scope=${world.production}&definition=${TUTORIAL}`,
  );
  await engineer.getByText('You may not assign this here').waitFor();
  await engineer.getByText(/Ask an owner of .* Microsoft\.Authorization\/policyAssignments\/write/).waitFor();
  await engineer.getByRole('tab', { name: 'Impact' }).click();
  const panel = engineer.getByRole('tabpanel');
  await panel.getByText('You may not preview here').waitFor();
  await engineer
    .getByRole('complementary', { name: 'Summary' })
    .getByText('You may not preview here')
    .waitFor();
  await engineer.getByRole('tab', { name: 'Review + create' }).click();
  expect(await engineer.getByRole('button', { name: 'Create', exact: true }).isDisabled()).toBe(true);
});

test('on a narrow screen nothing is wider than the screen', async () => {
  const narrow = await world.signIn(
    'Policy contributor',
    `/policy/assign?scope=${world.production}&definition=${encodeURIComponent(everyEditor)}&tab=parameters`,
    { width: 360, height: 740, theme: 'dark' },
  );
  await narrow.getByRole('combobox', { name: 'Effect' }).waitFor();
  await settled(narrow);
  expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await checkAccessible(narrow);
});

test('nothing went wrong meanwhile', () => {
  expect(world.problems).toEqual([]);
});
