import { useActiveDescendantContext } from '@fluentui/react-aria';
import { useLayoutEffect } from 'react';

/**
 * Stands among the options of a `Combobox` that takes any text, together with `disableAutoFocus`: what was typed counts until the reader
 * goes to an option. By itself Fluent takes the first option that begins like the text, with Tab too, or the first of all when they come
 * late: who types the name of something new would get something else.
 */
export function TypedCounts({ text }: { readonly text: string }) {
  const { controller } = useActiveDescendantContext();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is what it is about
  useLayoutEffect(() => controller.blur(), [controller, text]);
  return null;
}
