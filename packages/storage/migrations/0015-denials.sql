-- Denials are few among all decisions, and what people ask for: the newest ones, and those of a time or a principal.
create index decisions_denied on sluice.decisions (at, id) where verdict = 'deny';
