import {
  checkDefinition,
  createVocabulary,
  type Diagnostic,
  type JsonObject,
  parseDefinition,
} from '@sluice/language';
import { definitionOfRule, isJson } from './rule-definition.ts';

/** What a text is to be: a condition (or a rule of which only the condition counts), a rule, a whole definition. */
export const LEVELS = ['constraint', 'rule', 'definition'] as const;
export type Level = (typeof LEVELS)[number];

/** The errors that make the text malformed; none when it is accepted. Names of aliases and parameters are not looked at. */
export function parseText(source: string | JsonObject, level: Level): readonly Diagnostic[] {
  if (typeof source === 'string' && !isJson(source)) return errorsOf(source);
  switch (level) {
    case 'definition':
      return errorsOf(source);
    case 'rule':
      return errorsOf(definitionOfRule(source));
    case 'constraint':
      return hasCondition(source)
        ? errorsOf(definitionOfRule(source)).filter(isOfCondition)
        : errorsOf(definitionOfRule(asRule(source)));
  }
}

function errorsOf(source: string | JsonObject): readonly Diagnostic[] {
  const { definition, diagnostics } = parseDefinition(source);
  const checked = definition === undefined ? [] : checkDefinition(definition, NO_NAMES, { lenient: true });
  return [...diagnostics, ...checked.filter(({ code }) => OF_FORM.test(code))].filter(
    ({ severity }) => severity === 'error',
  );
}

/**
 * What is malformed wherever it stands: an existence condition and other details are parsed when the effect is known to
 * need them, which is when a definition is checked. An operator is a word of the language; all other names belong to
 * the world that a rule is for.
 */
const OF_FORM =
  /^(?:condition\/.*|field\/shape|count\/(?:shape|subject|unknown-key|name)|expression\/syntax|operator\/unknown)$/;

const NO_NAMES = createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() });

function isOfCondition({ code, pointer }: Diagnostic): boolean {
  return /^\/policyRule\/if(\/|$)/i.test(pointer) || (code.startsWith('json/') && pointer === '');
}

function hasCondition(source: string | JsonObject): boolean {
  const value: unknown = typeof source === 'string' ? JSON.parse(source) : source;
  return (
    typeof value === 'object' && value !== null && Object.keys(value).some(key => key.toLowerCase() === 'if')
  );
}

function asRule(condition: string | JsonObject): string | JsonObject {
  const then = { effect: 'audit' };
  return typeof condition === 'string'
    ? `{"if": ${condition}, "then": ${JSON.stringify(then)}}`
    : { if: condition, then };
}
