/** Asks the API as the holder of one key. */
export type Ask = <Answer>(document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

export function askAs(url: string, key: string, signal: AbortSignal): Ask {
  return async <Answer>(query: string, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
      signal,
    });
    const { data, errors } = (await response.json()) as GraphQLAnswer;
    if (errors) throw new Error(`Retrace refused: ${errors.map(({ message }) => message).join(' ')}`);
    return data as Answer;
  };
}

/** One of the answers that a mutation may give. */
export interface Outcome {
  readonly __typename: string;
  readonly message?: string;
}

/** The story goes on only if it went as told. */
export function requireOutcome<Wanted extends Outcome>(answer: Outcome, wanted: Wanted['__typename']): Wanted {
  if (answer.__typename === wanted) return answer as Wanted;
  throw new Error(`Not ${wanted} but ${answer.__typename}: ${answer.message ?? ''}`);
}
