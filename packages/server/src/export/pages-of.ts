import type { Page } from '@sluice/storage';

/** Pages one after the other, until there is no next one; the following is read when it is asked for. */
export async function* pagesOf<T>(
  read: (after: { readonly after?: string }) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
  let next: string | undefined;
  do {
    const page: Page<T> = await read(next === undefined ? {} : { after: next });
    if (page.items.length > 0) yield page.items;
    next = page.next;
  } while (next !== undefined);
}
