import type { JsonValue } from '@sluice/language/expressions';
import type { TemplateRuntime } from '../values/context.ts';

/** A runtime that answers in its own time. */
export type RuntimeSource = {
  reference(id: string, apiVersion: string, full: boolean): Promise<JsonValue | undefined>;
  list(
    id: string,
    apiVersion: string,
    action: string,
    input: JsonValue | undefined,
  ): Promise<JsonValue | undefined>;
};

/** How often it is asked anew: each time for what the answers before made known. */
const MOST_ROUNDS = 100;

/**
 * Evaluates with a runtime that has to be waited for: `attempt` is called again until it reads nothing new. Each thing
 * is read once. What the source rejects with passes through.
 */
export async function withRuntime<Result>(
  source: RuntimeSource,
  attempt: (runtime: TemplateRuntime) => Result,
): Promise<Result> {
  const known = new Map<string, JsonValue | undefined>();
  for (let round = 0; ; round += 1) {
    const wanted = new Map<string, () => Promise<JsonValue | undefined>>();
    const read = (key: string, ask: () => Promise<JsonValue | undefined>): JsonValue | undefined => {
      if (!known.has(key)) wanted.set(key, ask);
      return known.get(key);
    };
    const result = attempt({
      reference: (id, apiVersion, full) =>
        read(JSON.stringify(['reference', id.toLowerCase(), apiVersion, full]), () =>
          source.reference(id, apiVersion, full),
        ),
      list: (id, apiVersion, action, input) =>
        read(
          JSON.stringify(['list', id.toLowerCase(), apiVersion, action.toLowerCase(), input ?? null]),
          () => source.list(id, apiVersion, action, input),
        ),
    });
    if (wanted.size === 0 || round === MOST_ROUNDS) return result;
    const answers = await Promise.all(
      [...wanted].map(
        async ([key, ask]): Promise<readonly [string, JsonValue | undefined]> => [key, await ask()],
      ),
    );
    for (const [key, answer] of answers) known.set(key, answer);
  }
}
