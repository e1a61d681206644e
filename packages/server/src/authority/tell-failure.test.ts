import { expect, test } from 'vitest';
import { createTellFailure } from './tell-failure.ts';

const tell = createTellFailure({ now: () => new Date('2026-11-01T10:00:00Z'), newId: () => 'trace' });
const request = { baseUrl: 'https://here', correlationId: 'correlation' };

test.each([
  [400, 400, 'invalid_request', 90023],
  [413, 413, 'invalid_request', 90023],
  [415, 400, 'invalid_request', 90023],
  [500, 500, 'server_error', 50000],
  [503, 503, 'temporarily_unavailable', 90033],
])('a failure of status %i is told as %i %s', (status, told, error, number) => {
  const failure = { status, headers: { 'Retry-After': '5' }, message: 'It is “so”.' };
  expect(tell(failure, request)).toEqual({
    status: told,
    headers: { 'cache-control': 'no-store', 'Retry-After': '5' },
    body: {
      error,
      error_description: `AADSTS${number}: It is ?so?. Trace ID: trace Correlation ID: correlation Timestamp: 2026-11-01 10:00:00Z`,
      error_codes: [number],
      timestamp: '2026-11-01 10:00:00Z',
      trace_id: 'trace',
      correlation_id: 'correlation',
      error_uri: `https://here/error?code=${number}`,
    },
  });
});
