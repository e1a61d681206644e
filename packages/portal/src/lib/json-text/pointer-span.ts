import type { Span, TextNode } from './json-tree.ts';

/**
 * Where the thing of a JSON pointer (RFC 6901) stands in a text. Of what is not there, the nearest thing around it that is. A pointer that
 * begins with `/properties` also finds its way in a text that has only what is in them.
 */
export function pointerSpan(tree: TextNode | undefined, pointer: string): Span | undefined {
  if (tree === undefined) return undefined;
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const hasProperties = child(tree, 'properties') !== undefined;
  let node = tree;
  let span: Span = tree;
  for (const step of steps[0] === 'properties' && !hasProperties ? steps.slice(1) : steps) {
    const next = child(node, step);
    if (next === undefined) break;
    span = next.value ?? next.at;
    if (next.value === undefined) break;
    node = next.value;
  }
  return { from: span.from, to: span.to };
}

function child(node: TextNode, step: string): { at: Span; value: TextNode | undefined } | undefined {
  if (node.kind === 'array') {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { at: item, value: item };
  }
  const folded = step.toLowerCase();
  return node.members.find(({ name }) => name.toLowerCase() === folded);
}
