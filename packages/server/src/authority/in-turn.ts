/** Lets tasks of the same name run one after the other, in the order they came; those of different names beside one another. */
export type InTurn = <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (name, task) => {
    const before = last.get(name) ?? Promise.resolve();
    // What went wrong before is for whoever asked for it.
    const mine = before.then(task, task);
    last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (last.get(name) === mine) last.delete(name);
    }
  };
}
