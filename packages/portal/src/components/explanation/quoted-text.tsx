import { Fragment } from 'react';

/** A sentence of why something is so; what it quotes stands out. */
export function QuotedText({ text }: { readonly text: string }) {
  return text.split(/'([^']*)'/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that never changes
      <strong key={index}>{part}</strong>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
