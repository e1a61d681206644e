import { expect, it } from 'vitest';
import { eventKey, readEventKey } from './event-key.ts';

it.each([
  { decisionId: 'd', assignmentId: '/providers/a/b,c', referenceId: "member 'one'\\" },
  { decisionId: 'd', assignmentId: '/a', referenceId: undefined },
])('%j is found again by its key', identity => expect(readEventKey(eventKey(identity))).toEqual(identity));

it.each(['', 'd', ',', 'd,a,r,more'])('%j is no key', key => expect(readEventKey(key)).toBeUndefined());
