/** Words that tell variants of a model apart, not models. */
const VARIANTS: ReadonlySet<string> = new Set([
  ...['nano', 'tiny', 'mini', 'small', 'medium', 'base', 'large', 'xl', 'xxl'],
  ...['instruct', 'chat', 'it', 'uncased', 'cased', 'turbo', 'preview', 'vision', 'code', 'coder'],
]);

/**
 * The family that a model belongs to, guessed from its name: the word before the first number or variant.
 *
 * `phi` of `phi-4`, `llama` of `meta-llama-3.1-8b-instruct`, `starcoder` of `bigcode-starcoder2-15b`, `whisper` of `openai-whisper-large-v3`.
 * A guess for putting similar models together; nothing is allowed or refused by it. Our choice.
 */
export function familyOf(name: string): string {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
  for (const [index, word] of words.entries()) {
    const letters = /^[a-z]*/.exec(word)?.[0] ?? '';
    const hasNumber = letters.length < word.length;
    if (hasNumber && letters.length > 1) return letters;
    if ((hasNumber || VARIANTS.has(word)) && index > 0) return words[index - 1] ?? word;
  }
  return words[0] ?? '';
}
