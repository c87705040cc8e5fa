import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';
import ts from 'typescript';

/** A statement as the source writes it: `db.rows(name, text, values)`. */
interface Statement {
  readonly name: string;
  readonly where: string;
  /** What is put into the text, or into the name, and is not always the same. */
  readonly textVaries: readonly string[];
  readonly nameVaries: readonly string[];
}

const statements = filesIn('src').flatMap(statementsOf);

test('there are statements', () => {
  expect(statements.length).toBeGreaterThan(50);
});

/** PostgreSQL plans a named statement once a connection, and refuses another text under the name: for whoever comes second. */
test('no two statements have one name', () => {
  const places = new Map<string, string[]>();
  for (const { name, where } of statements) places.set(name, [...(places.get(name) ?? []), where]);

  expect([...places].filter(([, where]) => where.length > 1)).toEqual([]);
});

test('a statement whose text is put together has a name that tells the texts apart', () => {
  const alike = statements.filter(({ textVaries, nameVaries }) => textVaries.length > 0 && nameVaries.length === 0);

  expect(alike.map(({ name, where, textVaries }) => ({ name, where, textVaries }))).toEqual([]);
});

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(directory, file));
}

function statementsOf(file: string): Statement[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
  const found: Statement[] = [];
  const visit = (node: ts.Node): void => {
    const [name, text] = isRowsCall(node) ? node.arguments : [];
    // A name that is passed on was given elsewhere.
    if (name && text && !ts.isIdentifier(name)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({
        name: name.getText(),
        where: `${file}:${line}`,
        nameVaries: varyingIn(name),
        textVaries: varyingIn(text),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isRowsCall(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'rows'
  );
}

/** The names in an expression that mean something else from call to call. */
function varyingIn(expression: ts.Node): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && varies(node, expression)) found.push(node.text);
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else ts.forEachChild(node, visit);
  };
  visit(expression);
  return found;
}

/** A parameter and a loop's variable vary; a variable of a function does if what it is made from does. */
function varies({ text: name }: ts.Identifier, expression: ts.Node): boolean {
  for (let scope = expression.parent; !ts.isSourceFile(scope); scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => names(one.name, name))) return true;
    if (ts.isForOfStatement(scope) && ts.isVariableDeclarationList(scope.initializer)) {
      if (scope.initializer.declarations.some((one) => names(one.name, name))) return true;
    }
    if (!ts.isBlock(scope)) continue;
    const declared = scope.statements
      .flatMap((one) => (ts.isVariableStatement(one) ? [...one.declarationList.declarations] : []))
      .find((one) => names(one.name, name));
    if (declared) return declared.initializer !== undefined && varyingIn(declared.initializer).length > 0;
  }
  return false;
}

/** Whether a declaration, taken apart or not, is of this name. */
function names(declared: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(declared)) return declared.text === name;
  return declared.elements.some((element) => ts.isBindingElement(element) && names(element.name, name));
}
