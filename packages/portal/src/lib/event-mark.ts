// Which entry of a list by time is open, as an address keeps it: by id, and by its time so that it can be found again.

export type EventMark = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
};

export function writeEventMark({ id, at }: EventMark): string {
  return `${id}@${at}`;
}

/** Undefined for what is no mark. */
export function readEventMark(text: string | undefined): EventMark | undefined {
  const [id = '', at = ''] = (text ?? '').split('@');
  return id === '' || Number.isNaN(Date.parse(at)) ? undefined : { id, at };
}
