/** The data folder of `--data`, the environment, or the checkout. Whoever names a server does without what finds it. */
export async function demoFolder(data: string | undefined): Promise<string> {
  const { installationAt } = await import('./log-place.ts');
  return (await installationAt(data)).folder;
}
