import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { INFERENCE, type InferenceCode, PACKING_END, type PackingEndCode } from './inference.rule.js';

const INFERENCE_CODE: Readonly<Record<InferenceCode, InferenceCode>> = {
  CONTAINER_SCANNED: 'CONTAINER_SCANNED',
  OUTER_CONTAINER_SCANNED: 'OUTER_CONTAINER_SCANNED',
  CONTAINER_EMPTIED: 'CONTAINER_EMPTIED',
};
registerEnumType(INFERENCE_CODE, {
  name: 'InferenceCode',
  description: 'Why something is taken to have happened to goods that were not scanned themselves.',
  valuesConfig: {
    CONTAINER_SCANNED: { description: INFERENCE.CONTAINER_SCANNED },
    OUTER_CONTAINER_SCANNED: { description: INFERENCE.OUTER_CONTAINER_SCANNED },
    CONTAINER_EMPTIED: { description: INFERENCE.CONTAINER_EMPTIED },
  },
});

const PACKING_END_CODE: Readonly<Record<PackingEndCode, PackingEndCode>> = {
  PACKED_ELSEWHERE: 'PACKED_ELSEWHERE',
  SEEN_ELSEWHERE: 'SEEN_ELSEWHERE',
  TRANSFORMED: 'TRANSFORMED',
};
registerEnumType(PACKING_END_CODE, {
  name: 'PackingEndCode',
  description: 'Why goods are not in a container any more, though nobody has recorded that they were taken out of it.',
  valuesConfig: {
    PACKED_ELSEWHERE: { description: PACKING_END.PACKED_ELSEWHERE },
    SEEN_ELSEWHERE: { description: PACKING_END.SEEN_ELSEWHERE },
    TRANSFORMED: { description: PACKING_END.TRANSFORMED },
  },
});

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
