import type { SuspectBatch } from './locate.js';

/** What the quality team writes. Who reads neither English nor German gets the English text in a frame of their own. */
export const recallContent = ({ gtin, number }: SuspectBatch) => ({
  kind: 'RECALL',
  recallClass: 'II',
  title: 'Leaking seams, clam chowder of the second quarter',
  texts: [
    {
      language: 'en',
      reason: 'The seam of some cans was not closed tightly and leaks.',
      hazard: 'The chowder can spoil. Who eats it may suffer from nausea and vomiting, which pass within a few days.',
      whatToDo: 'Take the cans off your shelves, keep them apart, and tell us how many you have. We collect them.',
      remedy: 'You are credited with every can, opened or not, and we bear all costs.',
    },
    {
      language: 'de',
      reason: 'Der Falz einiger Dosen ist nicht dicht verschlossen und undicht geworden.',
      hazard: 'Die Suppe kann verderben. Wer davon isst, kann für einige Tage unter Übelkeit und Erbrechen leiden.',
      whatToDo:
        'Nehmen Sie die Dosen aus dem Verkauf, lagern Sie sie getrennt, und nennen Sie uns die Anzahl. Wir holen sie ab.',
      remedy: 'Wir schreiben Ihnen jede Dose gut, geöffnet oder nicht, und tragen alle Kosten.',
    },
  ],
  contactPhone: '+1 206 555 0100',
  contactEmail: 'quality@example.com',
  scope: { batches: [{ gtin, batch: number }] },
});
