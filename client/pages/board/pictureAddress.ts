import { address } from '../../net/http.ts';

/** A picture that has been judged and revealed. */
export const pictureAddress = (dataset: string, id: string): string =>
  address(`api/board/pictures/${encodeURIComponent(dataset)}/${encodeURIComponent(id)}.png`);
