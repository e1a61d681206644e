import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { untilIdle } from '../server/compliance.ts';
import { fillAccounts } from '../server/fill-accounts.ts';
import { assignmentAt } from '../server/harness.ts';
import { hold, STATES } from '../server/locks.ts';
import { checkAccessible, openPortal, type PortalWorld, settled } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

/** Enough that a change of policy is judged by a scan. */
const MANY = 2_000;

/** A rule over more accounts than are judged while somebody waits, and all of them judged. */
async function assignOverMany(): Promise<void> {
  const definition = `${world.root}/providers/Microsoft.Authorization/policyDefinitions/over-many`;
  const policyRule = {
    if: { field: 'type', equals: 'Microsoft.CognitiveServices/accounts' },
    then: { effect: 'audit' },
  };
  const defined = await world.as.owner('PUT', definition, {
    body: { properties: { mode: 'All', policyRule } },
  });
  expect(defined.status).toBe(201);
  await fillAccounts(world.storage, `${world.production}/resourceGroups/rg-chat`, MANY);
  const assigned = await world.as.owner('PUT', assignmentAt(world.production, 'over-many'), {
    body: { properties: { policyDefinitionId: definition } },
  });
  expect(assigned.status).toBe(201);
  await untilIdle(world.storage);
}

/** Has everything in the subscription judged again. */
async function triggerScan(): Promise<void> {
  const path = `${world.production}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`;
  expect((await world.as.owner('POST', path)).status).toBe(202);
}

const region = (page: Page, name: string) => page.getByRole('region', { name });

describe('About', () => {
  test('tells which server this is, and that it is well', async () => {
    const page = await world.signIn('ML engineer', '/manage/about');
    const server = region(page, 'This server');
    await server.getByText(world.demo.tenantId, { exact: true }).waitFor();
    await server.getByText('Requests are served').waitFor();
    await server.getByText(/^Revision \d+$/).waitFor();
  });

  test('tells when it is not', async () => {
    const page = await world.signIn('Owner', '/manage/settings');
    await page.route('**/readyz', route => route.fulfill({ status: 503, json: { status: 'stopping' } }));
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'About' }).click();
    await region(page, 'This server').getByText('Not ready: stopping').waitFor();
  });

  test('verifies the log, and finds one that was changed', async () => {
    const page = await world.signIn('Owner', '/manage/about');
    const proof = region(page, 'Proof of the activity log');
    await proof.getByText('Log verified').waitFor();
    await page.route(/Sluice\.Governance\/checkpoints/, async route => {
      const answer = await route.fetch();
      const body = await answer.json();
      body.value[0].properties.total += 1;
      await route.fulfill({ response: answer, json: body });
    });
    await proof.getByRole('button', { name: 'Verify again' }).click();
    await proof.getByText(/The log is not as it was signed. Batch \d+/).waitFor();
  });

  test('gives the certificate, and the commands that point az here', async () => {
    const page = await world.signIn('Owner', '/manage/about');
    const clients = region(page, 'Point clients here');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      clients.getByRole('link', { name: 'Download CA certificate' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('sluice-ca.crt');
    await clients.getByRole('button', { name: 'Copy Commands for az' }).click();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toContain(`--endpoint-resource-manager ${world.server.endpoint}`);
    expect(copied).toContain(`--tenant ${world.demo.tenantId}`);
  });

  test('is accessible', async () => {
    const page = await world.signIn('Owner', '/manage/about');
    await settled(page);
    await checkAccessible(page);
  });
});

describe('a scan that takes a while', () => {
  test('is behind the bell and on the page with its progress, and said to be done', async () => {
    await assignOverMany();
    const release = await hold(world.storage, STATES);
    try {
      await triggerScan();
      const page = await world.signIn('Owner', '/manage/about');
      const row = page.getByRole('table', { name: 'Scans' }).locator('tbody tr').first();
      await row.getByRole('progressbar', { name: /^0 of 2,\d{3} resources$/ }).waitFor();
      await row.getByText('Somebody asked for it').waitFor();
      await page.getByRole('button', { name: 'Notifications, 1 under way' }).click();
      const bell = page
        .getByRole('group', { name: 'Notifications' })
        .or(page.getByRole('dialog', { name: 'Notifications' }));
      await bell.getByRole('progressbar', { name: 'Judging what exists' }).waitFor();
      await checkAccessible(page);
      await release();
      await page.getByRole('status').filter({ hasText: 'What exists has been judged' }).waitFor();
      await bell.getByText(/^Somebody asked for it · 2,\d{3} resources/).waitFor();
      await page.keyboard.press('Escape');
      await row.getByText('Done').waitFor();
    } finally {
      await release().catch(() => {});
    }
  });

  test('met no problem meanwhile', () => {
    // Another server's word was put into the mouth of this one.
    expect(world.problems.filter(problem => !/^503 .*readyz$/.test(problem))).toEqual([]);
  });
});
