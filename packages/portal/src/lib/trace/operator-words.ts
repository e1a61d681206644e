import { conditions } from '#strings/conditions';

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(conditions.operators).map(([name, words]) => [name.toLowerCase(), words]),
);

/** What an operator asks for, in words: "is none of". One that is not known here keeps its own name. */
export function operatorWords(operator: string): string {
  return WORDS.get(operator.toLowerCase()) ?? operator;
}
