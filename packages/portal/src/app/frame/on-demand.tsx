import type { Button } from '@fluentui/react-components';
import { type ComponentProps, type ComponentType, lazy, Suspense, useState } from 'react';

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
  const Opened = lazy(load);
  return function OnDemand() {
    const [isWanted, setIsWanted] = useState(false);
    const prefetch = () => void load();
    const button = (
      <Trigger
        aria-haspopup={popup}
        aria-expanded={false}
        aria-busy={isWanted}
        onPointerEnter={prefetch}
        onFocus={prefetch}
        onClick={() => setIsWanted(true)}
      />
    );
    return isWanted ? (
      <Suspense fallback={button}>
        <Opened />
      </Suspense>
    ) : (
      button
    );
  };
}
