import { common } from '#strings/common';

/** How long a server is waited for that may only be slow. */
const PATIENCE_MS = 5_000;

/** A part of the portal that could not be fetched: the server is away, or has another version of the portal by now. */
export class PartNotLoaded extends Error {
  /** The server has a version that this part is no longer of: loading the page again brings that one. */
  readonly isReplaced: boolean;

  constructor(isReplaced: boolean, cause: unknown) {
    super(isReplaced ? common.partReplaced : common.partNotSent, { cause });
    this.isReplaced = isReplaced;
  }
}

/** Fetches a part of the portal; fails with `PartNotLoaded`. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new PartNotLoaded(await isReplaced(), cause);
  }
}

/** Whether the server answers, with a page that begins with another file than this one did. */
async function isReplaced(): Promise<boolean> {
  const begun = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  try {
    const answer = await fetch(import.meta.env.BASE_URL, {
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok && typeof begun === 'string' && !(await answer.text()).includes(begun);
  } catch {
    return false;
  }
}
