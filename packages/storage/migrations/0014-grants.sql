-- Secrets that stand for somebody who has signed in, by their hash alone: a browser's session, the codes that clients exchange for tokens,
-- the refresh tokens that came of those. What a grant came from is its family: it ends with that, however that ends.
create table sluice.grants (
  -- SHA-256, lower-case hex.
  hash text collate "C" primary key,
  kind text not null check (kind in ('session', 'code', 'refresh')),
  principal_id text collate "C" not null,
  -- Whom it was given to; null: the browser itself.
  client_id text collate "C",
  family text collate "C" references sluice.grants (hash) on delete cascade,
  data json not null,
  expires_at timestamptz not null,
  -- What may be used once is kept until it expires, so that a second use is seen.
  used_at timestamptz
);
create index grants_by_family on sluice.grants (family);
create index grants_by_end on sluice.grants (expires_at);
