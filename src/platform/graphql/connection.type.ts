import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';

import type { Context } from '../context.js';
import { BOUNDS } from './bounds.js';
import { readCursor, writeCursor } from './cursor.js';
import { Refusal } from './refusal.js';

/** The arguments of every list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: BOUNDS.defaultPageSize,
    description: `How many to return, 1 to ${BOUNDS.pageSize}.`,
  })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the page before; leave out for the first page.',
  })
  after!: string | null;
}

@ObjectType('PageInfo', { description: 'Where this page lies in its list (Relay connections).' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page began after a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first entry; null when there is none.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Give this as `after` to get the next page.' })
  endCursor!: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface ListQuery<Node> {
  /** Names the list and its filter: `batch units <id>`. A cursor is good for this list only. */
  readonly scope: string;
  /** At most `limit` nodes that follow `after` in the list's order; `after` is what `keyOf` gave for a node. */
  readonly find: (limit: number, after: readonly (string | number)[] | null) => Promise<readonly Node[]>;
  readonly keyOf: (node: Node) => readonly (string | number)[];
}

/** One page of a list by keyset: no offset, so a page costs the same wherever it lies. */
export async function pageOf<Node>(context: Context, args: PageArgs, list: ListQuery<Node>): Promise<Connection<Node>> {
  if (args.first < 1 || args.first > BOUNDS.pageSize) {
    throw new Refusal('BAD_USER_INPUT', `\`first\` must be 1 to ${BOUNDS.pageSize}, not ${args.first}.`);
  }
  const scope = `${context.actor.id} ${list.scope}`;
  const after = args.after ? readCursor(context.secrets.cursor, scope, args.after) : null;
  const found = await list.find(args.first + 1, after);
  const nodes = found.slice(0, args.first);
  // Signed only for who asks: most lists are read without their cursors.
  const cursorOf = (node: Node) => writeCursor(context.secrets.cursor, scope, list.keyOf(node));
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({
        node,
        get cursor() {
          return cursorOf(node);
        },
      }));
    },
    pageInfo: {
      hasNextPage: found.length > args.first,
      hasPreviousPage: after !== null,
      get startCursor() {
        return nodes.slice(0, 1).map(cursorOf)[0] ?? null;
      },
      get endCursor() {
        return nodes.slice(-1).map(cursorOf)[0] ?? null;
      },
    },
  };
}

/** The GraphQL types of a list of `name`: `<Name>Connection` and `<Name>Edge`. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: 'One entry of a list.' })
  class Edge {
    @Field(() => String, { description: 'Opaque; as `after`, it means what follows this entry.' })
    cursor!: string;

    @Field(node, { description: 'The entry itself.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list (Relay connection).` })
  class ConnectionType implements Connection<Node> {
    @Field(() => [Edge], { description: 'The entries, each with its cursor.' })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The entries without their cursors.' })
    nodes!: Node[];

    @Field(() => PageInfoType, { description: 'Whether there is more, and from where.' })
    pageInfo!: PageInfoType;
  }
  return ConnectionType;
}
