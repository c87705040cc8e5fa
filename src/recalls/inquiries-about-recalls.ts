import type { Queryable } from '../platform/database/database.js';
import type { MailChannel } from '../platform/mail.js';
import type { AskedPreview, Progress } from '../trace/index.js';
import { answerPreview } from './preview/preview-inquiry.js';
import { goodsOfWrittenScope } from './recipients/recipients-inquiry.js';

/** What it takes to answer inquiries that only this feature understands. */
export const inquiriesAboutRecalls = ({ mail }: { readonly mail: Pick<MailChannel, 'sends'> }) => ({
  goodsOf: goodsOfWrittenScope,
  previewOf: (db: Queryable, asked: AskedPreview, progress: Progress) => answerPreview(db, mail, asked, progress),
});
