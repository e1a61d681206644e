import { describe, expect, it } from 'vitest';
import type { LogEvent } from './log-event.ts';
import { resourcePlace } from './resource-place.ts';

const resourceId = '/subscriptions/1/resourceGroups/rg';
const entry = { resourceId, status: 'Succeeded', operation: 'a/b/write', decisionId: undefined };
const page = { to: '/scope', search: { id: resourceId } };
const decision = { to: '/audit/decision', search: { id: 'why' } };

describe('the resource of an entry', () => {
  it.each<[string, Partial<LogEvent>, object | undefined]>([
    ['its page where the request passed', {}, page],
    ['its page where policy judged it too', { decisionId: 'why' }, page],
    ['its page while it is going on', { status: 'Started' }, page],
    ['the decision where policy refused it', { status: 'Failed', decisionId: 'why' }, decision],
    ['nothing where it failed for another reason', { status: 'Failed' }, undefined],
    ['nothing where it was deleted', { operation: 'a/b/DELETE' }, undefined],
    ['nothing where its kind has no page', { resourceId: '/subscriptions/1/providers/a/b/c' }, undefined],
  ])('leads to %s', (_, more, place) => expect(resourcePlace({ ...entry, ...more })).toEqual(place));
});
