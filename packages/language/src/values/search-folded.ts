import { foldText, isAscii } from './fold.ts';

/** A character with the accents that follow it: folding never reaches beyond one of these. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** Where `part` first occurs in `text`, ignoring case, in characters from 0; -1 when it does not. */
export function indexOfFolded(text: string, part: string): number {
  if (isAscii(text)) return text.toLowerCase().indexOf(foldText(part));
  const { folded, characterAt } = foldClusters(text);
  const wanted = foldText(part);
  // A hit may begin inside of what one character folded to; such a one is no hit.
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const character = characterAt.get(at);
    if (character !== undefined) return character;
    if (at === folded.length) break;
  }
  return -1;
}

/** Where `part` last occurs in `text`; the empty part is found at the end. */
export function lastIndexOfFolded(text: string, part: string): number {
  if (isAscii(text)) return text.toLowerCase().lastIndexOf(foldText(part));
  const { folded, characterAt } = foldClusters(text);
  const wanted = foldText(part);
  for (let at = folded.lastIndexOf(wanted); at >= 0; at = folded.lastIndexOf(wanted, at - 1)) {
    const character = characterAt.get(at);
    if (character !== undefined) return character;
    if (at === 0) break;
  }
  return -1;
}

/** The folded text, and for each place in it where a cluster begins (or the text ends) the number of characters before. */
function foldClusters(text: string): { folded: string; characterAt: ReadonlyMap<number, number> } {
  const characterAt = new Map<number, number>();
  let folded = '';
  let characters = 0;
  for (const cluster of text.match(CLUSTER) ?? []) {
    characterAt.set(folded.length, characters);
    folded += foldText(cluster);
    characters += Array.from(cluster).length;
  }
  characterAt.set(folded.length, characters);
  return { folded, characterAt };
}
