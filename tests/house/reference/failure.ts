/** An expression that has no value: the evaluation as a whole fails. */
export class Failure extends Error {}

/** Something of the language that the reference does not have; a test leaves such a rule out. */
export class NotInReference extends Error {}

export function fail(why: string): never {
  throw new Failure(why);
}
