import type { Snapshot } from '@sluice/engine';
import { findByClientId } from '../authn/find-principal.ts';
import type { DemoSignIn } from './options.ts';

/** Whom the sign-in page may sign in by a button alone: of those in the demo who may sign in at all. */
export function demoButtons(
  demo: readonly DemoSignIn[] | undefined,
  principals: Snapshot['principals'],
): readonly { readonly name: string; readonly displayName: string }[] {
  return (demo ?? []).flatMap(({ name, clientId }) => {
    const principal = findByClientId(principals, clientId);
    return principal?.enabled === true ? [{ name, displayName: principal.displayName }] : [];
  });
}
