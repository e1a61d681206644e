import { randomUUID } from 'node:crypto';
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createSnapshot } from '@sluice/engine';
import { createProviderVocabulary, createTypeTable } from '@sluice/providers/types';
import { joinStorage } from '@sluice/storage';
import { createClock } from './clock.ts';
import { openSnapshots } from './snapshot/snapshots.ts';
import { TASKS } from './tasks/index.ts';
import type { WorkerData } from './tasks/messages.ts';
import { serveTasks } from './tasks/serve-tasks.ts';
import { createTaskSnapshots } from './tasks/task-snapshots.ts';

// The thread that tasks run in: its own connections, its own snapshot, which it keeps following.

/** Tasks read; a few at a time. */
const POOL_SIZE = 3;

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
const { address, tenantId, isPatient } = workerData as WorkerData;
// Only Linux has priorities of threads; elsewhere this would be the whole process's.
if (isPatient && process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
const storage = await joinStorage(address, { poolSize: POOL_SIZE });
const empty = createSnapshot(createTypeTable(), createProviderVocabulary());
// What could not be followed in the background is followed when a task asks for it.
const snapshots = await openSnapshots({ storage, empty, onError: () => {} });
// As the server does: what is judged here and there is ordered by time.
const clock = await createClock(storage, { onError: () => {} });
serveTasks(
  parentPort,
  TASKS,
  {
    storage,
    tenantId,
    snapshots: createTaskSnapshots(snapshots, empty, storage),
    now: () => clock.now().toISOString(),
    newId: () => randomUUID(),
  },
  () => {
    clock.stop();
    return storage.close();
  },
);
