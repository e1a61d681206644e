/** Something asked for at one time and answered at a later one (of one clock); it took effect somewhere in between. */
export type Interval = { readonly invoked: number; readonly answered: number };

/** A write of one writer, who waits for each answer before the next write: what holds from then on. */
export type Change<State> = Interval & { readonly state: State };

/** An observation: which states could have given the answer. */
export type Observation<State> = Interval & { readonly name: string; fits(state: State): boolean };

/**
 * Observations that no order of effects explains: for which there is no choice of a moment for each change, within its interval, such
 * that every observation fits a state that holds at some moment of its own interval. Empty: the history is linearizable.
 *
 * Exact, not a sample: every change takes effect as late as its answer and the observations that need it allow. That is the best there
 * is for all others, since whatever needs an earlier state gains by the delay and nothing loses by it: an observation that needs the
 * change has forced it by the moment of its own answer. Those that cannot be explained force nothing.
 */
export function unexplained<State>(
  initial: State,
  changes: readonly Change<State>[],
  observations: readonly Observation<State>[],
): readonly Observation<State>[] {
  /** Since when each state holds, oldest first. */
  const held = [{ state: initial, since: Number.NEGATIVE_INFINITY }];
  const problems: Observation<State>[] = [];
  const effective = (until: number, least: number) => {
    for (const change of changes.slice(held.length - 1, until))
      held.push({ state: change.state, since: least });
  };
  for (const seen of observations.toSorted((a, b) => a.answered - b.answered)) {
    for (let next = changes[held.length - 1]; next !== undefined; next = changes[held.length - 1]) {
      if (next.answered >= seen.answered) break;
      effective(held.length, next.answered);
    }
    // A state holds until the next one does.
    if (
      held.some(
        ({ state }, n) =>
          (held[n + 1]?.since ?? Number.POSITIVE_INFINITY) >= seen.invoked && seen.fits(state),
      )
    )
      continue;
    const needed = changes.findIndex(
      ({ state, invoked }, n) => n >= held.length - 1 && invoked <= seen.answered && seen.fits(state),
    );
    if (needed < 0) problems.push(seen);
    else effective(needed + 1, seen.answered);
  }
  return problems;
}
