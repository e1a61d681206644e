import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

const SETTINGS = '/providers/Sluice.Governance/settings/default';
const WEBHOOKS = '/manage/settings?tab=webhooks';
const governed = { apiVersion: '2026-11-01' };

const save = (page: Page) => page.getByRole('button', { name: 'Save settings' });
const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

describe('the settings', () => {
  test('are saved, asking first where records go sooner', async () => {
    const page = await world.signIn('Owner', '/manage/settings');
    await save(page).waitFor();
    expect(await save(page).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Decisions' }).fill('soon');
    await save(page).click();
    await page.getByText('Give a whole number of days, or nothing for ever.').waitFor();
    await page.getByRole('textbox', { name: 'Decisions' }).fill('400');
    await save(page).click();
    const asked = page.getByRole('alertdialog', { name: 'Let records go sooner?' });
    await asked.getByText('what is older than 400 days is deleted for good').waitFor();
    await asked.getByRole('button', { name: 'Save settings' }).click();
    await said(page, /The settings are saved.*In force since revision \d+/).waitFor();
    const { body } = await world.as.owner('GET', SETTINGS, governed);
    expect(body.properties.retention).toEqual({
      activityLogDays: null,
      decisionDays: 400,
      stateHistoryDays: null,
    });
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'Decisions' }).inputValue()).toBe('400');
  });

  test('say at the field what the server refuses', async () => {
    const page = await world.signIn('Owner', '/manage/settings');
    await page.getByRole('textbox', { name: 'Hosts on the internet' }).fill('https://no.host/');
    await save(page).click();
    await page.getByRole('alert').filter({ hasText: 'must be a host name or address' }).first().waitFor();
    expect(
      await page.getByRole('textbox', { name: 'Hosts on the internet' }).getAttribute('aria-invalid'),
    ).toBe('true');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    expect(await page.getByRole('textbox', { name: 'Hosts on the internet' }).inputValue()).toBe('');
  });

  test('are shown to who may not change them', async () => {
    const page = await world.signIn('ML engineer', '/manage/settings');
    await page.getByText('None of your roles allows it to change the settings.').waitFor();
    expect(await save(page).count()).toBe(0);
    await goTo(page, WEBHOOKS);
    expect(await page.getByRole('button', { name: 'Create webhook' }).isDisabled()).toBe(true);
  });

  test('tell who signs tokens', async () => {
    const page = await world.signIn('ML engineer', '/manage/settings?tab=issuers');
    await page.getByText(`${world.server.endpoint}/${world.demo.tenantId}/v2.0`, { exact: true }).waitFor();
  });

  test('are accessible', async () => {
    const page = await world.signIn('Owner', '/manage/settings');
    for (const path of ['/manage/settings', '/manage/settings?tab=issuers']) {
      await goTo(page, path);
      await settled(page);
      await checkAccessible(page);
    }
  });
});

describe('webhooks', () => {
  test('are refused where the settings do not allow the host, at the field', async () => {
    const page = await world.signIn('Owner', WEBHOOKS);
    await page.getByText('No webhook yet').waitFor();
    await page.getByRole('button', { name: 'Create webhook' }).click();
    const form = page.getByRole('dialog', { name: 'Create webhook' });
    await form.getByRole('button', { name: 'Create webhook' }).click();
    await form.getByText('Give a name.').waitFor();
    await form.getByRole('textbox', { name: 'Name' }).fill('siem');
    await form.getByRole('textbox', { name: 'Address' }).fill('https://hooks.example.com/sluice');
    await form.getByRole('button', { name: 'Create webhook' }).click();
    await form
      .getByText(/do not allow events to be sent to 'hooks\.example\.com'/)
      .first()
      .waitFor();
    await checkAccessible(page);
  });

  test('are made with a secret that is shown once, switched off and deleted', async () => {
    const allowed = await world.as.owner('PATCH', SETTINGS, {
      ...governed,
      body: { properties: { webhooks: { allowedHosts: ['hooks.example.com'] } } },
    });
    expect(allowed.status).toBe(200);
    const page = await world.signIn('Owner', `${WEBHOOKS}&dialog=create`);
    const form = page.getByRole('dialog', { name: 'Create webhook' });
    await form.getByRole('textbox', { name: 'Name' }).fill('siem');
    await form.getByRole('textbox', { name: 'Address' }).fill('https://hooks.example.com/sluice');
    await form.getByRole('checkbox', { name: 'Policy refuses a request' }).check();
    await form.getByRole('button', { name: 'Create webhook' }).click();
    const secret = page.getByRole('alertdialog', { name: 'Keep this secret now' });
    await secret.getByText(/^whsec_/).waitFor();
    await checkAccessible(page);
    await secret.getByRole('button', { name: 'I have kept it' }).click();

    await page.getByRole('link', { name: 'siem' }).click();
    const panel = page.getByRole('complementary', { name: 'siem' });
    await panel.getByText('Nothing failed for good').waitFor();
    await settled(page);
    await checkAccessible(page);
    await panel.getByRole('button', { name: 'Disable' }).click();
    await panel.getByRole('button', { name: 'Enable' }).waitFor();
    await panel.getByText('Disabled').waitFor();

    await panel.getByRole('button', { name: 'Edit webhook' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit webhook siem' });
    await edit.getByRole('textbox', { name: 'Address' }).fill('https://hooks.example.com/other');
    await edit.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('https://hooks.example.com/other').waitFor();
    const { body } = await world.as.owner('GET', '/providers/Sluice.Governance/webhooks/siem', governed);
    expect(body.properties).toMatchObject({
      endpointUrl: 'https://hooks.example.com/other',
      enabled: false,
      eventTypes: ['Sluice.Governance.DeploymentDenied'],
    });

    await panel.getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByText('No webhook yet').waitFor();
  });

  test('met no problem meanwhile', () => {
    expect(world.problems).toEqual([]);
  });
});
