export const unsaved = {
  title: 'Leave without saving?',
  hint: 'Your draft stays in this browser: it is here when you come back.',
  lost: 'What you have filled in here is lost when you leave.',
  stay: 'Stay on this page',
  leave: 'Leave and keep the draft',
  leaveAnyway: 'Leave',
  discard: 'Discard the draft and leave',
  restored: 'This is your draft, which was not saved. It was changed',
  discardDraft: 'Discard draft',
  exists: 'That name is taken at that location. Choose another one.',
  changedMeanwhile:
    'Somebody has changed it since you began, so nothing was saved. Saving anyway puts yours in its place.',
  saveAnyway: 'Save anyway',
  reload: 'Discard mine and show theirs',
  staleDraft: 'What is stored has been changed since this draft was begun.',
};
