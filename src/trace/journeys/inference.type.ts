import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { INFERENCE, type InferenceCode, PACKING_END, type PackingEndCode } from './inference.rule.js';

const INFERENCE_CODE = registerCodes(INFERENCE, {
  name: 'InferenceCode',
  description: 'Why something is taken to have happened to goods that were not scanned themselves.',
});

const PACKING_END_CODE = registerCodes(PACKING_END, {
  name: 'PackingEndCode',
  description: 'Why goods are not in a container any more, though nobody has recorded that they were taken out of it.',
});

/** The codes as an enum, in which the sentence of each describes it. */
function registerCodes<Code extends string>(
  sentences: Readonly<Record<Code, string>>,
  named: { readonly name: string; readonly description: string },
): Readonly<Record<Code, Code>> {
  const entries = Object.entries<string>(sentences);
  const codes = Object.fromEntries(entries.map(([code]) => [code, code])) as Record<Code, Code>;
  const described = Object.fromEntries(entries.map(([code, description]) => [code, { description }]));
  registerEnumType(codes, { ...named, valuesConfig: described as Record<Code, { description: string }> });
  return codes;
}

@ObjectType('Inference', { description: 'The reason why a step is inferred.' })
export class InferenceType {
  @Field(() => INFERENCE_CODE, { description: 'Stable, for programs.' })
  code!: InferenceCode;

  @Field(() => String, { description: 'A sentence, for people.' })
  message!: string;
}

@ObjectType('EndedPacking', {
  description: 'A packing that is over, though nobody has recorded that the goods were taken out; that is inferred.',
})
export class EndedPackingType {
  @Field(() => PACKING_END_CODE, { description: 'Stable, for programs.' })
  code!: PackingEndCode;

  @Field(() => String, { description: 'A sentence, for people.' })
  message!: string;

  containerId!: string;
}
