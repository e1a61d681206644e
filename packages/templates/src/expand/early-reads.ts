import type { ResourceDeclaration } from '../parse/parsed-template.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue } from './evaluate.ts';
import { collectReads } from './evaluate-bodies.ts';
import type { Expansion, Instance } from './expansion.ts';

/** Adds all that a nested template reads, as far as it is known. */
export function addEarlyReads(instance: Instance, nested: Expansion): void {
  const env = createEnv(nested.scope, undefined);
  const visit = ({ name, condition, scope, loop, body, children }: ResourceDeclaration): void => {
    for (const value of [name, condition, scope, loop?.count, body])
      if (value !== undefined)
        evaluateValue(value, env, '', { failures: [], onExpression: collectReads(instance, nested) });
    children.forEach(visit);
  };
  nested.scope.template.resources.forEach(visit);
}
