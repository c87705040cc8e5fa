const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/** One message of PostgreSQL's protocol, as far as a COMMIT can be recognised in it. */
export interface Message {
  readonly bytes: Buffer;
  /** The SQL of a Query or a Parse. */
  readonly statement: string | null;
  /** The tag of a CommandComplete: what PostgreSQL says that it has done. */
  readonly completed: string | null;
}

/** Puts the messages of one direction together from the pieces in which they arrive. */
export class Messages {
  #rest = Buffer.alloc(0);
  #isFirst: boolean;

  private constructor(private readonly from: 'CLIENT' | 'SERVER') {
    this.#isFirst = from === 'CLIENT';
  }

  static ofClient(): Messages {
    return new Messages('CLIENT');
  }

  static ofServer(): Messages {
    return new Messages('SERVER');
  }

  read(bytes: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const messages: Message[] = [];
    for (let message = this.#take(); message; message = this.#take()) messages.push(message);
    return messages;
  }

  #take(): Message | null {
    // A client's first message has no type: the protocol is older than types.
    const start = this.#isFirst ? 0 : TYPE_BYTES;
    if (this.#rest.length < start + LENGTH_BYTES) return null;
    const end = start + this.#rest.readInt32BE(start);
    if (this.#rest.length < end) return null;

    const bytes = this.#rest.subarray(0, end);
    const type = this.#isFirst ? null : String.fromCharCode(bytes.readUInt8(0));
    this.#rest = this.#rest.subarray(end);
    this.#isFirst = false;
    return { bytes, statement: this.#statementOf(type, bytes), completed: this.#completedOf(type, bytes) };
  }

  #statementOf(type: string | null, bytes: Buffer): string | null {
    if (this.from !== 'CLIENT') return null;
    if (type === 'Q') return textsOf(bytes)[0] ?? null;
    // A Parse names the statement before its text.
    return type === 'P' ? (textsOf(bytes)[1] ?? null) : null;
  }

  #completedOf(type: string | null, bytes: Buffer): string | null {
    return this.from === 'SERVER' && type === 'C' ? (textsOf(bytes)[0] ?? null) : null;
  }
}

/** The texts of a message, each of which ends with a zero byte. */
function textsOf(bytes: Buffer): string[] {
  return bytes.toString('utf8', TYPE_BYTES + LENGTH_BYTES).split('\0');
}
