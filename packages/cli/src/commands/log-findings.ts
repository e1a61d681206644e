import type { LogFinding, VerifiedLog } from '@sluice/server';

/** A finding for people: what, where, and what it means. */
export function findingText(finding: LogFinding): string {
  switch (finding.kind) {
    case 'entryAltered':
      return `ALTERED    entry ${finding.eventId} (number ${finding.seq}, batch ${finding.batch}): its content is not what was sealed.`;
    case 'entryRemoved':
      return `REMOVED    entry ${finding.eventId} (number ${finding.seq}, batch ${finding.batch}): it was sealed, and is gone.`;
    case 'entryInserted':
      return `INSERTED   entry ${finding.eventId} (number ${finding.seq}): no batch has it, and it does not wait for one.`;
    case 'waitingRemoved':
      return `REMOVED    entry number ${finding.seq}: it was written, not sealed yet, and is gone.`;
    case 'batchesRemoved':
      return finding.from === finding.to
        ? `REMOVED    batch ${finding.from} is gone.`
        : `REMOVED    batches ${finding.from} to ${finding.to} are gone.`;
    case 'headerAltered':
      return `ALTERED    batch ${finding.batch}: what it says of itself is not what was sealed.`;
    case 'hashesAltered':
      return `ALTERED    batch ${finding.batch}: the hashes that it keeps are not those it was sealed with.`;
    case 'chainBroken':
      return `REWRITTEN  batch ${finding.batch} does not follow on the batch before it: that one was replaced.`;
    case 'pruningUntold':
      return `REMOVED    batches ${finding.from} to ${finding.to} are marked as pruned, and no entry of the log tells of it.`;
    case 'formUnknown':
      return `UNKNOWN    batch ${finding.batch} has the form ${finding.version}: a newer version of sluice can check it.`;
    case 'truncated':
      return `TRUNCATED  the checkpoint is of batch ${finding.checkpoint}, and the log ends with batch ${finding.last}: what came after was cut off.`;
    case 'forked':
      return `FORKED     batch ${finding.checkpoint} is not the one that the checkpoint was signed for: the log was rewritten.`;
    case 'checkpointUnsigned':
      return `FORGED     the checkpoint that is kept with batch ${finding.batch}, the last one, is not signed by the key of the log.`;
    case 'signatureWrong':
      return `FORGED     the checkpoint of batch ${finding.checkpoint} that was given is not signed by the key of the log.`;
  }
}

/** What was looked at, what was not, and the verdict; `shown` findings stand before it. */
export function summaryText(verified: VerifiedLog, shown: number): readonly string[] {
  const { batches, entries, pruned, waiting, findings, checkpoint, key } = verified;
  return [
    ...(findings > shown ? [`... and ${findings - shown} more`] : []),
    `${count(entries, 'entry', 'entries')} in ${count(batches, 'batch', 'batches')}${pruned > 0 ? `, ${pruned} of them pruned` : ''}; ${waiting} not sealed yet.`,
    ...(key === undefined ? [] : [`Signed with ${key}`]),
    checkpoint === undefined
      ? 'Without --checkpoint a log that was cut or rewritten as a whole is not found.'
      : `Checkpoint: batch ${checkpoint.batch}, ${checkpoint.entries} entries, sealed ${checkpoint.sealedAt}.`,
    findings === 0
      ? 'The log is as it was sealed.'
      : `The log is not as it was sealed: ${count(findings, 'finding', 'findings')}.`,
  ];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
