import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type Snapshot, toStates } from '@sluice/engine';
import type { Resource, ResourceStates, SnapshotChange } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { Storage } from '@sluice/storage';
import type { Snapshots } from '../snapshot/snapshots.ts';
import { type Affected, affectedBy, affectedByRelated } from './affected.ts';
import { judgeStored } from './judge.ts';

/** How long a policy writer waits for existing resources to be judged by the new state of affairs. */
const PATIENCE_MS = 200;
/** Resources per slice: some milliseconds of judging, then requests get their turn. */
const SLICE = 50;
/** Changed facts come in swarms (imports): they are looked at together. */
const SETTLE_MS = 250;

/** Judges resources that exist again after what verdicts depend on has changed. Never refuses anything; it writes states. */
export type Rejudger = {
  /** Ends when everything that the changes can affect is judged, or after a moment; the rest goes on in the background. */
  afterChanges(before: Snapshot, after: Snapshot, changes: readonly SnapshotChange[]): Promise<void>;
  /** Judges, in the background, the resources whose verdicts depend on one that was written or deleted. */
  afterRelated(snapshot: Snapshot, resource: Pick<Resource, 'key' | 'type'>): void;
  /** Judges what exemptions and attestations held for that have expired: nothing was written, so no revision says so. */
  afterExpiry(snapshot: Snapshot, expired: readonly SnapshotChange[]): Promise<void>;
  /** Judges, in the background, whatever has not been judged at the newest revision: what another process left undone. */
  catchUp(): void;
  /** Ends when nothing is left to judge. */
  idle(): Promise<void>;
  /** Stops after the slice under way. */
  close(): Promise<void>;
};

export type RejudgerInput = {
  readonly storage: Pick<Storage, 'states' | 'commitStates' | 'resources'>;
  readonly snapshots: Snapshots;
  readonly types: readonly ResourceType[];
  now(): string;
  newId(): string;
  onError(error: unknown): void;
};

/** `always`: also what was judged at this revision already. */
type Task = Affected & { readonly revision: number; readonly always?: true };

export function createRejudger(input: RejudgerInput): Rejudger {
  const { storage, snapshots, onError } = input;
  const judged = input.types.filter(type => type.judged);
  const byKey = new Map(judged.map(type => [type.type.toLowerCase(), type]));
  let later: readonly Task[] = [];
  // Two lanes: who waits for a policy does not wait for an import.
  const lanes = { urgent: Promise.resolve(), patient: Promise.resolve() };
  let closed = false;
  let settling: Promise<void> | undefined;

  function enqueue(lane: keyof typeof lanes, tasks: readonly Task[]): Promise<void> {
    lanes[lane] = lanes[lane].then(async () => {
      for (const task of tasks) await runTask(task).catch(onError);
    });
    return lanes[lane];
  }

  async function runTask({ under, types, revision, always }: Task): Promise<void> {
    const typeKeys = types.map(({ type }) => type.toLowerCase());
    let after: string | undefined;
    do {
      if (closed) return;
      const slice = await storage.states.outdated({
        under,
        types: typeKeys,
        revision: always ? Number.MAX_SAFE_INTEGER : revision,
        top: SLICE,
        ...(after === undefined ? {} : { after }),
      });
      await judgeSlice(slice);
      after = slice.length < SLICE ? undefined : slice.at(-1)?.key;
      await nextTurn();
    } while (after !== undefined);
  }

  async function judgeSlice(resources: readonly Resource[]): Promise<void> {
    const snapshot = snapshots.current();
    const states: ResourceStates[] = [];
    for (const resource of resources) {
      const judged = await statesOf(snapshot, resource);
      if (judged !== undefined) states.push(judged);
    }
    if (states.length > 0) await storage.commitStates(states);
  }

  async function statesOf(snapshot: Snapshot, resource: Resource): Promise<ResourceStates | undefined> {
    const type = byKey.get(resource.type.toLowerCase());
    if (type === undefined) return undefined;
    const at = input.now();
    const decision = await judgeStored(snapshot, type, resource, { at, decisionId: input.newId() }, storage);
    return toStates(decision, resource, at);
  }

  function settle(tasks: readonly Task[]): void {
    later = merged([...later, ...tasks]);
    if (later.length === 0 || settling !== undefined) return;
    settling = sleep(SETTLE_MS, undefined, { ref: false }).then(() => {
      const due = later;
      later = [];
      settling = undefined;
      return enqueue('patient', due);
    });
  }

  return {
    async afterChanges(before, after, changes) {
      const affected = affectedBy(before, after, changes, judged).map(each => ({
        ...each,
        revision: after.revision,
      }));
      settle(affected.filter(({ urgent }) => !urgent));
      const urgent = merged(affected.filter(each => each.urgent));
      if (urgent.length > 0)
        await Promise.race([enqueue('urgent', urgent), sleep(PATIENCE_MS, undefined, { ref: false })]);
    },
    afterRelated(snapshot, resource) {
      const affected = affectedByRelated(snapshot, resource, judged);
      if (affected.length === 0) return;
      const tasks = affected.map(each => ({ ...each, revision: snapshot.revision, always: true as const }));
      void enqueue('urgent', merged(tasks));
    },
    afterExpiry(snapshot, expired) {
      const tasks = affectedBy(snapshot, snapshot, expired, judged).map(each => ({
        ...each,
        revision: snapshot.revision,
        always: true as const,
      }));
      return enqueue('patient', merged(tasks));
    },
    catchUp() {
      settle([{ under: '', types: judged, urgent: false, revision: snapshots.current().revision }]);
    },
    async idle() {
      while (settling !== undefined) await settling;
      await Promise.all([lanes.urgent, lanes.patient]);
    },
    async close() {
      closed = true;
      await Promise.all([lanes.urgent, lanes.patient]);
    },
  };
}

/** One task per place: of all types asked for, up to the newest revision asked for. */
function merged(tasks: readonly Task[]): readonly Task[] {
  const byPlace = new Map<string, Task>();
  for (const task of tasks) {
    const other = byPlace.get(task.under) ?? task;
    const types = [...new Set([...other.types, ...task.types])];
    byPlace.set(task.under, { ...task, types, revision: Math.max(other.revision, task.revision) });
  }
  return [...byPlace.values()];
}
