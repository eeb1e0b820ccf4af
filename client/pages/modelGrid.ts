import { address } from '../net/http.ts';

/** Address of a model's 8 x 8 samples at fixed seeds. */
export const modelGrid = (id: string): string => address(`api/models/${encodeURIComponent(id)}/grid.png`);
