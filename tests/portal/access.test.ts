import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenOf } from '../server/harness.ts';
import { checkAccessible, goTo, openPortal, type PortalWorld, settled, watch } from './harness.ts';

let world: PortalWorld;
beforeAll(async () => {
  world = await openPortal();
});
afterAll(() => world.close());

const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}scope=${world.production}`;
const table = (page: Page, name: string) => page.getByRole('table', { name });
const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';

const panel = (page: Page, name: string) => page.getByRole('complementary', { name });

describe('who may do what', () => {
  test('is told with where it comes from', async () => {
    const page = await world.signIn('Policy contributor', at('/manage/access'));
    const rows = table(page, 'Role assignments').getByRole('row');
    await rows.filter({ hasText: 'AzureML Data Scientist' }).filter({ hasText: 'At this scope' }).waitFor();
    await rows
      .filter({ hasText: 'Policy contributor (you)' })
      .filter({ hasText: /Inherited from / })
      .waitFor();
    expect(await page.getByRole('button', { name: /^Remove / }).count()).toBe(0);
    // Names of principals and of roles look alike; only a link among words is underlined.
    const lines = `[...document.querySelectorAll('td a[href*="name="], td a[href*="role="]')].map(link => getComputedStyle(link).textDecorationLine)`;
    expect(new Set(await page.evaluate<string[]>(lines))).toEqual(new Set(['none']));
  });

  test('a role is given and taken back', async () => {
    const page = await world.signIn('Owner', at('/manage/access'));
    await page.getByRole('button', { name: 'Assign role' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign a role at Production' });
    await dialog.getByRole('button', { name: 'Assign role' }).click();
    await dialog.getByText('Choose who gets the role.').waitFor();
    await dialog.getByRole('combobox', { name: 'Principal' }).pressSequentially('policy');
    await page.getByRole('option', { name: /Policy contributor/ }).click();
    await dialog.getByRole('combobox', { name: 'Role' }).pressSequentially('contrib');
    await page.getByRole('option', { name: /^Contributor/ }).click();
    await checkAccessible(page);
    await dialog.getByRole('button', { name: 'Assign role' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = table(page, 'Role assignments')
      .getByRole('row')
      .filter({ hasText: 'Policy contributor' })
      .filter({ hasText: 'At this scope' });
    await row.waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /In force since revision \d+/ })
      .waitFor();

    await row.getByRole('button', { name: 'Remove Contributor from Policy contributor' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText(/loses what Contributor allows at Production and below/).waitFor();
    await asked.getByRole('button', { name: 'Remove role' }).click();
    await row.waitFor({ state: 'detached' });
  });

  test('what the server refuses is said, and nothing is gone', async () => {
    const page = await world.signIn('Owner', `/manage/access?scope=${world.root}`);
    await page.getByRole('button', { name: 'Remove Owner from Owner' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText('This is you').waitFor();
    await asked.getByRole('button', { name: 'Remove role' }).click();
    await asked
      .getByRole('alert')
      .getByText(/makes the last Owner of the tenant/)
      .waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Remove Owner from Owner' }).waitFor();
  });

  test('somebody who may not give roles is told so', async () => {
    const page = await world.signIn('ML engineer', at('/manage/access?dialog=assign'));
    const button = page.getByRole('button', { name: 'Assign role' });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('roles and principals open beside their lists, by their addresses', async () => {
    const page = await world.signIn('ML engineer', '/manage/access?tab=roles');
    await table(page, 'Roles').getByRole('link', { name: 'AzureML Registry User' }).click();
    await panel(page, 'AzureML Registry User').getByText('registries/models/*/read').waitFor();
    await page.reload();
    await panel(page, 'AzureML Registry User').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'What I may do' }).click();
    const mine = panel(page, 'ML engineer');
    await mine.getByText('AzureML Data Scientist').first().waitFor();
    await mine.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL(url => !url.searchParams.has('name'));
  });

  test('lists are searched, and exported', async () => {
    const page = await world.signIn('Owner', at('/manage/access'));
    const search = page.getByRole('searchbox', { name: 'Search by principal or role' });
    await search.fill('scientist');
    await page.waitForURL(/q=scientist/);
    await expect.poll(() => table(page, 'Role assignments').locator('tbody tr').count()).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^role-assignments-\d{4}-\d\d-\d\d\.csv$/);
    await search.fill('zzz');
    await page.getByText('Nothing matches the filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => table(page, 'Role assignments').locator('tbody tr').count()).toBeGreaterThan(1);
  });

  test('every tab is accessible', async () => {
    const page = await world.signIn('Owner', at('/manage/access'));
    for (const tab of ['', '?tab=roles', '?tab=principals']) {
      await goTo(page, `/manage/access${tab}`);
      await settled(page);
      await checkAccessible(page);
    }
  });
});

const PRINCIPALS = '/manage/access?tab=principals';

/** Fills in and sends the dialog of a new principal; its panel is open then, or what comes first. */
async function make(page: Page, kind: string, name: string, more: (dialog: Locator) => Promise<void>) {
  await page.getByRole('button', { name: 'New principal' }).click();
  const dialog = page.getByRole('dialog', { name: 'New principal' });
  await dialog.getByRole('radio', { name: kind }).click();
  await dialog.getByRole('textbox', { name: 'Display name' }).fill(name);
  await more(dialog);
  await dialog.getByRole('button', { name: 'Create principal' }).click();
  await dialog.waitFor({ state: 'detached' });
}

const nothing = () => Promise.resolve();

/** What a dialog shows this once, by its name. */
const shownOnce = async (dialog: Locator, name: string) =>
  (await dialog.locator('dl > div').filter({ hasText: name }).locator('dd').innerText()).trim();

const agent = () => new https.Agent({ ca: readFileSync(world.demo.caFile) });

async function openSignIn(): Promise<Page> {
  const context = await world.browser.newContext({
    ignoreHTTPSErrors: true,
    baseURL: world.server.endpoint,
  });
  const page = await context.newPage();
  watch(page, world.server.endpoint, world.problems as string[]);
  await page.goto('/portal/');
  return page;
}

describe('who there is', () => {
  test('an application is made, and gets a secret that is shown once and signs in', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await page.getByRole('button', { name: 'New principal' }).click();
    const asked = page.getByRole('dialog', { name: 'New principal' });
    await asked.getByRole('button', { name: 'Create principal' }).click();
    await asked.getByText('Give a display name.').waitFor();
    await asked.getByRole('textbox', { name: 'Subject' }).fill('repo:us/models');
    await asked.getByText('Give the issuer of the subject.').waitFor();
    await checkAccessible(page);
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });

    await make(page, 'Application', 'Nightly pipeline', nothing);
    const add = page.getByRole('dialog', { name: 'Add a secret to Nightly pipeline' });
    await add.getByRole('radio', { name: 'In 90 days', checked: true }).waitFor();
    await checkAccessible(page);
    await add.getByRole('button', { name: 'Add secret' }).click();
    const once = page.getByRole('alertdialog', { name: 'Keep this secret now' });
    await once.getByText('It is never shown again').waitFor();
    await checkAccessible(page);
    const clientId = await shownOnce(once, 'Client id');
    const clientSecret = await shownOnce(once, 'Secret');
    await once.getByRole('button', { name: 'Copy Secret' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(clientSecret);
    await page.keyboard.press('Escape');
    await once.getByRole('button', { name: 'I have kept it' }).click();
    await once.waitFor({ state: 'detached' });
    expect(await tokenOf(world.server, agent(), { clientId, clientSecret })).toMatch(/^ey/);

    expect(await page.evaluate('document.activeElement?.closest("aside") !== null')).toBe(true);
    const mine = panel(page, 'Nightly pipeline');
    const secret = mine.getByRole('list', { name: 'Secrets' }).getByRole('listitem');
    await secret.getByText(/^Ends in /).waitFor();
    await page.reload();
    await secret.waitFor();
    expect(await page.content()).not.toContain(clientSecret);
    await checkAccessible(page);

    await secret.getByRole('button', { name: /^Remove secret / }).click();
    const confirm = page.getByRole('alertdialog', { name: 'Remove a secret of Nightly pipeline?' });
    await confirm.getByRole('button', { name: 'Remove secret' }).click();
    await mine.getByText('It has no secret.').waitFor();
    await expect(tokenOf(world.server, agent(), { clientId, clientSecret })).rejects.toThrow('no token');
  });

  test('a user is made, gets a password, signs in to the portal, and is out when disabled', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await make(page, 'User', 'Ann Reader', async dialog => {
      await dialog.getByRole('textbox', { name: 'User name' }).fill('ann@example.com');
    });
    const set = page.getByRole('dialog', { name: 'Set the password of Ann Reader' });
    await set.getByRole('radio', { name: 'Type one' }).click();
    await set.getByLabel('New password').fill('short');
    await set.getByRole('button', { name: 'Set password' }).click();
    await set.getByText("'password' must have 12 to 256 characters.").first().waitFor();
    await set.getByRole('radio', { name: 'Make one' }).click();
    await set.getByRole('button', { name: 'Set password' }).click();
    const once = page.getByRole('alertdialog', { name: 'Keep this password now' });
    const password = await shownOnce(once, 'Password');
    await once.getByRole('button', { name: 'I have kept it' }).click();

    const theirs = await openSignIn();
    await theirs.getByLabel('User name or client id').fill('ann@example.com');
    await theirs.getByLabel('Password or secret').fill(password);
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('button', { name: 'Signed in as Ann Reader' }).waitFor();

    const mine = panel(page, 'Ann Reader');
    await mine.getByRole('button', { name: 'Disable' }).click();
    await mine.getByRole('button', { name: 'Enable' }).waitFor();
    await theirs.goto('/portal/manage/access');
    await theirs.getByLabel('User name or client id').waitFor();
    await theirs.context().close();
    await mine.getByRole('button', { name: 'Enable' }).click();
    await mine.getByRole('button', { name: 'Disable' }).waitFor();
  });

  test('a name that somebody has is refused at its field', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await page.getByRole('button', { name: 'New principal' }).click();
    const dialog = page.getByRole('dialog', { name: 'New principal' });
    await dialog.getByRole('radio', { name: 'User' }).click();
    await dialog.getByRole('textbox', { name: 'Display name' }).fill('Another Ann');
    const name = dialog.getByRole('textbox', { name: 'User name' });
    await name.fill('ANN@example.com');
    await dialog.getByRole('button', { name: 'Create principal' }).click();
    await dialog
      .locator('.fui-Field__validationMessage')
      .filter({ hasText: 'signs in somebody else already' })
      .waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
  });

  test('a group has members, who have its roles, until it is deleted', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await make(page, 'Group', 'Model team', async dialog => {
      await dialog.getByRole('combobox', { name: 'Add member' }).pressSequentially('nightly');
      await page.getByRole('option', { name: /Nightly pipeline/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await dialog.getByRole('list', { name: 'Members' }).getByText('Nightly pipeline').waitFor();
    });
    const mine = panel(page, 'Model team');
    const members = mine.getByRole('list', { name: 'Members' });
    await members.getByRole('link', { name: 'Nightly pipeline' }).waitFor();
    await mine.getByRole('combobox', { name: 'Add member' }).pressSequentially('ann');
    await page.getByRole('option', { name: /Ann Reader/ }).click();
    await members.getByRole('link', { name: 'Ann Reader' }).waitFor();
    await checkAccessible(page);
    await members.getByRole('button', { name: 'Remove Nightly pipeline' }).click();
    await members.getByText('Nightly pipeline').waitFor({ state: 'detached' });

    const id = new URL(page.url()).searchParams.get('name') ?? '';
    const { status } = await world.as.owner(
      'PUT',
      `${world.production}/providers/Microsoft.Authorization/roleAssignments/${crypto.randomUUID()}`,
      { body: { properties: { principalId: id, roleDefinitionId: READER } } },
    );
    expect(status).toBe(201);
    await members.getByRole('link', { name: 'Ann Reader' }).click();
    const ann = panel(page, 'Ann Reader');
    await ann.getByText('Reader at Production by Model team').waitFor();
    await ann.getByRole('link', { name: 'Model team' }).click();
    await mine.getByRole('button', { name: 'Delete principal' }).click();
    const confirm = page.getByRole('alertdialog', { name: 'Delete principal Model team?' });
    await confirm.getByText('Its role assignments stay, without effect.').waitFor();
    await confirm.getByRole('button', { name: 'Delete principal' }).click();
    await mine.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Model team' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New principal' }).waitFor();
  });

  test('others vouch for an application, and that is taken back', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await make(page, 'Application', 'Workflow', async dialog => {
      await dialog.getByRole('textbox', { name: 'Issuer' }).fill('https://issuer.example');
      await dialog.getByRole('textbox', { name: 'Subject' }).fill('repo:us/one');
    });
    const mine = panel(page, 'Workflow');
    const identities = mine.getByRole('list', { name: 'Identities of other issuers' });
    await identities.getByText('repo:us/one').waitFor();
    await mine.getByRole('button', { name: 'Add identity' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an identity to Workflow' });
    await dialog.getByRole('textbox', { name: 'Issuer' }).fill('https://issuer.example');
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('repo:us/two');
    await dialog.getByRole('button', { name: 'Add identity' }).click();
    await identities.getByText('repo:us/two').waitFor();
    await mine.getByRole('button', { name: 'Remove identity repo:us/one' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove identity' }).click();
    await identities.getByText('repo:us/one').waitFor({ state: 'detached' });
    await identities.getByText('repo:us/two').waitFor();
  });

  test('an application is given a certificate, and that is taken back', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await make(page, 'Application', 'Signed pipeline', nothing);
    // It needs no secret.
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    const mine = panel(page, 'Signed pipeline');
    await mine.getByText('It has no certificate.').waitFor();
    await mine.getByRole('button', { name: 'Add certificate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a certificate to Signed pipeline' });
    const field = dialog.getByRole('textbox', { name: 'Certificate' });
    const add = dialog.getByRole('button', { name: 'Add certificate' });
    await field.fill('MIIC');
    await add.click();
    await dialog.getByText('Paste a certificate as PEM.').waitFor();
    await field.fill('-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----');
    await add.click();
    await dialog.getByText(/It is no X\.509 certificate/).waitFor();
    await settled(page);
    await checkAccessible(page);
    // The server's own will do. A private key that is pasted with one is not sent: that would be refused.
    const [pem = ''] =
      /-----BEGIN CERTIFICATE[\s\S]+?END CERTIFICATE-----/.exec(readFileSync(world.demo.caFile, 'utf8')) ??
      [];
    await field.fill(`-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n${pem}`);
    await add.click();
    await dialog.waitFor({ state: 'detached' });
    const certificates = mine.getByRole('list', { name: 'Certificates' });
    const { fingerprint } = new X509Certificate(pem);
    const thumbprint = fingerprint.replaceAll(':', '');
    await certificates.getByText(/^Ends/).waitFor();
    await settled(page);
    await checkAccessible(page);
    await mine.getByRole('button', { name: `Remove certificate ${thumbprint}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove certificate' }).click();
    await mine.getByText('It has no certificate.').waitFor();
  });

  test('the last Owner cannot be disabled, and that is said where it was tried', async () => {
    const page = await world.signIn('Owner', PRINCIPALS);
    await table(page, 'Principals').getByRole('link', { name: 'Owner', exact: true }).click();
    const mine = panel(page, 'Owner');
    await mine.getByRole('button', { name: 'Disable' }).click();
    await mine
      .getByRole('alert')
      .getByText(/last Owner/)
      .waitFor();
    await mine.getByText('Enabled').waitFor();
  });

  test('whoever may not has no commands', async () => {
    const page = await world.signIn('ML engineer', PRINCIPALS);
    await table(page, 'Principals').getByRole('link', { name: 'Nightly pipeline' }).click();
    const mine = panel(page, 'Nightly pipeline');
    await mine.getByText('It has no secret.').waitFor();
    await settled(page);
    const commands = page.getByRole('button', { name: /^(New|Add|Set|Disable|Delete|Remove)/ });
    expect(await commands.count()).toBe(0);
    await goTo(page, '/manage/access?tab=principals&dialog=new');
    await settled(page);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await goTo(page, '/manage/access?tab=roles&dialog=new');
    await settled(page);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await commands.count()).toBe(0);
  });
});

describe('a custom role', () => {
  test('is made, given, not deleted while somebody holds it, changed, and deleted', async () => {
    const page = await world.signIn('Owner', at('/manage/access?tab=roles'));
    await page.getByRole('button', { name: 'New role' }).click();
    const dialog = page.getByRole('dialog', { name: 'New role' });
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await dialog.getByText('Allow at least one action.').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('reader');
    await dialog
      .getByRole('textbox', { name: 'Allowed actions' })
      .fill('Microsoft.Resources/*/read\n\n  Microsoft.Authorization/*/read  ');
    await dialog.getByRole('textbox', { name: 'Except' }).fill('Microsoft.Authorization/locks/read');
    await dialog.getByRole('list', { name: 'Assignable scopes' }).getByText('Production').waitFor();
    await dialog.getByRole('button', { name: 'Add scope' }).click();
    const picker = page.getByRole('dialog', { name: 'Add scope' });
    await picker.getByText('Sandbox').last().click();
    await picker.getByRole('button', { name: 'Select' }).click();
    await dialog.getByRole('button', { name: 'Remove Sandbox' }).waitFor();
    await checkAccessible(page);
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await dialog
      .locator('.fui-Field__validationMessage')
      .filter({ hasText: /reader/i })
      .waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Looks at groups');
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await dialog.waitFor({ state: 'detached' });

    const row = table(page, 'Roles').getByRole('row').filter({ hasText: 'Looks at groups' });
    await row.filter({ hasText: 'Custom' }).getByRole('link').click();
    const mine = panel(page, 'Looks at groups');
    await mine.getByText('Microsoft.Authorization/*/read', { exact: true }).waitFor();
    await mine.getByRole('link', { name: 'Sandbox' }).waitFor();
    await checkAccessible(page);
    const id = new URL(page.url()).searchParams.get('role');
    const given = await world.as.owner(
      'PUT',
      `${world.production}/providers/Microsoft.Authorization/roleAssignments/${crypto.randomUUID()}`,
      {
        body: {
          properties: {
            principalId: (await principalNamed('Nightly pipeline')).name,
            roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
          },
        },
      },
    );
    expect(given.status).toBe(201);
    await mine.getByRole('button', { name: 'Delete role' }).click();
    const confirm = page.getByRole('alertdialog', { name: 'Delete role Looks at groups?' });
    await confirm.getByRole('button', { name: 'Delete role' }).click();
    await confirm.getByRole('alert').waitFor();
    await confirm.getByRole('button', { name: 'Cancel' }).click();

    await mine.getByRole('button', { name: 'Edit role' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit role Looks at groups' });
    await edit.getByRole('textbox', { name: 'Description' }).fill('Sees what groups there are');
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });
    await mine.getByText('Sees what groups there are').waitFor();

    await mine.getByRole('button', { name: 'Edit role' }).click();
    await edit.getByRole('textbox', { name: 'Description' }).fill('Mine');
    const roleId = `${world.production}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
    const { body: stored } = await world.as.owner('GET', roleId);
    const { createdBy: _b, createdOn: _o, updatedBy: _u, updatedOn: _n, ...properties } = stored.properties;
    const description = async () => (await world.as.owner('GET', roleId)).body.properties.description;
    const theirs = { properties: { ...properties, description: 'Theirs' } };
    expect((await world.as.owner('PUT', roleId, { body: theirs })).status).toBeLessThan(300);
    await edit.getByRole('button', { name: 'Save', exact: true }).click();
    await edit.getByText(/Somebody has changed it since you began/).waitFor();
    expect(await description()).toBe('Theirs');
    await checkAccessible(page);
    await edit.getByRole('button', { name: 'Save anyway' }).click();
    await edit.waitFor({ state: 'detached' });
    expect(await description()).toBe('Mine');
    expect((await world.as.owner('DELETE', given.body.id)).status).toBe(200);
    await mine.getByRole('button', { name: 'Delete role' }).click();
    await confirm.getByRole('button', { name: 'Delete role' }).click();
    await mine.waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New role' }).waitFor();
  });

  test('is all that can be changed: a built-in one has no commands', async () => {
    const page = await world.signIn('Owner', '/manage/access?tab=roles');
    await table(page, 'Roles').getByRole('link', { name: 'Reader', exact: true }).click();
    await panel(page, 'Reader').getByText('*/read').waitFor();
    expect(await page.getByRole('button', { name: /^(Edit|Delete) role/ }).count()).toBe(0);
  });

  test('met no problem meanwhile', () => {
    expect(world.problems).toEqual([]);
  });
});

async function principalNamed(name: string) {
  const { body } = await world.as.owner('GET', '/providers/Sluice.Governance/principals');
  return body.value.find(
    (each: { properties: { displayName: string } }) => each.properties.displayName === name,
  );
}
