import { Component, type ComponentType, type FunctionComponent, type ReactNode, use } from 'react';
import { loadPart, PartNotLoaded } from '../lib/load-part.ts';
import { PartFailed } from './part-failed.tsx';

export type LazyPart<Props> = FunctionComponent<Props> & {
  /** Whether it was fetched. */
  isHere(): boolean;
  /** Fetches it; what failed before is tried again. Rejects with `PartNotLoaded`. */
  preload(): Promise<void>;
};

/**
 * A component in a file of its own, fetched when it is first drawn. As React's `lazy`, but where it does not come, that is told in its
 * place, with another try; what stands around it stays.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let found: ComponentType<Props> | undefined;
  let coming: Promise<ComponentType<Props>> | undefined;
  let hasFailed = false;

  function fetched(): Promise<ComponentType<Props>> {
    coming ??= loadPart(load).then(
      part => {
        found = part;
        return part;
      },
      error => {
        hasFailed = true;
        throw error;
      },
    );
    return coming;
  }

  /** A failure stays until somebody tries again: React draws more than once what failed. */
  function again(): void {
    if (hasFailed) coming = undefined;
    hasFailed = false;
  }

  function Part(props: Props) {
    const Found = found ?? use(fetched());
    return <Found {...props} />;
  }

  function Bounded(props: Props) {
    return (
      <PartBoundary onRetry={again}>
        <Part {...props} />
      </PartBoundary>
    );
  }

  return Object.assign(Bounded, {
    isHere: () => found !== undefined,
    async preload() {
      again();
      await fetched();
    },
  });
}

type BoundaryProps = { readonly children: ReactNode; onRetry(): void };

/** Tells of a part that did not come; other errors are the page's. */
class PartBoundary extends Component<BoundaryProps, { readonly error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const error: unknown = this.state.error;
    if (error === undefined) return this.props.children;
    if (!(error instanceof PartNotLoaded)) throw error;
    return (
      <PartFailed
        error={error}
        onRetry={() => {
          this.props.onRetry();
          this.setState({ error: undefined });
        }}
      />
    );
  }
}
