-- Somebody may sign in with a browser for a program that has none: the program waits with a device code, its user types a user code into a
-- browser, and what he says there is the answer. Nobody is signed in by the first two: they have no principal yet.
alter table sluice.grants alter column principal_id drop not null;
alter table sluice.grants drop constraint grants_kind_check;
alter table sluice.grants add constraint grants_kind_check
  check (kind in ('session', 'code', 'refresh', 'device', 'userCode', 'deviceAnswer'));
alter table sluice.grants add constraint grants_principal_check
  check (principal_id is not null or kind in ('device', 'userCode'));
