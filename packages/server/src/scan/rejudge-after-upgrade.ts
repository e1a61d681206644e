import type { WriteDependencies } from '../write/dependencies.ts';
import { everythingJob } from './rejudge-work.ts';

/** The version whose engine the states are of, once a scan by it has been asked for. */
const JUDGED_BY = 'states.engineVersion';

/** Another engine may see things otherwise: everything is judged again once, in the background. Also where nothing was judged yet. */
export async function rejudgeAfterUpgrade({
  storage,
  types,
  engineVersion,
}: Pick<WriteDependencies, 'storage' | 'types' | 'engineVersion'>): Promise<void> {
  if ((await storage.properties.get(JUDGED_BY)) === engineVersion) return;
  await storage.queue.enqueue([everythingJob(types, 'upgrade', { always: true })]);
  await storage.properties.set(JUDGED_BY, engineVersion);
}
