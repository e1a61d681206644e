import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** One suite of the house: which files it runs, and how long one test may take. Packages resolve to their sources. */
export function suite(include: readonly string[], testTimeout = 30_000): ViteUserConfig {
  return defineConfig({
    resolve: { conditions: ['sluice-source'] },
    ssr: { resolve: { conditions: ['sluice-source'] } },
    test: { include: [...include], testTimeout, hookTimeout: 120_000 },
  });
}
