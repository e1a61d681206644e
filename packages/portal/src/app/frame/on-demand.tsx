import type { Button } from '@fluentui/react-components';
import type { ComponentProps, ComponentType } from 'react';
import { lazyPart } from '../../components/lazy-part.tsx';
import { PartAway } from './part-away.tsx';
import { useWanted } from './use-wanted.ts';

/** What a button of the bar is given by whatever it opens. */
export type TriggerProps = ComponentProps<typeof Button>;

/**
 * A button with something that it opens, which is fetched when it is first wanted: until then there is the button alone. `load` gives a
 * component that draws the same button, with its content open at first.
 */
export function onDemand(
  Trigger: ComponentType<TriggerProps>,
  popup: 'menu' | 'dialog',
  load: () => Promise<{ readonly default: ComponentType }>,
): ComponentType {
  const Opened = lazyPart(async () => (await load()).default);
  return function OnDemand() {
    const wanted = useWanted(Opened);
    if (wanted.state === 'here') return <Opened />;
    return (
      <>
        <Trigger
          aria-haspopup={popup}
          aria-expanded={false}
          aria-busy={wanted.state === 'coming'}
          onPointerEnter={wanted.prepare}
          onFocus={wanted.prepare}
          onClick={wanted.want}
        />
        <PartAway wanted={wanted} />
      </>
    );
  };
}
