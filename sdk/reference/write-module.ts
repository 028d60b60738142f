/** The reference of what a source file exports, from its declarations and their docstrings. */
import ts from 'typescript';
import { cell, code, join, table } from './markdown.ts';

/** A member of an interface, or a property of a class. */
type Member = ts.TypeElement | ts.PropertyDeclaration;

/**
 * @param text - The source.
 * @param names - The exports to write, in this order.
 * @throws Error for a name that the file does not export.
 */
export function writeModule(path: string, text: string, names: readonly string[]): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return join(
    ...names.map((name) => {
      const found = file.statements.find((statement) => nameOf(statement) === name);
      if (!found) throw new Error(`${path} does not export ${name}.`);
      return join(`## ${name}`, documentationOf(found), contentOf(found));
    }),
  );
}

function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText();
  return 'name' in statement && statement.name ? (statement.name as ts.Identifier).text : undefined;
}

function contentOf(statement: ts.Statement): string {
  if (ts.isInterfaceDeclaration(statement)) return join(genericsOf(statement), membersOf(statement.members));
  if (ts.isClassDeclaration(statement)) {
    return membersOf(statement.members.filter((one): one is ts.PropertyDeclaration => ts.isPropertyDeclaration(one)));
  }
  if (ts.isFunctionDeclaration(statement)) {
    const end = statement.body?.getStart() ?? statement.end;
    return fence(
      statement
        .getSourceFile()
        .text.slice(statement.getStart(), end)
        .replace(/^export (async )?/, '')
        .trim(),
    );
  }
  if (ts.isTypeAliasDeclaration(statement)) return fence(statement.getText().replace(/^export /, ''));
  return '';
}

function fence(source: string): string {
  return `\`\`\`ts\n${source}\n\`\`\``;
}

function genericsOf({ name, typeParameters = [] as never, heritageClauses = [] as never }: ts.InterfaceDeclaration): string {
  if (typeParameters.length === 0 && heritageClauses.length === 0) return '';
  const parameters = typeParameters.length > 0 ? `<${typeParameters.map((one) => one.getText()).join(', ')}>` : '';
  return fence(`interface ${name.text}${parameters}${heritageClauses.map((clause) => ` ${clause.getText()}`).join('')}`);
}

function membersOf(members: readonly Member[]): string {
  const rows = members
    .filter((member) => member.name?.getText().startsWith('[') !== true)
    .map((member) => {
      const optional = 'questionToken' in member && member.questionToken ? '?' : '';
      const type = 'type' in member && member.type ? member.type.getText() : '';
      return [code(`${member.name?.getText() ?? ''}${optional}`), code(type), cell(documentationOf(member))];
    });
  return table(['member', 'type', 'meaning'], rows);
}

/** A docstring as Markdown: its text, then a line for each of its tags. */
function documentationOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = docs.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join('\n\n');
  const tags = docs.flatMap(({ tags: all = [] as never }) => [...all]).map(writeTag);
  return join(text, ...tags);
}

function writeTag(tag: ts.JSDocTag): string {
  const text = (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/^- /, '');
  const kind = tag.tagName.text;
  if (ts.isJSDocParameterTag(tag)) return `\`${tag.name.getText()}\`: ${text}`;
  if (kind === 'returns') return `Returns: ${text}`;
  if (kind === 'throws') return `Throws: ${text}`;
  if (kind === 'defaultValue') return `Default: ${text}`;
  return kind === 'packageDocumentation' ? '' : `${kind}: ${text}`;
}
