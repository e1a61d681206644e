import { useMemo } from 'react';
import { useImportedAliases } from '../api/get-imported-aliases.ts';
import { loadPolicyNames } from './load-policy-names.ts';
import { namespacesIn, type PolicyNames } from './policy-names.ts';

/** The names that a text may use. Undefined until the server has told what it knows of the namespaces in it. */
export function usePolicyNames(text: string): PolicyNames | undefined {
  const named = namespacesIn(text).join(' ');
  const { tables, isComplete } = useImportedAliases(
    useMemo(() => (named === '' ? [] : named.split(' ')), [named]),
  );
  return useMemo(() => (isComplete ? loadPolicyNames(tables) : undefined), [tables, isComplete]);
}
