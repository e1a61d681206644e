import { describe, expect, it } from 'vitest';
import { azCommands, environmentCommands, type ServerPlace } from './client-commands.ts';

const PLACE: ServerPlace = {
  endpoint: 'https://sluice.example.com:8443',
  tenantId: '27df3a44-b122-4d66-a017-80e145ce18a2',
  cloudName: 'Sluice',
  hasCa: true,
};

describe('the commands for az', () => {
  it('register the cloud of this server and sign in to its tenant', () => {
    const lines = azCommands(PLACE).split('\n');
    expect(lines).toContain(
      'az cloud register -n sluice --endpoint-resource-manager https://sluice.example.com:8443',
    );
    expect(lines.at(-1)).toContain(`--tenant ${PLACE.tenantId}`);
    expect(lines[0]).toContain('REQUESTS_CA_BUNDLE');
  });

  it('say nothing of certificates where there is none to trust', () => {
    const told = [azCommands, environmentCommands].map(of => of({ ...PLACE, hasCa: false })).join('\n');
    expect(told).not.toMatch(/\.crt|BUNDLE|CERT/);
  });
});

it('the environment names authority and tenant', () => {
  const lines = environmentCommands(PLACE).split('\n');
  expect(lines).toContain('export AZURE_AUTHORITY_HOST=https://sluice.example.com:8443');
  expect(lines).toContain(`export AZURE_TENANT_ID=${PLACE.tenantId}`);
});
