const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * The text with its white space as it should be: two spaces a level, one member a line, empty groups closed at once. Nothing but white space
 * is changed, so that numbers and duplicate names stay as they are. Undefined when the text is no JSON.
 */
export function formatJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let formatted = '';
  const newLine = () => `\n${'  '.repeat(depth)}`;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token === '}' || token === ']') {
      depth -= 1;
      formatted += before === '{' || before === '[' ? token : newLine() + token;
    } else {
      if (before === '{' || before === '[' || before === ',') formatted += newLine();
      formatted += token === ':' ? ': ' : token;
      if (token === '{' || token === '[') depth += 1;
    }
  }
  return `${formatted}\n`;
}
