import type { Component } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../json-value.ts';

/** The type of a component and the mode that judges it. */
export type ComponentKind = { readonly mode: string; readonly type: string };

/** What a data-plane mode judges of a deployment: under the deployment's own id, its model, its sku and what `more` adds. */
export function toComponent(
  kind: ComponentKind,
  resource: JsonObject,
  model: JsonObject,
  more: JsonObject = {},
): Component {
  const id = textAt(resource, 'id') ?? '';
  const name = textAt(resource, 'name') ?? '';
  const sku = objectAt(resource, 'sku');
  const shown = present({ name: sku['name'], capacity: sku['capacity'] });
  return {
    mode: kind.mode,
    type: kind.type,
    id,
    name,
    content: {
      id,
      name,
      type: kind.type,
      model,
      ...(Object.keys(shown).length === 0 ? {} : { sku: shown }),
      ...more,
    },
  };
}
