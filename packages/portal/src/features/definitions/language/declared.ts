import type { TextNode } from '../../../lib/json-text/json-tree.ts';

/** A parameter as far as the document declares it. */
export type DeclaredParameter = {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: TextNode | undefined;
  readonly allowedValues: readonly string[];
};

/** The parameters that a document declares, complete or not. */
export function declaredParameters(tree: TextNode | undefined): readonly DeclaredParameter[] {
  return (
    at(partsOf(tree), 'parameters')?.members.map(({ name, value }) => ({
      name,
      type: at(value, 'type')?.text ?? '',
      defaultValue: at(value, 'defaultValue'),
      allowedValues: at(value, 'allowedValues')?.items.map(({ text }) => text) ?? [],
    })) ?? []
  );
}

/** The effects that the rule can have: the one that it names, or those that its parameter allows. */
export function effectsIn(tree: TextNode | undefined): readonly string[] {
  const effect = at(at(at(partsOf(tree), 'policyRule'), 'then'), 'effect')?.text ?? '';
  const named = /^\[\s*parameters\(\s*'([^']+)'/i.exec(effect)?.[1]?.toLowerCase();
  if (named === undefined) return [effect];
  const parameter = declaredParameters(tree).find(({ name }) => name.toLowerCase() === named);
  if (parameter === undefined) return [];
  return [
    ...parameter.allowedValues,
    ...(parameter.defaultValue === undefined ? [] : [parameter.defaultValue.text]),
  ];
}

/** The resource types that the rule asks for by name, in lower case. */
export function pinnedTypes(tree: TextNode | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (node: TextNode | undefined): void => {
    if (node === undefined) return;
    if (at(node, 'field')?.text.toLowerCase() === 'type')
      for (const operator of ['equals', 'in', 'like'])
        for (const value of valuesOf(at(node, operator))) found.add(value.toLowerCase());
    for (const { value } of node.members) look(value);
    for (const item of node.items) look(item);
  };
  look(at(at(partsOf(tree), 'policyRule'), 'if'));
  return found;
}

function valuesOf(node: TextNode | undefined): readonly string[] {
  if (node === undefined) return [];
  return node.kind === 'array' ? node.items.map(({ text }) => text) : [node.text];
}

function at(node: TextNode | undefined, name: string): TextNode | undefined {
  const folded = name.toLowerCase();
  return node?.members.find(each => each.name.toLowerCase() === folded)?.value;
}

/** Where a document has its parts: a whole definition one level deeper. */
function partsOf(tree: TextNode | undefined): TextNode | undefined {
  return at(tree, 'properties') ?? tree;
}
