import { initiatives } from '#strings/initiatives';
import { nameOfId } from '../../../lib/format/id.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import { type InitiativeDraft, parseValue } from './initiative-draft.ts';

const words = initiatives.form.missing;

/** What keeps a draft from being saved, as sentences. `parametersOf`: what a policy declares, as far as it is known. */
export function checkDraft(
  draft: InitiativeDraft,
  parametersOf: (definitionId: string) => readonly PolicyParameter[],
): readonly string[] {
  const { name, displayName, storedAt, members } = draft;
  const ids = members.map(({ referenceId }) => referenceId.toLowerCase());
  const twice = members.filter(
    ({ referenceId }, index) => referenceId !== '' && ids.indexOf(referenceId.toLowerCase()) < index,
  );
  return [
    ...(displayName.trim() === '' ? [words.displayName] : []),
    ...(isName(name) ? [] : [words.name]),
    ...(storedAt === '' ? [words.storedAt] : []),
    ...(members.length === 0 ? [words.members] : []),
    ...twice.map(({ referenceId }) => words.referenceTwice(referenceId)),
    ...members.flatMap(member => {
      const called = member.referenceId === '' ? nameOfId(member.definitionId) : member.referenceId;
      return [
        ...(member.referenceId === '' ? [words.referenceEmpty(called)] : []),
        ...parametersOf(member.definitionId).flatMap(
          ({ name: parameter, displayName: shown, type, defaultValue }) => {
            const setting = member.settings[parameter] ?? { how: 'default' };
            if (setting.how === 'default')
              return defaultValue === undefined ? [words.value(shown, called)] : [];
            if (setting.how === 'parameter') return setting.name === '' ? [words.value(shown, called)] : [];
            return parseValue(setting.text, type) === undefined ? [words.json(shown, called)] : [];
          },
        ),
      ];
    }),
  ];
}

function isName(name: string): boolean {
  return name !== '' && name.length <= 64 && !/[<>*%&:\\?/\p{Cc}]/u.test(name) && !/[. ]$/.test(name);
}
