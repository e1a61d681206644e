import { join } from 'node:path';
import { createViteServer } from 'vitest/node';
import type { CaseAliases } from '../house/language-case.ts';
import { launchBrowser } from './launch.ts';
import type { CaseFile, Page, PageAnswers } from './page.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Serves the sources on this machine, opens the page in Chromium, and gives what the language answers to the cases there. */
export async function answersInBrowser(
  aliases: CaseAliases,
  files: readonly CaseFile[],
): Promise<{ readonly version: string; readonly answers: PageAnswers }> {
  const server = await createViteServer({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    resolve: { conditions: ['sluice-source', 'browser', 'module', 'import'] },
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const failures: string[] = [];
    page.on('pageerror', error => failures.push(error.message));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}tests/browser/page.html`);
    await page.waitForFunction('"answerAll" in globalThis', undefined, { timeout: 60_000 }).catch(error => {
      throw new Error(`The page did not start: ${failures.join('; ')}`, { cause: error });
    });
    const answers = await page.evaluate(
      text => (globalThis as typeof globalThis & Page).answerAll(JSON.parse(text)),
      JSON.stringify({ aliases, files }),
    );
    return { version: browser.version(), answers };
  } finally {
    await browser.close();
    await server.close();
  }
}
