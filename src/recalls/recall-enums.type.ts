import { registerEnumType } from 'type-graphql';

import { RECALL_CLASS, RECALL_KIND, RECALL_MOVE, RECALL_STATUS } from './recall.rules.js';

registerEnumType(RECALL_CLASS, {
  name: 'RecallClass',
  description: 'How bad it can get (21 CFR 7.3 (m)).',
  valuesConfig: {
    I: { description: 'Serious harm or death is reasonably probable.' },
    II: { description: 'Harm that passes or can be healed, or a remote probability of serious harm.' },
    III: { description: 'Not likely to harm anyone.' },
    UNCLASSIFIED: { description: 'Not assessed yet, or no question of health.' },
  },
});

registerEnumType(RECALL_KIND, {
  name: 'RecallKind',
  description: 'What is done about the goods.',
  valuesConfig: {
    RECALL: { description: 'They are taken back.' },
    CORRECTION: { description: 'They are put right where they are.' },
    MARKET_WITHDRAWAL: { description: 'They are taken back for a minor fault.' },
    STOCK_RECOVERY: { description: 'They are taken back before they were released for sale.' },
    MOCK: {
      description: 'An exercise: it holds no goods, tells the company’s own people only, and affects no verdict.',
    },
  },
});

registerEnumType(RECALL_STATUS, {
  name: 'RecallStatus',
  description: 'Where a recall stands. LAUNCHED and PAUSED are open.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    SUBMITTED: { description: 'Before a second person.' },
    APPROVED: { description: 'May be launched.' },
    LAUNCHED: { description: 'Goods are held, and people are being told.' },
    PAUSED: { description: 'Goods are held, and nothing more is sent for now.' },
    CLOSED: { description: 'Over: everyone was told.' },
    CANCELLED: { description: 'Given up before anyone was told.' },
  },
});

registerEnumType(RECALL_MOVE, {
  name: 'RecallMove',
  description: 'What can be done with a recall.',
  valuesConfig: {
    UPDATE: { description: 'Change its content: updateRecall.' },
    SUBMIT: { description: 'Put it before a second person: submitRecall.' },
    APPROVE: { description: 'Give the second person’s word: approveRecall.' },
    REJECT: { description: 'Send it back to its authors: rejectRecall.' },
    LAUNCH: { description: 'Hold the goods and tell people: launchRecall.' },
    LAUNCH_WAVE: { description: 'Tell those who became known since, while a further wave is proposed: launchWave.' },
    DECLINE_WAVE: { description: 'Say why a further wave that is proposed is not needed: declineWave.' },
    PAUSE: { description: 'Stop sending: pauseSending.' },
    RESUME: { description: 'Send what is left: resumeSending.' },
    CLOSE: { description: 'End it: closeRecall.' },
    CANCEL: { description: 'Give it up: cancelRecall.' },
  },
});

export { RECALL_CLASS, RECALL_KIND, RECALL_MOVE, RECALL_STATUS };
