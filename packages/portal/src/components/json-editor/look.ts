import type { Extension, Range } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';
import { jsonTokens } from '../../lib/json-text/json-tokens.ts';

/** The looks of the editor: Fluent's tokens, which follow the theme by themselves. */
export function look(): Extension {
  return [theme, colours];
}

const theme = EditorView.theme({
  '&': {
    height: '100%',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase200,
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: tokens.fontFamilyMonospace, lineHeight: tokens.lineHeightBase300 },
  '.cm-content': { caretColor: tokens.colorNeutralForeground1 },
  '.cm-gutters': {
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  '.cm-activeLine': { backgroundColor: tokens.colorSubtleBackgroundHover },
  '.cm-activeLineGutter': {
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
  },
  '&.cm-focused .cm-nonmatchingBracket': { color: tokens.colorStatusDangerForeground1 },
  '.cm-foldPlaceholder': {
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground2,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  '.cm-jsonName': { color: tokens.colorBrandForeground1 },
  '.cm-jsonText': { color: tokens.colorPaletteGreenForeground1 },
  '.cm-jsonOther': { color: tokens.colorPaletteBerryForeground1 },
  '.cm-tooltip': {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    maxWidth: 'min(480px, 80vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    maxHeight: '240px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: `2px ${tokens.spacingHorizontalS}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: 1, marginLeft: tokens.spacingHorizontalM },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: tokens.fontWeightBold },
  '.cm-tooltip.cm-completionInfo': { padding: tokens.spacingHorizontalS, maxWidth: '320px' },
  '.cm-help': { padding: tokens.spacingHorizontalS, fontSize: tokens.fontSizeBase200 },
  '.cm-help > strong': { fontFamily: tokens.fontFamilyMonospace },
  '.cm-help > p': { margin: `${tokens.spacingVerticalXXS} 0 0`, whiteSpace: 'pre-line' },
  '.cm-diagnostic': { padding: tokens.spacingHorizontalS, whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: `4px solid ${tokens.colorStatusDangerBorderActive}` },
  '.cm-diagnostic-warning': { borderLeft: `4px solid ${tokens.colorStatusWarningBorderActive}` },
  // Underlines by CSS: the pictures that the library makes are data: addresses in literal colours.
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { textDecoration: `underline wavy ${tokens.colorStatusDangerBorderActive}` },
  '.cm-lintRange-warning': { textDecoration: `underline wavy ${tokens.colorStatusWarningBorderActive}` },
  '.cm-lint-marker': { content: 'none', width: '0.8em', height: '0.8em', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: 'none', backgroundColor: tokens.colorStatusDangerBorderActive },
  '.cm-lint-marker-warning': {
    content: 'none',
    backgroundColor: tokens.colorStatusWarningBorderActive,
    borderRadius: 0,
  },
  '.cm-panels': {
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    borderColor: tokens.colorNeutralStroke1,
  },
  '.cm-panel.cm-search': { padding: tokens.spacingHorizontalS },
  '.cm-panel.cm-search label': { fontSize: tokens.fontSizeBase200 },
  '.cm-textfield': {
    minHeight: '24px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  '.cm-button': {
    minHeight: '24px',
    backgroundImage: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  '.cm-panel.cm-search [name=close]': {
    minWidth: '24px',
    minHeight: '24px',
    color: tokens.colorNeutralForeground1,
  },
  '.cm-searchMatch': { backgroundColor: tokens.colorPaletteYellowBackground2 },
  '.cm-searchMatch-selected': { outline: `2px solid ${tokens.colorPaletteYellowBorderActive}` },
});

const MARKS = {
  name: Decoration.mark({ class: 'cm-jsonName' }),
  text: Decoration.mark({ class: 'cm-jsonText' }),
  other: Decoration.mark({ class: 'cm-jsonOther' }),
} as const;

/** Colours what is in sight, line by line: no string of JSON goes over the end of a line. */
const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update({
      docChanged,
      viewportChanged,
      view,
    }: {
      docChanged: boolean;
      viewportChanged: boolean;
      view: EditorView;
    }) {
      if (docChanged || viewportChanged) this.decorations = decorate(view);
    }
  },
  { decorations: plugin => plugin.decorations },
);

function decorate(view: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      for (const { kind, start, text } of jsonTokens(line.text))
        if (kind !== 'plain')
          marks.push(MARKS[kind].range(line.from + start, line.from + start + text.length));
      at = line.to + 1;
    }
  }
  return Decoration.set(marks);
}
