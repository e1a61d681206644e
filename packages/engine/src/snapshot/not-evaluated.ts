import type { JsonObject, Vocabulary } from '@sluice/language';
import { effectNamed } from '../effects/index.ts';
import { textOf } from '../json.ts';
import { isDataMode, modeOf } from './bind-rule.ts';
import { literalEffects, unsupportedEffect } from './effects-used.ts';

/**
 * Why a definition (its `properties`) can be stored and read but not assigned: its mode or its effect is one that nothing here
 * judges by. Undefined for one that can be.
 */
export function notEvaluated(document: JsonObject, vocabulary: Vocabulary): string | undefined {
  const mode = textOf(document['mode']);
  if (isDataMode(mode) && modeOf(mode, vocabulary) === undefined)
    return `The mode '${mode}' is not supported yet.`;
  const effect =
    unsupportedEffect(document) ?? literalEffects(document).find(name => effectNamed(name) === undefined);
  return effect === undefined ? undefined : `The effect '${effect}' is not supported yet.`;
}
