import { expect, test } from 'vitest';
import { compatibilityPage } from '../../tools/compatibility-page.ts';

// "npm run compatibility" records anew what the clients see, and writes it.
test('docs/clients/compatibility.md says what the tests of the clients recorded', async () => {
  await expect(compatibilityPage()).toMatchFileSnapshot('../../docs/clients/compatibility.md');
});
