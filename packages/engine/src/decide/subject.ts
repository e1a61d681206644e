import type { JsonObject } from '@sluice/language';
import type { Component } from '../model/decision.ts';
import type { BoundMode, TypeTable } from '../snapshot/snapshot.ts';
import { type Answers, createAnswers } from './answers.ts';
import { isIndexed } from './judged-types.ts';

/** One thing to judge: the ARM resource, or a component of it. */
export type Subject = {
  readonly typeKey: string;
  readonly content: JsonObject;
  readonly component?: Component;
  readonly answers: Answers;
  /** Whether definitions of this mode look at it. */
  seenBy(mode: BoundMode): boolean;
};

/** The resource itself: seen by mode All, and by Indexed where its type has tags and a location. */
export function resourceSubject(types: TypeTable, typeKey: string, content: JsonObject): Subject {
  const indexed = isIndexed(types, typeKey);
  return {
    typeKey,
    content,
    answers: createAnswers(),
    seenBy: ({ kind }) => kind === 'all' || (kind === 'indexed' && indexed),
  };
}

/** A component: seen by the definitions of its own data-plane mode only. */
export function componentSubject(component: Component): Subject {
  const own = component.mode.toLowerCase();
  return {
    typeKey: component.type.toLowerCase(),
    content: component.content,
    component,
    answers: createAnswers(),
    seenBy: mode => mode.kind === 'data' && mode.mode === own,
  };
}
