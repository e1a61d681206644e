import { scopePage as words } from '#strings/scope-page';
import { ScopeName } from '../../../components/scope-name.tsx';
import type { ShownScope } from '../shown-scope.ts';

/** Whether something was given at the scope that is shown, above it or below it. */
export function Given({ scope, at }: { readonly scope: ShownScope; readonly at: string }) {
  if (sameScope(scope.id, at)) return words.direct;
  return (
    <>
      {scope.above.some(({ id }) => sameScope(id, at)) ? words.inheritedFrom : words.below}{' '}
      <ScopeName id={at} />
    </>
  );
}

function sameScope(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
